package portage.browser.dom;

import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/** Paints a problem so that it is heard at once and seen without scrolling. */
final class ProblemPainter implements BlockPainter {
  private final Conversation conversation;
  private final HTMLElement element = Dom.element("section", "problem");
  private Block painted;

  ProblemPainter(Conversation conversation) {
    this.conversation = conversation;
    element.setAttribute("role", "alert");
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    if (block.equals(painted)) return;
    painted = block;
    Block.Problem problem = (Block.Problem) block;
    element.clear();
    addUnlessEmpty("problem-happened", problem.happened());
    addUnlessEmpty("problem-meaning", problem.meaning());
    addUnlessEmpty("problem-next", problem.next());
    addUnlessEmpty("problem-code", problem.code());
    conversation.wantToBeSeen(element);
  }

  private void addUnlessEmpty(String className, String text) {
    if (!text.isEmpty()) Dom.append(element, Dom.element("p", className, text));
  }
}
