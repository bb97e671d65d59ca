package portage.browser.dom;

import java.util.List;
import java.util.Locale;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Step;

/** Paints where the person is: the list of steps, and the one sentence that narrow pages show in its place. */
public final class StepsPainter {
  private final HTMLElement element = Dom.element("nav", "steps");
  private final HTMLElement now = Dom.element("p", "steps-now");
  private final HTMLElement list = Dom.element("ol", "steps-list");
  private List<Step> painted = List.of();

  public StepsPainter() {
    now.setId("steps-now");
    element.setAttribute("aria-labelledby", "steps-now");
    Dom.append(element, now);
    Dom.append(element, list);
    element.setHidden(true);
  }

  public HTMLElement element() {
    return element;
  }

  public void paint(String label, List<Step> steps) {
    element.setHidden(steps.isEmpty());
    Dom.setText(now, label);
    if (steps.equals(painted)) return;
    painted = steps;
    list.clear();
    for (Step step : steps) {
      HTMLElement item = Dom.append(list, Dom.element("li", "step is-" + step.state().name().toLowerCase(Locale.ROOT)));
      if (step.state() == Step.State.CURRENT) item.setAttribute("aria-current", "step");
      Dom.append(item, Dom.element("span", "step-label", step.label()));
      if (!step.stateLabel().isEmpty()) Dom.append(item, Dom.element("span", "only-heard", " " + step.stateLabel()));
    }
  }
}
