package portage.page;

import static portage.page.ScreenSamples.BLOBS;
import static portage.page.ScreenSamples.says;
import static portage.page.ScreenSamples.state;

import java.util.List;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.migration.BlobProblem;

/** What is said of blobs that cannot move as they are. */
class BlobScreensTest {
  @Test void everyBlobThatIsLeftHasItsReason() {
    for (ErrorCode code : ErrorCode.values()) {
      Text reason =
          switch (code) {
            case BLOB_MISSING_AT_SOURCE -> Text.LEFT_MISSING;
            case BLOB_CORRUPT -> Text.LEFT_CORRUPT;
            case TOO_LARGE -> Text.LEFT_TOO_LARGE;
            case STORAGE_FULL -> Text.LEFT_NO_ROOM;
            default -> Text.LEFT_REFUSED;
          };
      says(BLOBS.left(state(), List.of(new BlobProblem("bafkone", "path", -1, code))), "bafkone, used by path: " + reason);
    }
  }

  @Test void blobThatIsTooLargeIsNamedWithItsSizeBeforeItIsSent() {
    List<BlobProblem> large = List.of(new BlobProblem("bafkone", "path", 60_000_000, ErrorCode.TOO_LARGE));
    View view = BLOBS.tooLarge(state(), large);
    says(view, "bafkone, 60.0 MB, used by path: " + Text.LEFT_TOO_LARGE);
    says(view, Text.LARGE_LEAD.with("target.example"));
  }

  @Test void fullStorageOffersToGoOnWithoutCopies() {
    View view = BLOBS.storageFull(state());
    says(view, Text.ROOM_AGAIN.toString());
    says(view, Text.ROOM_GO_ON.toString());
    says(view, Text.ROOM_WITHOUT.toString());
  }
}
