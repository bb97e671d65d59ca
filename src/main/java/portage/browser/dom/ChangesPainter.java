package portage.browser.dom;

import java.util.Locale;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/**
 * Paints a table of changes. Narrow pages show each row as a card; since browsers forget that something is a table once
 * its display is another one, the roles are written out.
 */
final class ChangesPainter implements BlockPainter {
  private static final String NOTHING = "\u2013";

  private final HTMLElement element = Dom.element("div", "changes");
  private Block painted;

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    if (block.equals(painted)) return;
    painted = block;
    Block.Changes changes = (Block.Changes) block;
    element.clear();
    HTMLElement table = add(element, "table", "table", "");
    Dom.append(table, Dom.element("caption", "", changes.caption()));
    HTMLElement head = add(add(table, "thead", "rowgroup", ""), "tr", "row", "");
    Block.Changes.Columns columns = changes.columns();
    addColumnHead(head, columns.what());
    addColumnHead(head, columns.before());
    addColumnHead(head, columns.after());
    HTMLElement body = add(table, "tbody", "rowgroup", "");
    for (Block.Changes.Row row : changes.rows()) addRow(body, row, columns);
  }

  private static void addColumnHead(HTMLElement row, String text) {
    add(row, "th", "columnheader", text).setAttribute("scope", "col");
  }

  private static void addRow(HTMLElement body, Block.Changes.Row row, Block.Changes.Columns columns) {
    HTMLElement line = add(body, "tr", "row", "");
    String same = row.before().equals(row.after()) ? " is-same" : "";
    line.setClassName("change-" + row.change().name().toLowerCase(Locale.ROOT) + same);
    HTMLElement what = add(line, "th", "rowheader", "");
    what.setAttribute("scope", "row");
    Dom.append(what, Dom.element("span", "change-what", row.what()));
    Dom.append(what, Dom.element("span", "change-label", row.changeLabel()));
    addCell(line, columns.before(), row.before(), "before");
    addCell(line, columns.after(), row.after(), "after");
  }

  private static void addCell(HTMLElement row, String column, String text, String className) {
    HTMLElement cell = add(row, "td", "cell", "");
    cell.setClassName(className);
    // Cards have no column heads, so each cell carries its own; wide pages hide it, screen readers have the head.
    Dom.append(cell, Dom.element("span", "cell-head", column)).setAttribute("aria-hidden", "true");
    Dom.append(cell, Dom.element("span", "cell-text", text.isEmpty() ? NOTHING : text));
  }

  private static HTMLElement add(HTMLElement parent, String tag, String role, String text) {
    HTMLElement child = Dom.append(parent, Dom.element(tag, "", text));
    child.setAttribute("role", role);
    return child;
  }
}
