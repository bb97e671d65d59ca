package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.migration.MigrationState;

/** The questions before something unfinished is lost. */
final class ForgetScreens {
  static final String FORGET = "forget-it";
  static final String KEEP = "keep-it";
  static final String CONFIRM = "confirm";

  private final Frame frame;

  ForgetScreens(Frame frame) {
    this.frame = frame;
  }

  /** Of a move that was begun before; past the gate it wants a tick as well. */
  View forget(MigrationState state, boolean boxMissing) {
    String name = SetupScreens.nameOf(state.plan().source());
    View view = View.of("forget", Text.FORGET_TITLE.with(name));
    return frame.around(Frame.Part.ACCOUNT, state.isPastGate() ? late(view, state, boxMissing) : early(view, state));
  }

  private static View early(View view, MigrationState state) {
    List<Block> blocks = new ArrayList<>(EndScreens.temporaryKey(state));
    blocks.add(lost(state));
    blocks.add(
        Block.Buttons.of(
            Button.primary(KEEP, Text.FORGET_KEEP.toString()), Button.danger(FORGET, Text.FORGET_YES.toString())));
    Text lead = state.hasTemporaryKey() ? Text.FORGET_LEAD_NOTES : Text.FORGET_LEAD;
    return view.withLead(lead.toString()).withBlocks(blocks);
  }

  private static View late(View view, MigrationState state, boolean boxMissing) {
    Field box = Field.checkbox(CONFIRM, Text.FORGET_LATE_CONFIRM.toString()).asRequired();
    return view.withLead(Text.FORGET_LATE_LEAD.toString())
        .withBlocks(
            List.of(
                new Block.Text(
                    Text.FORGET_LATE.with(state.plan().target().host(), state.plan().source().pds().host()),
                    Block.Tone.WARNING),
                new Block.Form(
                    "forget",
                    List.of(boxMissing ? box.withError(Text.FORGET_LATE_MISSING.toString()) : box),
                    Button.danger(FORGET, Text.FORGET_YES.toString()),
                    List.of(Button.secondary(KEEP, Text.FORGET_KEEP.toString())))));
  }

  /** Of the move at hand, which stands still meanwhile. */
  View cancel(MigrationState state) {
    List<Block> blocks = new ArrayList<>(EndScreens.temporaryKey(state));
    blocks.add(lost(state));
    blocks.add(new Block.Text(Text.CANCEL_KEEP_NOTE.toString()));
    blocks.add(
        Block.Buttons.of(
            Button.primary(KEEP, Text.CANCEL_KEEP.toString()), Button.danger(FORGET, Text.CANCEL_YES.toString())));
    Text lead = state.hasTemporaryKey() ? Text.CANCEL_LEAD_STILL : Text.CANCEL_LEAD;
    View view = View.of("cancel", Text.CANCEL_TITLE.toString()).withLead(lead.toString());
    return frame.around(Frame.Part.MOVE, view.withBlocks(blocks));
  }

  private static Block lost(MigrationState state) {
    return new Block.Items(
        List.of(
            Text.FORGET_COPIES.counting(state.movedBlobCount()),
            Text.FORGET_TARGET.with(state.plan().target().host())));
  }
}
