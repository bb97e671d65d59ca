package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.XrpcException;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.metrics.MetricsCollector;
import portage.migration.Fact;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.RepoSummary;
import portage.migration.Step;
import portage.net.CallCounts;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Origin;
import portage.stream.ByteStream;

/** The report says what a helper needs, and nothing that a stranger must not read. */
class DiagnosticsTest {
  private static final long NOW = 1_795_694_709_000L; // 2026-11-26T12:05:09Z
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String TOKEN = "eyJ0eXAiOiJhdCtqd3QifQ.eyJzdWIiOiJkaWQ6cGxjOmV3In0.c2lnbmF0dXJl";

  private final FakeClock clock = new FakeClock(NOW);
  private final CallCounts calls = new CallCounts(new Answers());
  private final Diagnostics diagnostics = new Diagnostics(clock, calls);
  private final MetricsCollector metrics = new MetricsCollector(clock, 1_000_000, () -> {});

  /** Answers 404 where it is asked for something missing, nothing at all at a dead host, and else 200. */
  private static final class Answers implements HttpClient {
    @Override
    public HttpResponse send(HttpRequest request) throws StreamingException {
      if (request.url().contains("dead.example")) {
        throw new StreamingException(ErrorCode.UNREACHABLE, ErrorContext.of("GET"), null);
      }
      int status = request.url().contains("missing") ? 404 : 200;
      return new HttpResponse() {
        @Override public int status() {
          return status;
        }

        @Override public String header(String name) {
          return null;
        }

        @Override public ByteStream body() {
          throw new IllegalStateException("nobody reads it");
        }

        @Override public void endWithin(long millis) {}

        @Override public void close() {}
      };
    }

