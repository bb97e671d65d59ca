package portage.browser.dom;

import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/** Paints small pictures. Only addresses within this page are shown. */
final class PicturesPainter implements BlockPainter {
  private final HTMLElement element = Dom.element("ul", "pictures");
  private Block painted;

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    if (block.equals(painted)) return;
    painted = block;
    element.clear();
    for (Block.Pictures.Picture picture : ((Block.Pictures) block).items()) {
      if (!Dom.isOwnAddress(picture.address())) continue;
      HTMLElement place = Dom.append(element, Dom.element("li", ""));
      HTMLElement image = Dom.append(place, image(picture));
      image.addEventListener("error", event -> place.setHidden(true)); // whole, and yet none that this browser can draw
    }
  }

  private static HTMLElement image(Block.Pictures.Picture picture) {
    HTMLElement image = Dom.element("img", "picture");
    image.setAttribute("decoding", "async");
    image.setAttribute("alt", picture.alternative());
    image.setAttribute("src", picture.address());
    return image;
  }
}
