package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static portage.page.ScreenSamples.FORGET;
import static portage.page.ScreenSamples.blocks;
import static portage.page.ScreenSamples.says;
import static portage.page.ScreenSamples.state;

import java.util.List;
import org.junit.jupiter.api.Test;
import portage.migration.Fact;
import portage.migration.MigrationState;

/** What is said before a move is forgotten or given up. */
class ForgetScreensTest {
  @Test void moveThatPassedTheGateIsForgottenOnlyAfterAWarningAndATick() {
    MigrationState late = state(new Fact.Approved(2));
    View view = FORGET.forget(late, false);
    says(view, Text.FORGET_LATE_LEAD.toString());
    says(view, Text.FORGET_LATE.with("target.example", "source.example"));
    Field box = blocks(view, Block.Form.class).get(0).fields().get(0);
    assertEquals("", box.value(), "ticked by the page");
    assertEquals(
        Text.FORGET_LATE_MISSING.toString(),
        blocks(FORGET.forget(late, true), Block.Form.class).get(0).fields().get(0).error());
  }

  @Test void beforeAMoveIsLostItIsSaidWhatIsLost() {
    MigrationState early = state(new Fact.BlobMoved(3, "bafkone", 2_000));
    for (View view : List.of(FORGET.forget(early, false), FORGET.cancel(early))) {
      says(view, Text.FORGET_COPIES.counting(1));
      says(view, Text.FORGET_TARGET.with("target.example"));
      Block.Buttons buttons = blocks(view, Block.Buttons.class).get(0);
      assertEquals(Button.Style.PRIMARY, buttons.items().get(0).style());
      assertEquals(ForgetScreens.KEEP, buttons.items().get(0).action(), "the first button loses nothing");
      assertEquals(Button.Style.DANGER, buttons.items().get(1).style());
    }
  }
}
