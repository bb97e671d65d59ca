package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.migration.MigrationState;

/** The button that gives the move up; once there is no way back, the sentence that says so stands in its place. */
final class WayBack {
  private WayBack() {}

  /** {@code others} and, while there is one, the way back. */
  static List<Block> buttons(MigrationState state, Button... others) {
    List<Button> buttons = new ArrayList<>(List.of(others));
    List<Block> blocks = new ArrayList<>();
    if (state.isPastGate()) {
      blocks.add(new Block.Text(Text.ONLY_FORWARD.toString(), Block.Tone.NOTE));
    } else {
      buttons.add(Button.secondary(Dialogue.CANCEL, Text.CANCEL.toString()));
    }
    if (!buttons.isEmpty()) {
      blocks.add(new Block.Buttons(buttons));
    }
    return blocks;
  }
}
