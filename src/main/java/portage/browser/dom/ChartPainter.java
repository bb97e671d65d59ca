package portage.browser.dom;

import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.Element;
import portage.page.Block;

/**
 * Draws numbers over time: the first series as an area, a second one as a line, so that they differ without colour too. All
 * in attributes of SVG, because the page's content security policy refuses styles.
 */
final class ChartPainter implements BlockPainter {
  /** Units of the picture from bottom to top; across, each slot is {@link #SLOT} wide. It is stretched to the page. */
  private static final int HEIGHT = 100;
  private static final int SLOT = 10;

  private final HTMLElement element = Dom.element("figure", "chart");
  private final Element picture = Dom.svg("svg", "chart-picture");
  private final Element area = Dom.svg("path", "chart-area");
  private final Element line = Dom.svg("path", "chart-line");
  private final HTMLElement legend = Dom.element("figcaption", "chart-legend");
  private Block.Chart painted;

  ChartPainter() {
    picture.setAttribute("role", "img");
    picture.setAttribute("preserveAspectRatio", "none");
    line.setAttribute("vector-effect", "non-scaling-stroke");
    picture.appendChild(area);
    picture.appendChild(line);
    element.appendChild(picture);
    legend.setAttribute("aria-hidden", "true"); // the picture's own text says which is which
    Dom.append(element, legend);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    Block.Chart chart = (Block.Chart) block;
    if (chart.equals(painted)) return;
    painted = chart;
    picture.setAttribute("viewBox", "0 0 " + chart.slots() * SLOT + " " + HEIGHT);
    picture.setAttribute("aria-label", chart.alternative());
    long highest = 1;
    for (Block.Chart.Series series : chart.series()) {
      for (long value : series.values()) highest = Math.max(highest, value);
    }
    legend.clear();
    line.setAttribute("d", ""); // there may be one series only
    for (int i = 0; i < chart.series().size(); i++) {
      Block.Chart.Series series = chart.series().get(i);
      boolean isArea = i == 0;
      (isArea ? area : line).setAttribute("d", path(series.values(), highest, chart.slots(), isArea));
      Dom.append(legend, Dom.element("span", isArea ? "chart-key is-area" : "chart-key is-line", series.name()));
    }
  }

  /** Steps from left to right, the newest at the right edge; an area goes down to the ground at both ends. */
  private static String path(List<Long> values, long highest, int slots, boolean isArea) {
    if (values.isEmpty()) return "";
    int x = Math.max(0, slots - values.size()) * SLOT;
    StringBuilder path = new StringBuilder("M").append(x).append(' ');
    path.append(isArea ? HEIGHT : y(values.get(0), highest));
    for (long value : values) {
      path.append('V').append(y(value, highest)).append('H').append(x += SLOT);
    }
    if (isArea) path.append('V').append(HEIGHT).append('Z');
    return path.toString();
  }

  /** A little air above and below, so that no line is cut. */
  private static long y(long value, long highest) {
    return HEIGHT - 2 - value * (HEIGHT - 4) / highest;
  }
}
