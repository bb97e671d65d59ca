package portage.migration;

import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.transfer.BlobItem;

/**
 * A blob that the account's server does not hold although a record refers to it.
 *
 * @param reasons why it could not be had so far, one for each place that was tried; empty before any was
 */
public record MissingBlob(BlobItem blob, List<Reason> reasons) {
  /** Why a place could not help. */
  public enum Cause {
    /** The server does not have it any more. */
    NOT_THERE,
    /** What came is not that blob. */
    DAMAGED,
    /** The account's server takes no file that large. */
    TOO_LARGE,
    REFUSED,
    /** This browser had no room to keep it for a moment. */
    NO_ROOM,
    /** No answer, or none that helps. */
    UNREACHABLE,
    /** The server does not know the account. */
    ACCOUNT_GONE,
    /** The server gives it only to its owner, who did not sign in there. */
    ACCOUNT_SWITCHED_OFF,
    ACCOUNT_TAKEN_DOWN,
    /** The account's server said that it took it, and still does not have it. */
    NOT_KEPT;

    static Cause of(ErrorCode code) {
      return switch (code) {
        case BLOB_MISSING_AT_SOURCE -> NOT_THERE;
        case BLOB_CORRUPT -> DAMAGED;
        case TOO_LARGE -> TOO_LARGE;
        case REFUSED -> REFUSED;
        case STORAGE_FULL -> NO_ROOM;
        default -> UNREACHABLE;
      };
    }
  }

  /** {@code host}: the place; empty for the copies in this browser. */
  public record Reason(Cause cause, String host) {}

  public MissingBlob {
    reasons = List.copyOf(reasons);
  }

  /** The same with one reason more, which replaces what was said of that place before. */
  MissingBlob because(Cause cause, String host) {
    List<Reason> all = new ArrayList<>(reasons);
    all.removeIf(reason -> reason.host().equals(host));
    all.add(new Reason(cause, host));
    return new MissingBlob(blob, all);
  }

  boolean isTooLarge() {
    for (Reason reason : reasons) {
      if (reason.cause() == Cause.TOO_LARGE) {
        return true;
      }
    }
    return false;
  }

  public String cid() {
    return blob.cid().toString();
  }
}
