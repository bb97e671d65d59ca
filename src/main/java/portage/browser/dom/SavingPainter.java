package portage.browser.dom;

import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/** Paints a link that saves a file. Only addresses within this page become one. */
final class SavingPainter implements BlockPainter {
  private final HTMLElement element = Dom.element("p", "buttons");
  private final HTMLElement link = Dom.append(element, Dom.element("a", "button button-primary"));

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    Block.Saving saving = (Block.Saving) block;
    Dom.setText(link, saving.label());
    link.setAttribute("download", saving.fileName());
    Dom.setOptionalAttribute(link, "href", Dom.isOwnAddress(saving.address()) ? saving.address() : "");
  }
}
