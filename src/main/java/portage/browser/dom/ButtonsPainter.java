package portage.browser.dom;

import java.util.Map;
import org.teavm.jso.dom.html.HTMLElement;
import portage.browser.js.JsBeside;
import portage.page.Block;

/** Paints buttons that stand outside of a form. */
final class ButtonsPainter implements BlockPainter {
  private final HTMLElement element = Dom.element("div", "buttons");
  private final ButtonRow row;

  ButtonsPainter(Conversation conversation) {
    row = new ButtonRow(
        element, conversation, pressed -> conversation.send(pressed, Map.of(), JsBeside.nothing()));
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    row.paint(((Block.Buttons) block).items());
  }
}
