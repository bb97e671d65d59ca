package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.jvm.ScriptedHttp;
import portage.net.ContentCoding;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Payload;

/** When a session is renewed, and what does not end it. */
class SessionTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final long TWO_HOURS = 2 * 3_600_000;

  private final FakeClock clock = new FakeClock(1_800_000_000_000L);
  private final ScriptedHttp http = new ScriptedHttp();
  private final List<String> locks = new ArrayList<>();

  /** A token of two hours, made an hour ago by the clock of a server that is an hour behind. */
  private String token(String name) {
    long made = clock.millis() / 1000 - 3_600;
    String claims = "{\"jti\":\"" + name + "\",\"scope\":\"com.atproto.access\",\"iat\":" + made + ",\"exp\":" + (made + 7_200) + "}";
    return claims(claims);
  }

  private static String claims(String json) {
    return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8)) + ".sig";
  }

  private String tokens(String name) {
    return "{\"did\":\"" + DID + "\",\"handle\":\"ana.example\",\"active\":true,\"accessJwt\":\"" + token(name)
        + "\",\"refreshJwt\":\"refresh-" + name + "\"}";
  }

  private final Xrpc xrpc =
      new Xrpc(
          http, new RetryPolicy(clock, () -> 0, 3, 1_000, 30_000), clock,
          Origin.parse("https://pds.example", Origin.Loopback.REFUSED), new CancelSignal(),
          name -> {
            locks.add("held " + name);
            return () -> locks.add("released");
          });

  private Session session() throws StreamingException {
    http.then(200, tokens("first"));
    return new Pds(xrpc).createSession(DID, DID, "password", null);
  }

  private void query(Session session) throws StreamingException {
    xrpc.query("com.atproto.server.getSession", xrpc.at("com.atproto.server.getSession"), session);
  }

  private String sentToken(int request) {
    return http.requests().get(request).headers().get("authorization");
  }

  @Test void freshTokenIsSentAsItIs() throws StreamingException {
    Session session = session();
    clock.pass(TWO_HOURS - 61_000);
    http.then(200, "{}");
    query(session);
    assertEquals(List.of("com.atproto.server.createSession", "com.atproto.server.getSession"), http.asked());
  }

  /** By their names these errors mean something else in the answers to calls that take a mailed code, or a blob. */
  @ParameterizedTest
  @CsvSource({"400, ExpiredToken, SESSION_EXPIRED", "400, InvalidToken, SESSION_EXPIRED", "404, '', BAD_ANSWER", "502, '', SERVER_FAILED"})
  void refusedRenewalIsNotTakenForTheAnswerToTheCall(int status, String error, ErrorCode code) throws StreamingException {
    Session session = session();
    String body = error.isEmpty() ? "<html>" : "{\"error\":\"" + error + "\",\"message\":\"no\"}";
    for (int call = 0; call < 3; call++) {
      http.then(400, "{\"error\":\"ExpiredToken\",\"message\":\"over\"}").then(status, body);
      if (status >= 500) {
        http.then(status, body).then(status, body);
      }
    }
    PlcData wanted = PlcLogBuilder.data("ana", PlcLogBuilder.STRONG);
    Pds pds = new Pds(xrpc);
    PdsData data = new PdsData(xrpc, new UploadQuota("pds.example", UploadLedger.inMemory(), clock));
    assertEquals(code, assertThrows(StreamingException.class, () -> pds.signPlcOperation(session, "code", wanted)).code());
    assertEquals(code, assertThrows(StreamingException.class, () -> pds.requestPlcOperationSignature(session)).code());
    assertEquals(code, assertThrows(StreamingException.class, () -> data.importRepo(session, new Payload.Bytes(new byte[1]), ContentCoding.IDENTITY)).code());
  }

  @Test void tokenThatMustHaveExpiredIsRenewedFirst() throws StreamingException {
    Session session = session();
    clock.pass(8 * 3_600_000);
    String next = tokens("second");
    http.then(200, next).then(200, "{}");
    query(session);
    assertEquals(
        List.of("com.atproto.server.createSession", "com.atproto.server.refreshSession", "com.atproto.server.getSession"),
        http.asked());
    assertEquals("Bearer refresh-first", sentToken(1));
    assertTrue(next.contains(sentToken(2).substring("Bearer ".length())));
    assertEquals(List.of("held portage:refresh:" + DID + "@pds.example", "released"), locks);
  }

  @Test void expiredTokenIsRenewedAndTheCallSentOnceMore() throws StreamingException {
    Session session = session();
    http.then(400, "{\"error\":\"ExpiredToken\"}").then(200, tokens("second")).then(200, "{}");
    query(session);
    assertEquals(4, http.requests().size());
  }

  @Test void renewalWhoseReplyIsLostIsAskedForAgain() throws StreamingException {
    Session session = session();
    clock.pass(TWO_HOURS);
    http.thenNothing().then(502, "<html>").then(200, tokens("second")).then(200, "{}");
    query(session);
    assertEquals("Bearer refresh-first", sentToken(3));
  }

  @Test void proxysPageSignsNobodyOut() throws StreamingException {
    Session session = session();
    clock.pass(TWO_HOURS);
    http.then(404, "<html>");
    StreamingException failure = assertThrows(StreamingException.class, () -> query(session));
    assertEquals(ErrorCode.BAD_ANSWER, failure.code());
    assertEquals("released", locks.get(1));
  }

  @Test void serversOwnWordEndsTheSession() throws StreamingException {
    for (String error : List.of("ExpiredToken", "InvalidToken")) {
      Session session = session();
      clock.pass(TWO_HOURS);
      http.then(400, "{\"error\":\"" + error + "\",\"message\":\"Token has been revoked\"}");
      StreamingException failure = assertThrows(StreamingException.class, () -> query(session));
      assertEquals(ErrorCode.SESSION_EXPIRED, failure.code());
    }
  }

  @Test void sessionOfAnotherAccountIsNotTaken() throws StreamingException {
    Session session = session();
    clock.pass(TWO_HOURS);
    http.then(200, tokens("second").replace(DID, "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"));
    StreamingException failure = assertThrows(StreamingException.class, () -> query(session));
    assertEquals(ErrorCode.WRONG_ACCOUNT, failure.code());
  }

  /** The answer names the right account and carries the token of another. */
  @Test void tokenOfAnotherAccountIsNotTaken() throws StreamingException {
    Session session = session();
    clock.pass(TWO_HOURS);
    String stranger = claims("{\"sub\":\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa\"}");
    http.then(200, tokens("second").replace(token("second"), stranger));
    StreamingException failure = assertThrows(StreamingException.class, () -> query(session));
    assertEquals(ErrorCode.WRONG_ACCOUNT, failure.code());
    assertEquals(2, http.requests().size(), "nothing was sent with it");
  }

  @Test void tokenThatNamesTheAccountIsTaken() throws StreamingException {
    Session session = session();
    clock.pass(TWO_HOURS);
    String own = claims("{\"sub\":\"" + DID + "\"}");
    http.then(200, tokens("second").replace(token("second"), own)).then(200, "{}");
    query(session);
    assertEquals("Bearer " + own, sentToken(2));
  }
}
