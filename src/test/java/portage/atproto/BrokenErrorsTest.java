package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.jvm.ScriptedHttp;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;

/** Answers with an error status whose body does not arrive whole: what they are about is not known then. */
class BrokenErrorsTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

  private final ScriptedHttp http = new ScriptedHttp();
  private final FakeClock clock = new FakeClock(0);
  private final Servers servers = new Servers(http, new RetryPolicy(clock, () -> 0, 2, 0, 0), clock, Origin.Loopback.REFUSED);
  private final PdsData data = servers.data(servers.parse("https://pds.example"), new CancelSignal());

  private ErrorCode codeOf() {
    return assertThrows(StreamingException.class, () -> data.getRepoStatus(DID)).code();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "STALLED"})
  void refusalThatBreaksOffIsAskedForAgain(ErrorCode code) throws StreamingException {
    http.thenBroken(400, "{\"error\":\"RepoNot", code).then(400, "{\"error\":\"RepoNotFound\",\"message\":\"none\"}");
    assertEquals(RepoStatus.NOT_THERE, data.getRepoStatus(DID));
    assertEquals(2, http.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404})
  void refusalThatNeverArrivesWholeIsAboutTheLine(int status) {
    http.thenBroken(status, "{", ErrorCode.UNREACHABLE).thenBroken(status, "{", ErrorCode.UNREACHABLE);
    assertEquals(ErrorCode.UNREACHABLE, codeOf());
  }

  @Test void statusThatSaysEnoughNeedsNoBody() {
    for (int status : List.of(500, 502, 429)) {
      http.thenBroken(status, "{", ErrorCode.UNREACHABLE).thenBroken(status, "{", ErrorCode.STALLED);
      assertEquals(status == 429 ? ErrorCode.RATE_LIMITED : ErrorCode.SERVER_FAILED, codeOf());
    }
  }

  @Test void refusalThatIsCutShortNamesNothing() {
    http.then(400, "{\"error\":\"RepoNot");
    assertEquals(ErrorCode.BAD_ANSWER, codeOf());
  }

  @Test void cancelledWhileTheRefusalArrivesIsCancelled() {
    http.thenBroken(400, "{", ErrorCode.CANCELLED);
    assertEquals(ErrorCode.CANCELLED, codeOf());
  }
}
