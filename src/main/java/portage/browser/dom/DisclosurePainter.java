package portage.browser.dom;

import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/** Paints blocks behind a line that opens them; stays open, once opened, while the screen does. */
final class DisclosurePainter implements BlockPainter {
  private final HTMLElement element = Dom.element("details", "disclosure");
  private final HTMLElement summary = Dom.element("summary", "");
  private final BlockList blocks;

  DisclosurePainter(Conversation conversation) {
    Dom.append(element, summary);
    blocks = new BlockList(Dom.append(element, Dom.element("div", "disclosure-blocks")), conversation);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    Block.Disclosure disclosure = (Block.Disclosure) block;
    Dom.setText(summary, disclosure.summary());
    blocks.paint(disclosure.blocks());
  }

  @Override
  public void close() {
    blocks.close();
  }
}
