package portage.browser.dom;

import java.util.Locale;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;
import portage.page.SafeLink;

/** Paints the blocks that are nothing but text: paragraphs, headings, facts, lists, links. */
final class TextPainter implements BlockPainter {
  private final HTMLElement element;
  private Block painted;

  TextPainter(Block block) {
    element = Dom.element(tagOf(block), "");
  }

  private static String tagOf(Block block) {
    if (block instanceof Block.Heading) return "h2";
    if (block instanceof Block.Facts) return "dl";
    if (block instanceof Block.Items) return "ul";
    return "p";
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    if (block.equals(painted)) return; // a selection in it stays
    painted = block;
    if (block instanceof Block.Text text) {
      element.setClassName(toned("text", text.tone()));
      element.setTextContent(text.text());
    } else if (block instanceof Block.Heading heading) {
      element.setClassName("heading");
      element.setTextContent(heading.text());
    } else if (block instanceof Block.Facts facts) {
      paintFacts(facts);
    } else if (block instanceof Block.Items items) {
      element.setClassName(toned("items", items.tone()));
      element.clear();
      for (String item : items.items()) Dom.append(element, Dom.element("li", "", item));
    } else if (block instanceof Block.Link link) {
      paintLink(link);
    }
  }

  private static String toned(String className, Block.Tone tone) {
    return className + " tone-" + tone.name().toLowerCase(Locale.ROOT);
  }

  private void paintFacts(Block.Facts facts) {
    element.setClassName("facts");
    element.clear();
    for (Block.Facts.Row row : facts.rows()) {
      HTMLElement pair = Dom.append(element, Dom.element("div", "fact"));
      Dom.append(pair, Dom.element("dt", "", row.label()));
      Dom.append(pair, Dom.element("dd", row.mono() ? "mono" : "", row.value()));
    }
  }

  private void paintLink(Block.Link link) {
    element.setClassName("link");
    element.clear();
    if (SafeLink.allows(link.href())) {
      HTMLElement anchor = Dom.append(element, Dom.element("a", "", link.text()));
      anchor.setAttribute("href", link.href());
      anchor.setAttribute("target", "_blank");
      anchor.setAttribute("rel", "noopener noreferrer");
    } else {
      element.setTextContent(link.text());
    }
  }
}
