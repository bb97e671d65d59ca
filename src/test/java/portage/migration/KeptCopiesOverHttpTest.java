package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.archive.Backup;
import portage.archive.BackupCheck;
import portage.archive.BackupReport;
import portage.archive.BackupResult;
import portage.archive.BackupSurroundings;
import portage.archive.NearCopies;
import portage.atproto.Account;
import portage.error.StreamingException;
import portage.jvm.HurriedClock;
import portage.jvm.JdkDeflate;
import portage.jvm.JdkHttpClient;
import portage.jvm.JdkHttpClient.LiveBodies;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.jvm.MemoryStorage;
import portage.jvm.Sandbox;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.stream.CancelSignal;

/** Backups from the copies that a move has kept, over HTTP. */
@Timeout(120)
class KeptCopiesOverHttpTest {
  private static Sandbox sandbox;

  @BeforeAll static void start() throws IOException {
    Assumptions.assumeTrue(Sandbox.isInstalled(), "the sandbox is not installed: run sandbox/install");
    sandbox = Sandbox.start("--pds", "alpha=0.5", "--pds", "beta=0.4");
  }

  @AfterAll static void stop() throws IOException {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static RepoMove moved(String name) throws Exception {
    JsonObject account =
        sandbox.account(new JsonObject().add("pds", "alpha").add("name", name).add("posts", 40).add("images", 6).add("avatar", true));
    RepoMove move = new RepoMove(sandbox, account, "alpha", "beta", LiveBodies.NOT_TAKEN, Long.MAX_VALUE);
    move.run();
    move.runBlobs(new WillingPerson(sandbox));
    sandbox.control("DELETE", "/log", null);
    return move;
  }

  private static int calls(String part) throws IOException {
    int calls = 0;
    for (JsonValue call : sandbox.control("GET", "/log", null).asArray()) {
      calls += call.toString().contains(part) ? 1 : 0;
    }
    return calls;
  }

  private static BackupSurroundings around(MemoryStorage storage) {
    Clock clock = new HurriedClock(Long.MAX_VALUE);
    Migration.Surroundings move =
        AccountMove.around(sandbox, new JdkHttpClient(LiveBodies.NOT_TAKEN), clock, storage, new UnwrittenJournal());
    return new BackupSurroundings(
        move.servers(), move.directory(), move.identities(), move.signatures(), move.hashes(), storage, move.tee(),
        new JdkDeflate(), clock, move.retry(), move.profile());
  }

  private static BackupResult backUp(RepoMove move, MemoryFile file) throws StreamingException {
    BackupSurroundings around = around(move.storage);
    List<String> before = move.storage.names("");
    Account account = around.identities().resolve(move.did, null, new CancelSignal());
    NearCopies copies = KeptCopies.near(move.storage, move.did, move.state());
    MetricsCollector metrics = new MetricsCollector(around.clock(), 1 << 20, () -> {});
    BackupResult result = new Backup(around, account, null, copies, metrics, new CancelSignal(), () -> {}).run(file);
    assertEquals(before, move.storage.names(""), "the copies stay, and nothing else");
    return result;
  }

  private static BackupReport check(MemoryFile file) throws StreamingException {
    BackupSurroundings around = around(new MemoryStorage());
    return new BackupCheck(around, BackupCheck.LiveIdentity.NOT_ASKED, new CancelSignal(), () -> {})
        .run(new MemoryItem("backup.zip", file.toByteArray()));
  }

  @Test void nothingIsFetchedAgain() throws Exception {
    RepoMove move = moved("keepall");
    MemoryFile file = new MemoryFile();
    BackupResult result = backUp(move, file);
    assertEquals(0, calls("sync.getRepo?") + calls("sync.getBlob?"));
    assertEquals(move.account.getInt("blobs", -1), result.blobCount());
    assertEquals(List.of(), result.missing());
    BackupReport report = check(file);
    assertEquals(List.of(), report.problems());
    assertEquals(BackupReport.Verdict.WHOLE, report.verdict());
    assertEquals(move.account.getInt("records", -1), report.repoOrNull().recordCount());
  }

  @Test void copyThatIsGoneIsFetched() throws Exception {
    RepoMove move = moved("keepsome");
    String blob = move.storage.names(KeptCopies.blobPrefix(move.did)).get(0);
    move.storage.delete(blob);
    MemoryFile file = new MemoryFile();
    BackupResult result = backUp(move, file);
    assertEquals(0, calls("sync.getRepo?"));
    assertEquals(1, calls("sync.getBlob?"));
    assertEquals(List.of(), result.missing());
    assertEquals(BackupReport.Verdict.WHOLE, check(file).verdict());
  }

  @Test void whatWasWrittenSinceIsInIt() throws Exception {
    RepoMove move = moved("keepnew");
    sandbox.control("POST", "/write", new JsonObject().add("pds", "alpha").add("did", move.did).add("count", 3).add("images", 1));
    sandbox.control("DELETE", "/log", null);
    MemoryFile file = new MemoryFile();
    backUp(move, file);
    assertEquals(1, calls("since="));
    assertEquals(1, calls("sync.getRepo?"));
    assertEquals(1, calls("sync.getBlob?"));
    assertEquals(move.account.getInt("records", -1) + 4, check(file).repoOrNull().recordCount());
  }
}
