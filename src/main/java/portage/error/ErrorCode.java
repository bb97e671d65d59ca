package portage.error;

/**
 * What went wrong, as the person is told it. Each code has three sentences in the wording: what happened, what it means
 * for the account, what to do now. Code decides on the constant, never on message text. The names are shown, quoted and kept
 * in journals: a name is never given another meaning.
 */
public enum ErrorCode {
  /** No answer: name not found, refused, TLS failure, offline, or an answer the browser may not read. */
  UNREACHABLE,
  /** Bytes stopped arriving for longer than the stall limit, or a small answer trickled on and on. */
  STALLED,
  /** A server answered something that the protocol does not allow. */
  BAD_ANSWER,
  /** The server failed (5xx). */
  SERVER_FAILED,
  /** The server asks for fewer requests (429). */
  RATE_LIMITED,
  /** The server refused a request for a reason that has no code of its own. */
  REFUSED,
  /** A body is larger than the server takes (413). */
  TOO_LARGE,
  /** What the person typed is not a handle, a DID or a server address. */
  BAD_INPUT,
  HANDLE_NOT_FOUND,
  /** The handle names a DID whose document names another handle, or resolvers disagree. */
  HANDLE_MISMATCH,
  DID_NOT_FOUND,
  /** The DID document names no usable PDS or signing key. */
  DID_DOCUMENT_BROKEN,
  /** The server is not the one that the DID document names. */
  WRONG_SERVER,
  WRONG_PASSWORD,
  /** The session is for another account than the one to be moved. */
  WRONG_ACCOUNT,
  APP_PASSWORD,
  SIGN_IN_CODE_NEEDED,
  ACCOUNT_TAKEN_DOWN,
  SESSION_EXPIRED,
  /** What was kept to stay signed in does not open a session any more. */
  KEPT_SIGN_IN_REFUSED,
  INVITE_CODE_NEEDED,
  INVITE_CODE_INVALID,
  HANDLE_TAKEN,
  HANDLE_INVALID,
  /** A handle of the person's own domain does not lead to the account as the target sees it. */
  HANDLE_NOT_RESOLVING,
  PASSWORD_REFUSED,
  /** The server wants new accounts verified in a way that only its own app can do. */
  VERIFICATION_NEEDED,
  /** What the source signed just now has expired for the target: their clocks differ by more than such a token lives. */
  CLOCKS_DISAGREE,
  /** The account already lives, active, at the target. */
  ALREADY_MOVED,
  /** Source and target are the same server. */
  SAME_SERVER,
  REPO_TRUNCATED,
  REPO_CORRUPT,
  /** The repo's commit names another account. */
  REPO_OF_ANOTHER_ACCOUNT,
  REPO_SIGNATURE_INVALID,
  /** The repo changed again and again while it was read. */
  REPO_CHANGING,
  IMPORT_REFUSED,
  BLOB_MISSING_AT_SOURCE,
  BLOB_CORRUPT,
  BLOBS_INCOMPLETE,
  MAIL_CODE_INVALID,
  MAIL_CODE_EXPIRED,
  NO_MAIL_ADDRESS,
  /** In what was given as the person's own key is no private key in any form that is known. */
  KEY_UNREADABLE,
  /** The person's key is none of the identity's rotation keys. */
  KEY_UNKNOWN,
  /** The operation that came back is not the one that was asked for. */
  OPERATION_WRONG,
  /** With the target's keys the identity would hold more than the directory takes. */
  IDENTITY_TOO_LARGE,
  /** The PLC directory refuses the operation. */
  OPERATION_REFUSED,
  /** The identity changed elsewhere since the operation was made. */
  IDENTITY_CHANGED,
  ACTIVATION_REFUSED,
  VERIFICATION_FAILED,
  /** A newer version of this page wrote the journal of this move. */
  JOURNAL_NEWER,
  /** The journal of this move cannot be read. */
  JOURNAL_DAMAGED,
  STORAGE_FULL,
  STORAGE_UNAVAILABLE,
  STORAGE_FAILED,
  /** The file is no backup that can be read: no ZIP, none of ours, or in a form that is refused. */
  BACKUP_UNREADABLE,
  /** The bytes of a backup are not those that were written, or contradict each other. */
  BACKUP_DAMAGED,
  /** A newer version of this page made the backup. */
  BACKUP_NEWER,
  BACKUP_OF_ANOTHER_ACCOUNT,
  /** What the backup itself says that it holds is not in it. */
  BACKUP_INCOMPLETE,
  /** The file that was chosen can be read no more: it was moved, changed or deleted, or the page was loaded again. */
  BACKUP_GONE,
  /** The place that was chosen for the backup does not take it. */
  BACKUP_NOT_WRITTEN,
  /** The host of this page has set it up wrongly. */
  SITE_SETTINGS,
  CANCELLED,
  /** A defect of this program. */
  INTERNAL
}
