package portage.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import portage.atproto.XrpcException;
import portage.error.StreamingException;
import portage.migration.MigrationPlan;

/**
 * What of a failure may stand in a report that others read: where it happened, and those details that this program or the
 * browser wrote. What was typed stays out, and so do a server's own words: they may repeat what was typed.
 */
final class Redaction {
  private static final int MAX_DETAIL_CHARS = 200;

  /** Error names of the lexicons; another may be any text. */
  private static final Set<String> KNOWN_ERRORS =
      Set.of(
          "InvalidRequest", "AuthenticationRequired", "AuthMissing", "Forbidden", "XRPCNotSupported", "PayloadTooLarge",
          "PayloadTooLargeError", "RateLimitExceeded", "InternalServerError", "UpstreamFailure", "UpstreamTimeout",
          "NotEnoughResources", "MethodNotImplemented", "ExpiredToken", "InvalidToken", "AuthFactorTokenRequired",
          "AccountTakedown", "AccountDeactivated", "InvalidInviteCode", "HandleNotAvailable", "InvalidHandle",
          "InvalidPassword", "UnsupportedDomain", "UnresolvableDid", "IncompatibleDidDoc", "AlreadyExists", "RepoNotFound",
          "RepoTakendown", "RepoDeactivated", "RepoSuspended", "BlobNotFound", "HandleNotFound", "BadJwt", "BadJwtSignature",
          "BadJwtAudience", "BadJwtLexiconMethod", "JwtExpired", "ScopeMissingError", "InvalidSwap");

  /** What names the account, the longest first. */
  private final List<String> names = new ArrayList<>();

  /** Leaves out the names of no account. */
  Redaction() {}

  /** Leaves out every name of the account that moves. */
  Redaction(MigrationPlan plan) {
    String did = plan.did().toString();
    add(did);
    add(did.substring(did.indexOf(':', "did:".length()) + 1));
    add(plan.source().handleOrNull());
    add(plan.targetHandle());
    names.sort((one, other) -> other.length() - one.length());
  }

  private void add(String nameOrNull) {
    if (nameOrNull != null && !nameOrNull.isEmpty()) {
      names.add(nameOrNull.toLowerCase());
    }
  }

  /** {@code text} without the account's names, and without anything that looks like a DID, an address or a token. */
  String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = i;
      while (end < text.length() && text.charAt(end) > ' ') {
        end++;
      }
      String word = text.substring(i, end);
      clean.append(isPrivate(word.toLowerCase()) ? "(left out)" : word);
      while (end < text.length() && text.charAt(end) <= ' ') {
        clean.append(' ');
        end++;
      }
      i = end;
    }
    return clean.toString();
  }

  private boolean isPrivate(String word) {
    for (String name : names) {
      if (word.contains(name)) {
        return true;
      }
    }
    return word.contains("@") || word.contains("did:") || word.contains("did.") || word.contains("eyj");
  }

  /** A failure in one line. */
  String line(StreamingException failure) {
    StringBuilder line = new StringBuilder(failure.code().name());
    line.append(": ").append(clean(failure.context().operation()));
    String subject = failure.context().subject();
    if (subject != null && (subject.startsWith("baf") || subject.startsWith("com.atproto."))) {
      line.append(' ').append(clean(subject));
    }
    if (failure.context().host() != null) {
      line.append(" at ").append(clean(failure.context().host()));
    }
    if (failure.context().offsetBytes() >= 0) {
      line.append(", byte ").append(failure.context().offsetBytes());
    }
    if (failure.context().attempt() > 1) {
      line.append(", attempt ").append(failure.context().attempt());
    }
    String detail = detail(failure);
    return detail.isEmpty() ? line.toString() : line.append("; ").append(detail).toString();
  }

  private String detail(StreamingException failure) {
    if (failure instanceof XrpcException xrpc) {
      return xrpc.status() + (KNOWN_ERRORS.contains(xrpc.error()) ? " " + xrpc.error() : "");
    }
    return switch (failure.code()) {
      case UNREACHABLE,
          STALLED,
          BAD_ANSWER,
          SERVER_FAILED,
          RATE_LIMITED,
          TOO_LARGE,
          REPO_TRUNCATED,
          REPO_CORRUPT,
          BLOB_CORRUPT,
          BLOBS_INCOMPLETE,
          IMPORT_REFUSED,
          VERIFICATION_FAILED,
          STORAGE_FULL,
          STORAGE_UNAVAILABLE,
          STORAGE_FAILED,
          INTERNAL -> clean(shortened(failure.detail()));
      default -> "";
    };
  }

  private static String shortened(String text) {
    return text.length() > MAX_DETAIL_CHARS ? text.substring(0, MAX_DETAIL_CHARS) : text;
  }
}
