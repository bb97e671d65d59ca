package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.BouncySignatures;
import portage.jvm.CannedHttp;
import portage.jvm.FakeClock;
import portage.net.HttpRequest;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Payload;

/** What a field of an answer must not hold, field by field: the value is refused, or goes no further. */
class HostileFieldsTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String CID = Cid.ofBlock(new byte[] {1}).toString();
  private static final String KEY = PlcLogBuilder.SIGNING.didKey().toString();
  private static final String SESSION =
      "{\"did\":\"" + DID + "\",\"handle\":\"ana.example\",\"accessJwt\":\"a.b.c\",\"refreshJwt\":\"d.e.f\"}";

  private final CannedHttp http = new CannedHttp().with("com.atproto.server.createSession", SESSION);
  private final RetryPolicy retry = new RetryPolicy(new FakeClock(0), () -> 0, 1, 0, 0);
  private final Servers servers = new Servers(http, retry, new FakeClock(0), Origin.Loopback.REFUSED);
  private final PlainHttp plain = new PlainHttp(http, retry);
  private final Origin origin = servers.parse("https://pds.example");
  private final CancelSignal signal = new CancelSignal();
  private final Pds pds = servers.pds(origin, signal);
  private final PdsData data = servers.data(origin, signal);
  private final HandleResolver handles = new HandleResolver(plain, "https://dns.example/dns-query");
  private final IdentityResolver identities =
      new IdentityResolver(plain, handles, new PlcDirectory(plain, origin, new BouncySignatures()), servers);

  private interface Call {
    void run() throws StreamingException;
  }

  private static void refused(ErrorCode code, Call call) {
    assertEquals(code, assertThrows(StreamingException.class, call::run).code());
  }

  private static String changed(String json, String field, String value) {
    return Json.parse(json).asObject().set(field, value).toString();
  }

  private Session session() throws StreamingException {
    return pds.createSession(DID, DID, "password", null);
  }

  // ---- sessions ------------------------------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "did, did:plc:aaaaaaaaaaaaaaaaaaaaaaaa, WRONG_ACCOUNT", "did, DID:PLC:EWVI7NXZYOUN6ZHXRHS64OIZ, WRONG_ACCOUNT",
    "handle, <script>alert(1)</script>, BAD_ANSWER", "handle, localhost, BAD_ANSWER", "accessJwt, '', BAD_ANSWER",
    "accessJwt, 'a b', BAD_ANSWER", "refreshJwt, g\u00fc, BAD_ANSWER",
  })
  void sessionWithSuchAFieldIsNone(String field, String value, ErrorCode code) {
    http.with("com.atproto.server.createSession", changed(SESSION, field, value));
    refused(code, this::session);
  }

  @Test void tokenThatWouldAddAHeaderIsRefused() {
    http.with("com.atproto.server.createSession", changed(SESSION, "accessJwt", "a\r\nx-evil: 1"));
    refused(ErrorCode.BAD_ANSWER, this::session);
    http.with("com.atproto.server.createSession", changed(SESSION, "accessJwt", "a".repeat(10_000)));
    refused(ErrorCode.BAD_ANSWER, this::session);
  }

  @Test void halfARefreshedPairIsNotTaken() throws StreamingException {
    Session session = session();
    http.with("com.atproto.server.refreshSession", "{\"did\":\"" + DID + "\",\"accessJwt\":\"new\"}");
    refused(ErrorCode.BAD_ANSWER, () -> session.refresh("a.b.c"));
    assertEquals("a.b.c", session.token());
    http.with("com.atproto.server.refreshSession", changed(SESSION, "did", "did:web:evil.example"));
    refused(ErrorCode.WRONG_ACCOUNT, () -> session.refresh("a.b.c"));
    assertEquals("a.b.c", session.token());
  }

  @Test void tokenOfAServiceIsFitForAHeader() {
    http.with("com.atproto.server.getServiceAuth", "{\"token\":\"a\\nb\"}");
    refused(ErrorCode.BAD_ANSWER, () -> pds.getServiceAuth(session(), "did:web:pds.example", "m"));
  }

  @Test void callWithATokenNeverFollowsARedirect() throws StreamingException {
    http.with("com.atproto.sync.getBlob", "blob").with("com.atproto.sync.getRepo", "car");
    data.getBlob(DID, CID, session());
    data.getRepo(DID, session());
    data.getBlob(DID, CID, null);
    for (HttpRequest request : http.requests()) {
      boolean hasToken = request.headers().containsKey("authorization");
      assertTrue(!hasToken || request.redirects() == HttpRequest.Redirects.REFUSE, request.url());
    }
    assertEquals(
        HttpRequest.Redirects.FOLLOW, http.requests().get(http.requests().size() - 1).redirects(), "a public blob may lie elsewhere");
  }

  // ---- names ---------------------------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"did:key:zQ3shsomething", "did:key:evil.example", "alice", "did:web:evil.example/path", "did:web:1.2.3.4", ""})
  void handleThatAServerLeadsToSuchADidIsNotFollowed(String did) {
    http.with("com.atproto.identity.resolveHandle", new JsonObject().add("did", did).toString());
    refused(ErrorCode.BAD_ANSWER, () -> pds.resolveHandle("ana.example"));
    refused(ErrorCode.BAD_ANSWER, () -> identities.resolve("ana.example", origin, signal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"did=did:key:evil.example", "did=javascript:alert(1)", "did=", "v=spf1", "\"did=did:ple\" \"c:x\""})
  void dnsThatNamesNoDidOfOursNamesNone(String record) throws StreamingException {
    http.with("dns", new JsonObject()
        .add("Answer", new com.eclipsesource.json.JsonArray().add(new JsonObject().add("type", 16).add("data", record)))
        .toString());
    assertNull(handles.resolve(new Handle("ana.example"), signal));
  }

  private static String document(String alias, String endpoint) {
    return new DidDocumentSample(DID, alias, endpoint, KEY.substring(8)).json();
  }

  /** A DID document as the directory gives it. */
  private record DidDocumentSample(String did, String alias, String endpoint, String key) {
    String json() {
      com.eclipsesource.json.JsonArray services = new com.eclipsesource.json.JsonArray()
          .add(new JsonObject().add("id", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa#atproto_pds").add("type", PlcData.PDS_TYPE)
              .add("serviceEndpoint", "https://evil.example"))
          .add(new JsonObject().add("id", "#atproto_pds").add("type", PlcData.PDS_TYPE).add("serviceEndpoint", endpoint));
      com.eclipsesource.json.JsonArray methods = new com.eclipsesource.json.JsonArray()
          .add(new JsonObject().add("id", did + "#atproto").add("type", "Multikey").add("publicKeyMultibase", key));
      return new JsonObject().add("id", did).add("alsoKnownAs", new com.eclipsesource.json.JsonArray().add(alias))
          .add("verificationMethod", methods).add("service", services).toString();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "http://pds.example", "https://user:password@pds.example", "https://pds.example/path", "https://pds.example?q",
    "https://pds.example#f", "https://[::1]", "https://[2001:db8::1]:443", "https://pds.example.", "https://10.0.0.1",
    "https://127.0.0.1", "http://localhost:2583", "https://0x7f.1", "https://2130706433", "https://pds.example:0",
    "https://pds.example:65536", "https://pds..example", "javascript:alert(1)", "//pds.example", "https:///pds.example",
    "https://pds_.example", "https://p\u00e4ds.example", "data:text/html,x", "ftp://pds.example", "", "https://",
  })
  void accountAtSuchAnAddressCannotBeMoved(String endpoint) {
    http.with("document", document("at://ana.example", endpoint));
    refused(ErrorCode.DID_DOCUMENT_BROKEN, () -> identities.resolve(DID, null, signal));
  }

  @Test void serviceOfAnotherDidDoesNotCount() throws StreamingException {
    http.with("document", document("at://ana.example", "https://pds.example"));
    assertEquals("https://pds.example", identities.document(new Did(DID), null, signal).pdsEndpointOrNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "at://<script>alert(1)</script>", "at://localhost", "at://a.b\u202e.example", "at://", "at://a..b", "at://did:plc:x",
  })
  void handleThatIsNoneIsNotTheAccountsEvenIfItsServerSaysSo(String alias) throws StreamingException {
    http.with("document", document(alias, "https://pds.example"))
        .with("com.atproto.identity.resolveHandle", new JsonObject().add("did", DID).toString());
    assertNull(identities.resolve(DID, null, signal).handleOrNull());
  }

  /** The identity is as it was; the person is not to be told that it is broken. */
  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[{\"did\":\"did:plc:", "{}", "null", "[null]", "[]", "<html>"})
  void logThatIsNoneIsABadAnswer(String log) {
    http.with("log", log);
    refused(ErrorCode.BAD_ANSWER, () -> new PlcDirectory(plain, origin, new BouncySignatures()).log(new Did(DID), signal));
  }

  @Test void documentOfAnotherDidIsBroken() {
    http.with("document", document("at://a.example", "https://pds.example").replace("\"id\":\"" + DID + "\"", "\"id\":\"did:web:evil.example\""));
    refused(ErrorCode.DID_DOCUMENT_BROKEN, () -> identities.document(new Did(DID), null, signal));
  }

  @Test void entrywayWithCredentialsOrPathIsNotSignedInAt() throws StreamingException {
    http.with("document", document("at://ana.example", "https://pds.example"))
        .with(".well-known/oauth-protected-resource", "{\"authorization_servers\":[\"https://a:b@evil.example/x\"]}")
        .with("com.atproto.identity.resolveHandle", new JsonObject().add("did", DID).toString());
    assertEquals(origin, identities.resolve(DID, null, signal).signIn());
  }

  // ---- the server ----------------------------------------------------------------------------------------------------

  @Test void serverIsKnownByADidOnly() {
    for (String did : List.of("javascript:alert(1)", "did:key:zQ3", "pds.example", "did:web:")) {
      http.with("com.atproto.server.describeServer", new JsonObject().add("did", did).toString());
      refused(ErrorCode.BAD_ANSWER, () -> pds.describeServer());
    }
  }

  @Test void domainsThatNoHandleCanEndInAreLeftOut() throws StreamingException {
    http.with(
        "com.atproto.server.describeServer",
        "{\"did\":\"did:web:pds.example\",\"availableUserDomains\":[\"<script>\",\".ok.example\",\"no.dot\",\".\",\"."
            + "x".repeat(500) + "\"]}");
    assertEquals(List.of(".ok.example"), pds.describeServer().handleDomains());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "1e300", "9007199254740993e3", "\"12\"", "true", "[1]"})
  void countThatIsNoneIsRefused(String value) {
    http.with(
        "com.atproto.server.checkAccountStatus",
        "{\"repoBlocks\":1,\"indexedRecords\":" + value + ",\"expectedBlobs\":1,\"importedBlobs\":1}");
    refused(ErrorCode.BAD_ANSWER, () -> pds.checkAccountStatus(session()));
    http.with("com.atproto.repo.uploadBlob", "{\"blob\":{\"ref\":{\"$link\":\"" + CID + "\"},\"size\":" + value + "}}");
    refused(ErrorCode.BAD_ANSWER, () -> data.uploadBlob(session(), new Payload.Bytes(new byte[1]), "a/b"));
  }

  /** They would be replaced by nothing at the target. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"preferences\":null}", "{\"preferences\":{}}"})
  void answerWithoutPreferencesIsNotThatThereAreNone(String answer) {
    http.with("app.bsky.actor.getPreferences", answer);
    refused(ErrorCode.BAD_ANSWER, () -> pds.getPreferences(session()));
  }

  @Test void cidThatIsNoneIsNeitherAskedForNorBelieved() {
    http.with("com.atproto.sync.getLatestCommit", "{\"cid\":\"../../x\",\"rev\":\"3k\"}")
        .with("com.atproto.repo.uploadBlob", "{\"blob\":{\"ref\":{\"$link\":\"x\"},\"size\":1}}")
        .with("com.atproto.repo.listMissingBlobs", "{\"blobs\":[{\"cid\":\"<b>\"}]}")
        .with("com.atproto.sync.listBlobs", "{\"cids\":[\"" + CID + "\",\"\"]}");
    refused(ErrorCode.BAD_ANSWER, () -> data.getLatestCommit(DID, null));
    refused(ErrorCode.BAD_ANSWER, () -> data.uploadBlob(session(), new Payload.Bytes(new byte[1]), "a/b"));
    refused(ErrorCode.BAD_ANSWER, () -> data.listMissingBlobs(session()));
    refused(ErrorCode.BAD_ANSWER, () -> data.listBlobs(DID, null));
  }

  // ---- the identity --------------------------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "AtprotoPersonalDataServer, did:key:zQ3shBroken", "AtprotoPersonalDataServer, ''", "SomethingElse, KEY",
  })
  void recommendationThatWouldMakeTheIdentityUselessIsRefused(String type, String key) {
    JsonObject pdsService = new JsonObject().add("type", type).add("endpoint", "https://pds.example");
    http.with(
        "com.atproto.identity.getRecommendedDidCredentials",
        new JsonObject()
            .add("verificationMethods", new JsonObject().add("atproto", key.equals("KEY") ? KEY : key))
            .add("services", new JsonObject().add("atproto_pds", pdsService))
            .toString());
    refused(ErrorCode.BAD_ANSWER, () -> pds.getRecommendedDidCredentials(session()));
  }

  @Test void operationWhoseSignatureIsNoTextIsRefused() throws StreamingException {
    PlcData wanted = PlcLogBuilder.data("ana", PlcLogBuilder.STRONG);
    JsonObject operation = PlcLogBuilder.sign(PlcOperation.unsigned(wanted, null), PlcLogBuilder.STRONG).toJson();
    operation.set("sig", Json.parse("\"\\ud800\""));
    refused(ErrorCode.BAD_ANSWER, () -> PlcOperation.parse(operation));
  }

  // ---- size and time -------------------------------------------------------------------------------------------------

  @Test void answerThatNeverEndsIsRefused() {
    http.with("com.atproto.server.describeServer", "[" + "0,".repeat(2 << 20) + "0]");
    refused(ErrorCode.BAD_ANSWER, () -> pds.describeServer());
    http.with("com.atproto.server.describeServer", "[".repeat(1 << 20));
    refused(ErrorCode.BAD_ANSWER, () -> pds.describeServer());
  }
}
