package portage.page;

import java.util.ArrayList;
import java.util.List;

/** What surrounds every screen: where the person is, and whom the page talks to. */
final class Frame {
  /** The parts of the journey, in their order. */
  enum Part { ACCOUNT, SOURCE, TARGET, DETAILS, PLAN, MOVE, IDENTITY, CONFIRM, DONE }

  private static final FirstText[] LABELS = {
    FirstText.STEP_ACCOUNT,
    FirstText.STEP_SOURCE,
    FirstText.STEP_TARGET,
    FirstText.STEP_DETAILS,
    FirstText.STEP_PLAN,
    FirstText.STEP_MOVE,
    FirstText.STEP_IDENTITY,
    FirstText.STEP_CONFIRM,
    FirstText.STEP_DONE
  };

  private final SiteInfo site;

  Frame(SiteInfo site) {
    this.site = site;
  }

  View around(Part part, View view) {
    return withSteps(part, view).withFooter(footer());
  }

  /** The view with where the person is, and without a footer. */
  static View withSteps(Part part, View view) {
    List<Step> steps = new ArrayList<>();
    for (Part each : Part.values()) {
      Step.State state =
          each == part ? Step.State.CURRENT : each.compareTo(part) < 0 ? Step.State.DONE : Step.State.TODO;
      steps.add(new Step(LABELS[each.ordinal()].toString(), state));
    }
    String label =
        FirstText.STEP_OF.with(part.ordinal() + 1, Part.values().length, LABELS[part.ordinal()].toString());
    return view.withSteps(label, steps);
  }

  /** A screen that is no part of a move. */
  View alone(View view) {
    return view.withFooter(footer());
  }

  /** Where this browser keeps the local copy, in words. */
  String storage() {
    return site.storage();
  }

  private List<Block> footer() {
    return List.of(
        new Block.Text(Text.FOOTER_HOSTS.with(site.resolverHost(), site.directoryHost())),
        new Block.Text(Text.FOOTER_BACKEND.with(site.engine(), site.storage())));
  }
}
