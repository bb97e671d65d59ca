package portage.migration;

import static portage.error.ErrorCode.BAD_ANSWER;
import static portage.error.ErrorCode.BLOB_CORRUPT;
import static portage.error.ErrorCode.CLOCKS_DISAGREE;
import static portage.error.ErrorCode.MAIL_CODE_EXPIRED;
import static portage.error.ErrorCode.RATE_LIMITED;
import static portage.error.ErrorCode.REPO_CORRUPT;
import static portage.error.ErrorCode.REPO_TRUNCATED;
import static portage.error.ErrorCode.SERVER_FAILED;
import static portage.error.ErrorCode.SESSION_EXPIRED;
import static portage.error.ErrorCode.STALLED;
import static portage.error.ErrorCode.TOO_LARGE;
import static portage.error.ErrorCode.UNREACHABLE;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.error.ErrorCode;

/** What the person may be told of a known fault: by which codes the move stops, or asks, when it does not go on by itself. */
final class ExpectedCodes {
  private static final Map<String, Set<ErrorCode>> OF_FAULT = Map.ofEntries(
      Map.entry("resetMidBody", EnumSet.of(UNREACHABLE)),
      Map.entry("truncated", EnumSet.of(BAD_ANSWER)),
      Map.entry("gzipCutShort", EnumSet.noneOf(ErrorCode.class)),
      Map.entry("stalled", EnumSet.of(STALLED)),
      Map.entry("silent", EnumSet.of(STALLED)),
      Map.entry("slowDrip", EnumSet.noneOf(ErrorCode.class)),
      Map.entry("tooLarge", EnumSet.of(TOO_LARGE)),
      Map.entry("rateLimited", EnumSet.of(RATE_LIMITED)),
      Map.entry("rateLimitedForASecond", EnumSet.of(RATE_LIMITED)),
      Map.entry("failed", EnumSet.of(SERVER_FAILED)),
      Map.entry("badGateway", EnumSet.of(UNREACHABLE)),
      Map.entry("gaveUpWaiting", EnumSet.of(UNREACHABLE)),
      Map.entry("expiredToken", EnumSet.of(SESSION_EXPIRED)),
      Map.entry("revokedToken", EnumSet.of(SESSION_EXPIRED)),
      Map.entry("wrongByte", EnumSet.noneOf(ErrorCode.class)),
      Map.entry("refused", EnumSet.of(UNREACHABLE)),
      Map.entry("replyLost", EnumSet.of(UNREACHABLE)),
      Map.entry("uploadReset", EnumSet.of(UNREACHABLE)),
      Map.entry("restart", EnumSet.of(UNREACHABLE)),
      Map.entry("serverClockFast", EnumSet.of(CLOCKS_DISAGREE)),
      Map.entry("serverClockSlow", EnumSet.of(CLOCKS_DISAGREE)),
      Map.entry("noSuchName", EnumSet.of(UNREACHABLE)),
      Map.entry("badCertificate", EnumSet.of(UNREACHABLE)),
      Map.entry("clockFast", EnumSet.noneOf(ErrorCode.class)),
      Map.entry("clockSlow", EnumSet.noneOf(ErrorCode.class)));

  /** What only one call makes of it, which knows better. */
  private record Special(Set<String> faults, String nsid, Set<ErrorCode> codes, String why) {}

  private static final List<Special> OF_CALL = List.of(
      new Special(
          Set.of("truncated", "gzipCutShort"), "com.atproto.sync.getRepo", Set.of(REPO_TRUNCATED), "its end is known"),
      new Special(
          Set.of("truncated", "gzipCutShort"), "com.atproto.sync.getBlocks", Set.of(REPO_TRUNCATED), "so is that of a CAR of one block"),
      new Special(Set.of("wrongByte"), "com.atproto.sync.getRepo", Set.of(REPO_CORRUPT), "every block has a hash"),
      new Special(
          Set.of("truncated", "gzipCutShort", "wrongByte"), "com.atproto.sync.getBlob", Set.of(BLOB_CORRUPT),
          "a blob has nothing but its hash"),
      new Special(
          Set.of("expiredToken", "revokedToken"), "com.atproto.server.createAccount", Set.of(CLOCKS_DISAGREE),
          "the source made that token a moment ago"),
      new Special(
          Set.of("serverClockFast"), "com.atproto.identity.signPlcOperation", Set.of(MAIL_CODE_EXPIRED),
          "by that clock the code is an hour old"));

  private ExpectedCodes() {}

  /** The codes for {@code fault} at a call of {@code nsid}. */
  static Set<ErrorCode> of(String fault, String nsid) {
    if (!OF_FAULT.containsKey(fault)) {
      throw new AssertionError("nobody said what a move may stop with when there is " + fault);
    }
    Set<ErrorCode> codes = EnumSet.copyOf(OF_FAULT.get(fault));
    for (Special special : OF_CALL) {
      if (special.faults().contains(fault) && special.nsid().equals(nsid)) {
        codes.addAll(special.codes());
      }
    }
    return codes;
  }
}
