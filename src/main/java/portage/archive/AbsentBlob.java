package portage.archive;

import java.util.List;
import portage.error.ErrorCode;
import portage.ipld.Cid;

/**
 * A blob that the records use and that could not be had for a backup.
 *
 * @param cid as the records have it; it may be of an odd kind
 * @param records paths of records that use it, at most {@link ManifestEntry#MOST_RECORDS}
 * @param moreRecords how many records more do
 */
public record AbsentBlob(String cid, Reason reason, List<String> records, long moreRecords) {
  /** Why it could not be had. */
  public enum Reason {
    /** The server does not have it any more. */
    NOT_THERE("not-there"),
    /** What came is not that blob. */
    DAMAGED("damaged"),
    REFUSED("refused"),
    /** The server failed each time it was asked. */
    SERVER_FAILED("server-failed"),
    /** Its name is no SHA-256: nobody could tell whether what comes is that blob. */
    UNCHECKABLE("uncheckable");

    final String word;

    Reason(String word) {
      this.word = word;
    }

    static Reason of(ErrorCode code) {
      return switch (code) {
        case BLOB_MISSING_AT_SOURCE -> NOT_THERE;
        case BLOB_CORRUPT -> DAMAGED;
        case SERVER_FAILED -> SERVER_FAILED;
        default -> REFUSED;
      };
    }
  }

  static AbsentBlob of(Cid cid, Reason reason, List<String> records) {
    return new AbsentBlob(cid.toString(), reason, ManifestEntry.named(records), ManifestEntry.unnamed(records));
  }
}