    @Override
    public boolean streamsRequests(String origin) {
      return false;
    }
  }

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.REFUSED);
  }

  private void follow(String did, Fact... facts) {
    Account source =
        new Account(
            new Did(did), "ana.source.example", origin("https://pds.source.example"), origin("https://entryway.example"),
            SigningKey.numbered(Curve.K256, 1).didKey());
    List<Fact> all = new ArrayList<>();
    all.add(
        new Fact.Planned(
            NOW, new MigrationPlan(source, origin("https://target.example"), "did:web:target.example", "ana.new.example")));
    all.addAll(List.of(facts));
    diagnostics.follow(MigrationState.of(all), metrics);
  }

  private static StreamingException failure(ErrorCode code, ErrorContext context, String detail) {
    return new StreamingException(code, context, detail);
  }

  private void says(String wanted) {
    String text = diagnostics.text();
    assertTrue(text.contains(wanted), "no “" + wanted + "” in:\n" + text);
  }

  @Test void stepsAreToldWithTheirTimesAndTheirFailures() {
    follow(
        DID,
        new Fact.Begun(NOW + 1_000, Step.MOVE_REPO),
        new Fact.Failed(NOW + 2_000, Step.MOVE_REPO, ErrorCode.REPO_TRUNCATED),
        new Fact.Begun(NOW + 60_000, Step.MOVE_REPO),
        new Fact.RepoChecked(NOW + 61_000, new RepoSummary("bafyroot", "3kabc", "bafydata", 4_500_000, 1_300, 1_234, 30)),
        new Fact.Done(NOW + 62_500, Step.MOVE_REPO),
        new Fact.Begun(NOW + 62_600, Step.MOVE_BLOBS));
    says("Move from pds.source.example, sign-in at entryway.example to target.example");
    says("Step MOVE_REPO: begun 2026-11-26T12:05:10Z and 1 time more, done after 61500 ms, failed with [REPO_TRUNCATED]");
    says("Step MOVE_BLOBS: begun 2026-11-26T12:06:11Z\n");
    says("1234 records, 1300 blocks, 4500000 bytes, 30 blobs");
  }

  @Test void callsAreCountedByServerMethodAndAnswer() throws StreamingException {
    for (int i = 0; i < 3; i++) {
      calls.send(HttpRequest.get("https://pds.example/xrpc/com.atproto.sync.getBlob?did=" + DID + "&cid=bafk" + i));
    }
    calls.send(HttpRequest.post("https://pds.example/xrpc/com.atproto.sync.missing", null));
    calls.send(HttpRequest.get("https://plc.example/" + DID + "/log"));
    calls.send(HttpRequest.get("https://ana.example/.well-known/atproto-did"));
    try {
      calls.send(HttpRequest.get("https://dead.example/xrpc/com.atproto.server.describeServer"));
    } catch (StreamingException e) {
      assertEquals(ErrorCode.UNREACHABLE, e.code());
    }
    says("pds.example com.atproto.sync.getBlob 200, 3 times");
    says("pds.example com.atproto.sync.missing 404, 1 time");
    says("plc.example GET 200, 1 time");
    says("(a host of the account's own) GET 200, 1 time");
    says("dead.example com.atproto.server.describeServer UNREACHABLE, 1 time");
    assertFalse(diagnostics.text().contains("ewvi7nxzyoun6zhxrhs64oiz"), diagnostics.text());
    assertFalse(diagnostics.text().contains("ana.example"), diagnostics.text());
  }

  @Test void countsOfTheMoveAndThePlatformAreTold() {
    diagnostics.runsOn("wasm", "opfs", "Browser/1.0 (System)");
    follow(DID);
    metrics.received(2_000);
    metrics.retried(ErrorCode.STALLED);
    metrics.recovered(ErrorCode.STALLED);
    metrics.waited(700);
    says("Engine wasm, local copy in opfs\nBrowser Browser/1.0 (System)");
    says("Received 2000 bytes, sent 0 bytes");
    says("Tried again 1 time, waited 700 ms");
    says("STALLED: tried again 1, made good 1, not made good 0");
  }

  @Test void problemsAreToldByCodeAndPlace() {
    diagnostics.told(
        failure(
            ErrorCode.REPO_TRUNCATED,
            ErrorContext.of("com.atproto.sync.getRepo").at("pds.example").offset(1_500).attempt(2),
            "ends within a block"));
    says(
        "2026-11-26T12:05:09Z REPO_TRUNCATED: com.atproto.sync.getRepo at pds.example, byte 1500, attempt 2; ends within a block");
  }

  @Test void onlyTheLatestProblemsAreKept() {
    for (int i = 0; i < 200; i++) {
      diagnostics.told(failure(ErrorCode.STALLED, ErrorContext.of("GET").offset(i), null));
    }
    says("byte 199");
    assertFalse(diagnostics.text().contains("byte 149\n"), "the report grows without end");
  }

  /** Secrets and names are put wherever a server or a person could put them. */
  @Test void nothingThatIsSecretOrNamesThePersonIsInTheReport() {
    follow(DID);
    String secret = "hunter2-hunter2";
    for (ErrorCode code : ErrorCode.values()) {
      diagnostics.told(failure(code, ErrorContext.of("read address").about(secret), DID + " " + TOKEN));
      diagnostics.told(
          failure(code, ErrorContext.of("move").about("blob-did.plc.ewvi7nxzyoun6zhxrhs64oiz-bafk").at("ana.new.example"), null));
      diagnostics.told(failure(code, ErrorContext.of("sign in"), "it is of ana.SOURCE.example, mail ana@mail.example"));
      diagnostics.told(
          new XrpcException(
              code, ErrorContext.of("com.atproto.server.createAccount").at("target.example"),
              new RecoveryStrategy.AskUser(RecoveryStrategy.Question.WHAT_NOW), 400, secret,
              "com.atproto.server.createAccount", "the password " + secret + " of ana@mail.example is " + TOKEN));
    }
    hasNone(secret, DID, "ewvi7nxzyoun6zhxrhs64oiz", TOKEN, "eyJ", "ana.source", "ana.SOURCE", "ana.new", "@");
  }

  @Test void theDomainOfADidWebIsLeftOut() {
    follow("did:web:ana.example");
    diagnostics.told(failure(ErrorCode.UNREACHABLE, ErrorContext.of("GET").at("ana.example"), "no answer"));
    hasNone("ana.example");
  }

  private void hasNone(String... forbidden) {
    String text = diagnostics.text();
    for (String each : forbidden) {
      assertFalse(text.contains(each), each + " in:\n" + text);
    }
  }

  @Test void aForgottenMoveLeavesNothing() {
    follow(DID, new Fact.Begun(NOW, Step.MOVE_REPO));
    diagnostics.told(failure(ErrorCode.STALLED, ErrorContext.of("GET").at("ana.new.example"), null));
    diagnostics.forget("did:plc:anotheraccountofsomebody");
    says("MOVE_REPO");
    diagnostics.forget(DID);
    String text = diagnostics.text();
    for (String each : List.of("target.example", "MOVE_REPO", "STALLED", "ana.")) {
      assertFalse(text.contains(each), each + " in:\n" + text);
    }
  }

  @Test void theReportFoldIsOnEveryScreenAndItsTextOnlyWhileItIsOpen() {
    List<View> shown = new ArrayList<>();
    ReportFold fold = new ReportFold(shown::add, diagnostics);
    fold.show(View.of("welcome", "Title").withFooter(List.of(new Block.Text("below"))));
    assertEquals("", report(shown).text());
    assertTrue(fold.takes(new UserAction(ReportFold.OPEN, "welcome", Map.of())));
    assertEquals(diagnostics.text(), report(shown).text());
    fold.show(View.of("target", "Title"));
    assertEquals(diagnostics.text(), report(shown).text(), "it stays open on the next screen");
    assertTrue(fold.takes(new UserAction(ReportFold.CLOSE, "target", Map.of())));
    assertEquals("", report(shown).text());
    assertFalse(fold.takes(new UserAction("submit", "target", Map.of())));
  }

  private static Block.Report report(List<View> shown) {
    View last = shown.get(shown.size() - 1);
    assertEquals(last, View.parse(last.toJson().toString()), "it comes back");
    return (Block.Report) last.footer().get(0);
  }

  @Test void theVersionIsThatOfTheProject() throws IOException {
    assertTrue(Files.readString(Path.of("pom.xml")).contains("<version>" + Diagnostics.VERSION + "</version>"));
  }
}
