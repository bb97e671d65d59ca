package portage.migration;

import java.util.List;
import portage.atproto.DidCredentials;
import portage.atproto.NewAccount;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.StreamingException;

/** The person whose account moves: asked by the migration, which waits for the answer. Any question may be cancelled. */
public interface Person {
  /** How long a mailed code is good for on the reference server; each new one replaces the one before. */
  long MAIL_CODE_LIFE_MILLIS = 15 * 60_000L;

  /** What to do about blobs that are left. */
  enum BlobChoice { TRY_AGAIN, GO_ON_WITHOUT }

  /** What to do when the browser has no room left. */
  enum StorageChoice { SPACE_MADE, GO_ON_WITHOUT_COPIES }

  /** The person is signed in at the target, by an account that was made just now or one that was there. */
  default void entered(Session target) throws StreamingException {}

  /** The target did not take the details for the new account: others, please. */
  NewAccount correctAccount(NewAccount refused, StreamingException problem) throws CancelledException;

  /** The browser has no more room for copies. Returns when some was made, or with the wish to go on without. */
  StorageChoice storageFull() throws CancelledException;

  /** Before any blob is sent: the target will refuse these. Returns when the person wants to go on with the others. */
  void blobsTooLarge(List<BlobProblem> problems) throws CancelledException;

  BlobChoice blobsLeft(List<BlobProblem> problems) throws CancelledException;

  /**
   * The code that was mailed at {@code requestedAtMillis}, or null for "send another".
   *
   * @param problemOrNull what was wrong with the last one
   */
  String mailCode(String emailOrNull, long requestedAtMillis, StreamingException problemOrNull)
      throws CancelledException;

  /** The complete account of what is there and what will change; returns on an explicit yes only. */
  void approve(GateReport report) throws CancelledException;

  /** For did:web: returns when the person says that the document was changed. */
  void editDocument(DidCredentials wanted, StreamingException problemOrNull) throws CancelledException;
}
