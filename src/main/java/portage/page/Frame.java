package portage.page;

import java.util.ArrayList;
import java.util.List;

/** What surrounds every screen: where the person is, and whom the page talks to. */
final class Frame {
  /** The parts of the journey, in their order. */
  enum Part { ACCOUNT, SOURCE, TARGET, DETAILS, PLAN, MOVE, IDENTITY, CONFIRM, DONE }

  private static final Text[] LABELS = {
    Text.STEP_ACCOUNT,
    Text.STEP_SOURCE,
    Text.STEP_TARGET,
    Text.STEP_DETAILS,
    Text.STEP_PLAN,
    Text.STEP_MOVE,
    Text.STEP_IDENTITY,
    Text.STEP_CONFIRM,
    Text.STEP_DONE
  };

  private final SiteInfo site;

  Frame(SiteInfo site) {
    this.site = site;
  }

  View around(Part part, View view) {
    List<Step> steps = new ArrayList<>();
    for (Part each : Part.values()) {
      Step.State state =
          each == part ? Step.State.CURRENT : each.compareTo(part) < 0 ? Step.State.DONE : Step.State.TODO;
      steps.add(new Step(LABELS[each.ordinal()].toString(), state));
    }
    String label =
        Text.STEP_OF.with(part.ordinal() + 1, Part.values().length, LABELS[part.ordinal()].toString());
    return view.withSteps(label, steps).withFooter(footer());
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
