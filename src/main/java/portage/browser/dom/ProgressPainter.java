package portage.browser.dom;

import java.util.Locale;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/** Paints how far a piece of work has come; says so aloud only when its state changes, not at every number. */
final class ProgressPainter implements BlockPainter {
  private final Conversation conversation;
  private final HTMLElement element = Dom.element("div", "progress");
  private final HTMLElement label = Dom.element("span", "progress-label");
  private final HTMLElement state = Dom.element("span", "progress-state");
  private final HTMLElement bar = Dom.element("progress", "");
  private final HTMLElement detail = Dom.element("p", "progress-detail");
  private Block.Progress painted;

  ProgressPainter(Conversation conversation) {
    this.conversation = conversation;
    HTMLElement head = Dom.append(element, Dom.element("div", "progress-head"));
    Dom.append(head, label);
    Dom.append(head, state);
    Dom.append(element, bar);
    Dom.append(element, detail);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    Block.Progress progress = (Block.Progress) block;
    if (progress.equals(painted)) return;
    if (painted != null && painted.state() != progress.state()) {
      conversation.announce(progress.label() + ": " + progress.stateLabel() + ".");
    }
    painted = progress;
    element.setClassName("progress is-" + progress.state().name().toLowerCase(Locale.ROOT));
    Dom.setText(label, progress.label());
    Dom.setOptionalText(state, progress.stateLabel());
    Dom.setOptionalText(detail, progress.detail());
    paintBar(progress);
  }

  private void paintBar(Block.Progress progress) {
    boolean runs = progress.state() == Block.Progress.State.RUNNING;
    boolean failed = progress.state() == Block.Progress.State.FAILED;
    bar.setHidden(!runs && !(failed && progress.total().isPresent()));
    Dom.setOptionalAttribute(bar, "aria-label", progress.label());
    if (progress.total().isPresent()) {
      long total = Math.max(1, progress.total().getAsLong()); // a bar of length 0 is not allowed
      Dom.setOptionalAttribute(bar, "max", Long.toString(total));
      Dom.setOptionalAttribute(bar, "value", Long.toString(Math.min(progress.done(), total)));
    } else {
      bar.removeAttribute("value"); // moves to and fro instead of claiming a share
    }
  }
}
