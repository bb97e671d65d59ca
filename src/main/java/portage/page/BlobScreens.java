package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.migration.BlobProblem;
import portage.migration.MigrationState;

/** Questions about pictures and videos: those that cannot move, and no room for copies. */
final class BlobScreens {
  static final String AGAIN = MoveScreens.AGAIN;
  static final String GO_ON = MoveScreens.GO_ON;

  private final Frame frame;

  BlobScreens(Frame frame) {
    this.frame = frame;
  }

  View left(MigrationState state, List<BlobProblem> problems) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(list(problems));
    blocks.add(new Block.Text(Text.LEFT_CHOICE.toString()));
    blocks.addAll(
        WayBack.buttons(
            state,
            Button.primary(AGAIN, Text.TRY_AGAIN.toString()),
            Button.secondary(GO_ON, Text.LEFT_GO_ON.toString())));
    View view =
        View.of("blobs-left", Text.LEFT_TITLE.counting(problems.size()))
            .withBlocks(blocks)
            .withLead((state.isPastGate() ? Text.LEFT_LEAD_AFTER : Text.LEFT_LEAD).toString());
    return frame.around(Frame.Part.MOVE, view);
  }

  /** Before the first blob is sent. */
  View tooLarge(MigrationState state, List<BlobProblem> problems) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(list(problems));
    blocks.add(new Block.Text(Text.LARGE_CHOICE.toString()));
    blocks.addAll(WayBack.buttons(state, Button.primary(GO_ON, Text.LARGE_GO_ON.toString())));
    View view =
        View.of("blobs-large", Text.LARGE_TITLE.counting(problems.size()))
            .withBlocks(blocks)
            .withLead(Text.LARGE_LEAD.with(state.plan().target().host()));
    return frame.around(Frame.Part.MOVE, view);
  }

  /** The browser has no room left. */
  View storageFull(MigrationState state) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(Text.ROOM_FREE.toString()));
    blocks.add(new Block.Text(Text.ROOM_WITHOUT.toString()));
    blocks.addAll(
        WayBack.buttons(
            state,
            Button.primary(AGAIN, Text.ROOM_AGAIN.toString()),
            Button.secondary(GO_ON, Text.ROOM_GO_ON.toString())));
    View view =
        View.of("storage-full", Text.ROOM_TITLE.toString())
            .withBlocks(blocks)
            .withLead((state.isPastGate() ? Text.ROOM_LEAD_AFTER : Text.ROOM_LEAD).toString());
    return frame.around(Frame.Part.MOVE, view);
  }

  /** Each blob with its size, a record that uses it, and why it is left. */
  static Block list(List<BlobProblem> problems) {
    List<String> rows = new ArrayList<>();
    for (BlobProblem problem : problems) {
      Text reason =
          switch (problem.code()) {
            case BLOB_MISSING_AT_SOURCE -> Text.LEFT_MISSING;
            case BLOB_CORRUPT -> Text.LEFT_CORRUPT;
            case TOO_LARGE -> Text.LEFT_TOO_LARGE;
            case STORAGE_FULL -> Text.LEFT_NO_ROOM;
            default -> Text.LEFT_REFUSED;
          };
      String row = problem.sizeBytes() < 0
          ? Text.LEFT_ROW.with(problem.cid(), problem.recordPath(), reason.toString())
          : Text.LEFT_ROW_SIZE.with(
              problem.cid(), Numbers.bytes(problem.sizeBytes()), problem.recordPath(), reason.toString());
      rows.add(row);
    }
    return new Block.Items(rows, Block.Tone.WARNING);
  }
}
