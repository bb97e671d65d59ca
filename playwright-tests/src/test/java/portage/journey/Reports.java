package portage.journey;

import java.util.regex.Pattern;
import portage.journey.Elements.Find;

/** The report that is folded away at the bottom of every screen. */
final class Reports {
  private final Elements elements;

  Reports(Elements elements) {
    this.elements = elements;
  }

  /** Opens the report and returns what it says. */
  String open() {
    waitForFold();
    elements.run("([fold]) => { fold.open = true; }", Find.css("details.report"));
    return elements.waitForValue(
        Find.css(".report-text"), "([text]) => text.innerText", Pattern.compile("(?s)Report of Portage .*"));
  }

  /** It comes with the worker, a moment after the first form. */
  void waitForFold() {
    elements.waitForText(Find.css("details.report > summary"), found -> !found.isEmpty(), "the line that opens the report");
  }

  /** Saves the open report. */
  void save() {
    elements.click(Find.css("details.report a.button"));
  }

  /** How many pixels the label of what saves the open report stands off its middle, sideways and up or down. */
  int pixelsOffMiddleOfSaving() {
    String look =
        """
        ([link]) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          const [label, box] = [range.getBoundingClientRect(), link.getBoundingClientRect()];
          const off = (from, to) => Math.abs(label[from] + label[to] - box[from] - box[to]) / 2;
          return Math.round(Math.max(off('left', 'right'), off('top', 'bottom')));
        }
        """;
    return elements.run(look, Find.css("details.report a.button")).asInt();
  }

  void close() {
    elements.run("([fold]) => { fold.open = false; }", Find.css("details.report"));
  }
}
