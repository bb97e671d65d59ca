package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.atproto.Account;
import portage.atproto.DidCredentials;
import portage.atproto.HandleResolver;
import portage.atproto.IdentityResolver;
import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.PlainHttp;
import portage.atproto.PlcDirectory;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.jvm.BouncySignatures;
import portage.jvm.JdkGzip;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.MemoryStorage;
import portage.jvm.Sandbox;
import portage.jvm.ThreadTee;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.transfer.PlainBlobHash;
import portage.transfer.TransferProfile;

/** Whole migrations on the JVM, over HTTP, between the real servers of the sandbox. */
@Timeout(60)
class MigrationOverHttpTest {
  private static final String NEW_PASSWORD = "new-password-1";
  private static final int MOST_RELOADS = 60;

  private static Sandbox sandbox;

  @BeforeAll static void start() throws IOException {
    Assumptions.assumeTrue(Sandbox.isInstalled(), "the sandbox is not installed: run sandbox/install");
    sandbox = Sandbox.start();
  }

  @AfterAll static void stop() throws IOException {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @BeforeEach void emptyTheLog() throws IOException {
    sandbox.control("DELETE", "/log", null);
    sandbox.control("DELETE", "/faults", null);
  }

  /** The clock on the wall; only servers that ask for patience make anybody wait. */
  private static final class WallClock implements Clock {
    @Override public long millis() {
      return System.currentTimeMillis();
    }

    @Override public void sleep(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The page was closed at this moment. */
  private static final class Reload extends StreamingException {
    private static final long serialVersionUID = 1;

    Reload() {
      super(ErrorCode.INTERNAL, ErrorContext.of("reload"), "as wanted");
    }
  }

  /** When the page is closed: just before a fact is kept, or just after. */
  private enum Moment { BEFORE_A_FACT, AFTER_A_FACT }

  /**
   * A journal during whose writing the page is closed, once for each kind of fact that it had not seen before. From then
   * on it takes nothing until the page is opened again and reads it.
   */
  private static final class InterruptedJournal implements MigrationJournal {
    private final MemoryJournal journal = new MemoryJournal();
    private final Moment moment;
    private final Set<String> seen = new HashSet<>();
    private int reloads;
    private boolean closed;

    InterruptedJournal(Moment moment) {
      this.moment = moment;
    }

    @Override public synchronized void append(String did, Fact fact) throws StreamingException {
      if (closed) {
        throw new Reload();
      }
      closed = seen.add(kindOf(fact));
      reloads += closed ? 1 : 0;
      if (!closed || moment == Moment.AFTER_A_FACT) {
        journal.append(did, fact);
      }
      if (closed) {
        throw new Reload();
      }
    }

    private static String kindOf(Fact fact) {
      String step = fact instanceof Fact.Begun begun ? begun.step().name()
          : fact instanceof Fact.Done done ? done.step().name()
          : fact instanceof Fact.BlobKept blob ? blob.cid()
          : fact instanceof Fact.BlobMoved blob ? blob.cid() : "";
      return fact.getClass().getSimpleName() + " " + step;
    }

    @Override public synchronized List<Fact> facts(String did) {
      closed = false;
      return journal.facts(did);
    }

    @Override public List<String> dids() {
      return journal.dids();
    }

    @Override public void forget(String did) {
      journal.forget(did);
    }
  }

  /** Says yes to everything, types the mailed code, and remembers what was asked. */
  private static final class WillingPerson implements Person {
    private final List<GateReport> gates = new ArrayList<>();
    private final List<List<BlobProblem>> left = new ArrayList<>();
    private final List<BlobProblem> tooLarge = new ArrayList<>();
    private int storageQuestions;
    private int codes;

    @Override public NewAccount correctAccount(NewAccount refused, StreamingException problem) {
      throw new AssertionError("the new account was refused: " + problem.getMessage(), problem);
    }

    @Override public void blobsTooLarge(List<BlobProblem> problems) {
      tooLarge.addAll(problems);
    }

    @Override public StorageChoice storageFull() {
      storageQuestions++;
      return StorageChoice.GO_ON_WITHOUT_COPIES;
    }

    @Override public BlobChoice blobsLeft(List<BlobProblem> problems) {
      left.add(problems);
      return BlobChoice.GO_ON_WITHOUT;
    }

    @Override public String mailCode(String emailOrNull, long requestedAtMillis, StreamingException problemOrNull) {
      if (++codes > MOST_RELOADS) {
        throw new AssertionError("asked for the code again and again");
      }
      if (problemOrNull != null) {
        return null;
      }
      try {
        String code = sandbox.newestCode(emailOrNull, 10_000);
        assertNotNull(code, "no code was mailed");
        return code;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override public void approve(GateReport report) {
      gates.add(report);
    }

    @Override public void editDocument(DidCredentials wanted, StreamingException problemOrNull) {
      throw new AssertionError("not a did:web account");
    }
  }

  /** One account on its way, with everything that outlives a reload. */
  private static final class Move {
    final JsonObject account;
    final String sourceName;
    final String targetName;
    final MigrationJournal journal;
    final JdkHttpClient.LiveBodies liveBodies;
    MemoryStorage storage = new MemoryStorage();
    final WillingPerson person = new WillingPerson();
    final CancelSignal signal = new CancelSignal();
    final String did;
    private Session sourceSession;
    private Session targetSession;

    Move(
        JsonObject account,
        String sourceName,
        String targetName,
        MigrationJournal journal,
        JdkHttpClient.LiveBodies liveBodies) {
      this.account = account;
      this.sourceName = sourceName;
      this.targetName = targetName;
      this.journal = journal;
      this.liveBodies = liveBodies;
      this.did = account.getString("did", "");
    }

    /** A page that was just opened: plans where nothing is planned, signs in, and moves. */
    Verification run() throws StreamingException {
      Clock clock = new WallClock();
      JdkHttpClient client = new JdkHttpClient(liveBodies);
      RetryPolicy retry = new RetryPolicy(clock, () -> 0, 3, 20, 200);
      PlainHttp http = new PlainHttp(client, retry);
      Servers servers = new Servers(client, retry, clock, Origin.Loopback.ALLOWED);
      BouncySignatures signatures = new BouncySignatures();
      PlcDirectory directory = new PlcDirectory(http, origin(sandbox.plc()), signatures);
      IdentityResolver identities =
          new IdentityResolver(http, new HandleResolver(http, sandbox.doh()), directory, servers);
      Migration.Surroundings around =
          new Migration.Surroundings(
              servers, directory, identities, signatures, PlainBlobHash::new, storage, new ThreadTee(), new JdkGzip(), journal, clock, retry,
              new TransferProfile(64 << 10, 256 << 10, 3, 3, 0));
      if (journal.facts(did).isEmpty()) {
        journal.append(did, new Fact.Planned(clock.millis(), plan(identities, servers)));
      }
      MigrationState state = MigrationState.of(journal.facts(did));
      signIn(servers, state);
      return new Migration(
              around, state, sourceSession, access(servers, state), person, new MetricsCollector(clock, 1 << 20, () -> {}), signal,
              () -> {})
          .run();
    }

    private MigrationPlan plan(IdentityResolver identities, Servers servers) throws StreamingException {
      Account source = identities.resolve(account.getString("handle", ""), null, signal);
      Origin target = origin(sandbox.pds(targetName));
      String name = account.getString("handle", "");
      String newHandle = name.substring(0, name.indexOf('.')) + "." + targetName + ".test";
      return new MigrationPlan(source, target, servers.pds(target, signal).describeServer().did(), newHandle);
    }

    /**
     * Signs in anew after the gate, where the source says something else about the account. Before, sessions outlive a
     * reload: checking a password keeps a server busy for a long while and is not what reloads are about.
     */
    private void signIn(Servers servers, MigrationState state) throws StreamingException {
      if (sourceSession == null || state.isPastGate()) {
        Pds source = servers.pds(state.plan().source().signIn(), signal);
        sourceSession = source.createSession(did, did, account.getString("password", ""), null);
      }
    }

    private TargetAccess access(Servers servers, MigrationState state) throws StreamingException {
      Pds target = servers.pds(state.plan().target(), signal);
      if (targetSession == null && state.isBegun(Step.CREATE_ACCOUNT)) {
        try {
          targetSession = target.createSession(did, did, NEW_PASSWORD, null);
        } catch (StreamingException e) {
          assertEquals(ErrorCode.WRONG_PASSWORD, e.code(), e.getMessage());
        }
      }
      if (targetSession != null) {
        return new TargetAccess.SignedIn(targetSession);
      }
      return new TargetAccess.ToCreate(
          new NewAccount(state.plan().targetHandle(), "new-" + account.getString("email", ""), NEW_PASSWORD, null));
    }

    /** Opens the page again after every reload, until the move is through; the number of reloads. */
    int runThroughReloads() throws StreamingException {
      for (int reloads = 0; reloads < MOST_RELOADS; reloads++) {
        try {
          run();
          return reloads;
        } catch (Reload e) {
          // The next round opens the page again.
        }
      }
      throw new AssertionError("still not through after " + MOST_RELOADS + " reloads");
    }

    void isWhole() throws IOException {
      JsonObject compared = compared();
      assertTrue(compared.getBoolean("equal", false), compared.get("differences").toString());
      assertTrue(compared.getBoolean("targetActive", false), "the target is not active");
      assertFalse(compared.getBoolean("sourceActive", true), "the source is still active");
      assertTrue(compared.get("commit").asObject().getBoolean("signatureValid", false), "commit not signed");
    }

    JsonObject compared() throws IOException {
      return sandbox
          .control(
              "POST", "/compare",
              new JsonObject().add("did", did).add("source", sourceName).add("target", targetName)
                  .add("targetPassword", NEW_PASSWORD))
          .asObject();
    }

    int calls(String pds, String nsid) throws IOException {
      return sandbox.calls(pds, nsid);
    }
  }

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.ALLOWED);
  }

  private static JsonObject wanted(String pds, String name) {
    return new JsonObject().add("pds", pds).add("name", name);
  }

  @Test void accountWithABitOfEverythingArrivesWhole() throws Exception {
    JsonObject account =
        sandbox.account(
            wanted("alpha", "ada").add("posts", 20).add("likes", 5).add("images", 3).add("videoBytes", 1_500_000)
                .add("avatar", true).add("preferences", true).add("ownRotationKey", true).add("labeler", true));
    Move move = new Move(account, "alpha", "beta", new MemoryJournal(), JdkHttpClient.LiveBodies.NOT_TAKEN);
    Verification verification = move.run();
    assertTrue(verification.isGood());
    assertEquals(Verification.Check.values().length, verification.findings().size());
    move.isWhole();

    assertEquals(1, move.person.gates.size(), "asked for a yes once");
    GateReport gate = move.person.gates.get(0);
    assertEquals(gate.repo().recordCount(), gate.targetRecords());
    assertEquals(gate.repo().blobCount(), gate.movedBlobCount());
    assertEquals(List.of(), gate.missingBlobs());
    assertEquals(PreferencesOutcome.COPIED, gate.preferences().outcome());
    String own = account.getString("ownRotationKeyDid", "");
    assertTrue(
        gate.identityChanges().contains(
            new IdentityChange(
                IdentityChange.Subject.OWN_ROTATION_KEY, "", IdentityChange.Kind.KEPT, own, own)),
        gate.identityChanges().toString());

    // Nothing secret was written, and each step that cannot be taken back was taken once.
    String journal = String.join("\n", ((MemoryJournal) move.journal).lines(move.did));
    for (String secret : List.of(
        account.getString("password", "?"), NEW_PASSWORD, sandbox.newestCode(account.getString("email", ""), 0), "Jwt",
        "eyJ")) {
      assertFalse(journal.contains(secret), "the journal holds " + secret);
    }
    assertEquals(1, move.calls("beta", "com.atproto.server.createAccount"));
    assertEquals(1, move.calls("beta", "com.atproto.repo.importRepo"));
    assertEquals(1, move.calls("beta", "com.atproto.identity.submitPlcOperation"));
    assertEquals(gate.repo().blobCount(), move.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test void accountArrivesWholeOverLiveBodiesInTheOtherDirection() throws Exception {
    JsonObject account =
        sandbox.account(
            wanted("beta", "ben").add("posts", 400).add("images", 3).add("imageBytes", 300_000)
                .add("preferences", true));
    Move move = new Move(account, "beta", "alpha", new MemoryJournal(), JdkHttpClient.LiveBodies.TAKEN);
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(1, move.calls("alpha", "com.atproto.repo.importRepo"), "sent live, and not a second time");
    assertEquals(move.person.gates.get(0).repo().blobCount(), move.calls("alpha", "com.atproto.repo.uploadBlob"));
  }

  @Test void reloadAfterAnyFactLosesAndRepeatsNothing() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "rea").add("posts", 5).add("images", 2).add("preferences", true));
    InterruptedJournal journal = new InterruptedJournal(Moment.AFTER_A_FACT);
    Move move = new Move(account, "alpha", "beta", journal, JdkHttpClient.LiveBodies.NOT_TAKEN);
    int reloads = move.runThroughReloads();
    assertEquals(journal.reloads, reloads);
    assertTrue(reloads >= 2 * Step.values().length, "only " + reloads + " reloads");
    move.isWhole();
    for (String once : List.of(
        "com.atproto.server.createAccount", "com.atproto.repo.importRepo",
        "com.atproto.identity.submitPlcOperation")) {
      assertEquals(1, move.calls("beta", once), once);
    }
    assertEquals(1, move.calls("alpha", "com.atproto.identity.signPlcOperation"));
    assertEquals(1, move.calls("alpha", "com.atproto.identity.requestPlcOperationSignature"), "mails");
    assertEquals(2, move.calls("beta", "com.atproto.repo.uploadBlob"));
    assertTrue(move.calls("alpha", "com.atproto.sync.getBlob") <= 4, "what was kept is not fetched again");
  }

  @Test void reloadBeforeAnyFactAsksTheServersWhatBecameOfTheStep() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "reb").add("posts", 5).add("images", 2).add("preferences", true));
    InterruptedJournal journal = new InterruptedJournal(Moment.BEFORE_A_FACT);
    Move move = new Move(account, "alpha", "beta", journal, JdkHttpClient.LiveBodies.NOT_TAKEN);
    int reloads = move.runThroughReloads();
    assertEquals(journal.reloads, reloads);
    assertTrue(reloads >= 2 * Step.values().length, "only " + reloads + " reloads");
    move.isWhole();
    for (String once : List.of(
        "com.atproto.server.createAccount", "com.atproto.identity.submitPlcOperation")) {
      assertEquals(1, move.calls("beta", once), once);
    }
    assertTrue(move.calls("beta", "com.atproto.repo.uploadBlob") <= 4, "each blob at most twice");
    assertTrue(move.calls("beta", "com.atproto.repo.importRepo") <= 2, "the repo at most twice");
  }

  @Test void blobThatIsDamagedAtTheSourceIsNamedAndTheRestArrives() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "dam").add("posts", 3).add("images", 3));
    Move move = new Move(account, "alpha", "beta", new MemoryJournal(), JdkHttpClient.LiveBodies.TAKEN);
    String cid = blobsOf(move).get(1);
    sandbox.control(
        "POST", "/blobs/corrupt", new JsonObject().add("pds", "alpha").add("did", move.did).add("cid", cid));
    assertTrue(move.run().isGood());
    assertEquals(1, move.person.left.size(), "asked once");
    assertEquals(List.of(cid), move.person.left.get(0).stream().map(BlobProblem::cid).toList());
    assertEquals(ErrorCode.BLOB_CORRUPT, move.person.left.get(0).get(0).code());
    assertEquals(move.person.left.get(0), move.person.gates.get(0).missingBlobs(), "the gate names it too");
    assertEquals(2, move.calls("beta", "com.atproto.repo.uploadBlob"), "the damaged one never arrived whole");
    JsonArray differences = move.compared().get("differences").asArray();
    assertTrue(differences.toString().contains(cid), differences.toString());
  }

  @Test void blobsBeyondTheTargetsLimitAreToldBeforeAnythingIsSent() throws Exception {
    JsonObject account =
        sandbox.account(wanted("alpha", "big").add("posts", 3).add("images", 2).add("videoBytes", 1_500_000));
    Move move = new Move(account, "alpha", "beta", new MemoryJournal(), JdkHttpClient.LiveBodies.NOT_TAKEN);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", "com.atproto.server.describeServer").add("call", "every")
            .add("kind", "patchJson").add("set", new JsonObject().add("blobUploadLimit", 1_400_000)));
    assertTrue(move.run().isGood());
    assertEquals(1, move.person.tooLarge.size());
    BlobProblem video = move.person.tooLarge.get(0);
    assertEquals(1_500_000, video.sizeBytes());
    assertEquals(ErrorCode.TOO_LARGE, video.code());
    assertTrue(video.recordPath().startsWith("app.bsky.feed.post/"), video.recordPath());
    assertEquals(List.of(video), move.person.gates.get(0).missingBlobs());
    assertEquals(2, move.calls("beta", "com.atproto.repo.uploadBlob"), "the video was not sent for nothing");
  }

  @Test void accountArrivesWholeThoughThereIsRoomForFewCopies() throws Exception {
    JsonObject account =
        sandbox.account(wanted("alpha", "full").add("posts", 3).add("images", 12).add("imageBytes", 100_000));
    Move move = new Move(account, "alpha", "beta", new MemoryJournal(), JdkHttpClient.LiveBodies.NOT_TAKEN);
    move.storage = new MemoryStorage(450_000);
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(1, move.person.storageQuestions, "asked once");
    assertEquals(List.of(), move.person.left);
    assertEquals(List.of(), move.storage.names("blob-"), "copies that were given up");
    assertEquals(12, move.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test void blobsAreFetchedWhileTheTargetStillImports() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "lap").add("posts", 3).add("images", 6));
    Move move = new Move(account, "alpha", "beta", new MemoryJournal(), JdkHttpClient.LiveBodies.NOT_TAKEN);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", "com.atproto.repo.importRepo").add("kind", "delay")
            .add("millis", 3_000));
    assertTrue(move.run().isGood());
    move.isWhole();
    long importEnded = 0;
    long lastFetched = 0;
    for (JsonValue line : sandbox.control("GET", "/log", null).asArray()) {
      JsonObject call = line.asObject();
      long ended = call.getLong("at", 0) + call.getLong("durationMillis", 0);
      String path = call.getString("path", "");
      if (path.contains("com.atproto.repo.importRepo")) {
        importEnded = ended;
      } else if (path.contains("com.atproto.sync.getBlob")) {
        lastFetched = Math.max(lastFetched, ended);
      }
    }
    assertTrue(lastFetched > 0 && lastFetched < importEnded, lastFetched + " after " + importEnded);
  }

  @Test void repoDamagedOnTheWayIsNeverImported() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "flip").add("posts", 30));
    Move move = new Move(account, "alpha", "beta", new MemoryJournal(), JdkHttpClient.LiveBodies.TAKEN);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.sync.getRepo").add("call", "every")
            .add("kind", "flipByte").add("at", 3_000));
    StreamingException failure = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.REPO_CORRUPT, failure.code(), failure.getMessage());
    assertEquals(0, move.calls("beta", "com.atproto.repo.importRepo"));
    assertNull(move.storage.open(KeptCopies.repoName(move.did)), "a wrong copy was kept");
    sandbox.control("DELETE", "/faults", null);
    move.run();
    move.isWhole();
    assertEquals(1, move.calls("beta", "com.atproto.server.createAccount"));
  }

  @Test void answersThatAreLostAreAskedAboutAndNothingIsDoneTwice() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "los").add("posts", 3).add("images", 1));
    Move move = new Move(account, "alpha", "beta", new MemoryJournal(), JdkHttpClient.LiveBodies.TAKEN);
    List<String> lost =
        List.of(
            "com.atproto.server.createAccount", "com.atproto.repo.importRepo", "com.atproto.repo.uploadBlob",
            "com.atproto.identity.submitPlcOperation", "com.atproto.server.activateAccount",
            "com.atproto.repo.applyWrites");
    for (String nsid : lost) {
      sandbox.control(
          "POST", "/faults", new JsonObject().add("pds", "beta").add("nsid", nsid).add("kind", "replyLost"));
    }
    StreamingException failure = null;
    int runs = 0;
    do {
      failure = null;
      try {
        move.run();
      } catch (StreamingException e) {
        failure = e;
        assertEquals(ErrorCode.UNREACHABLE, e.code(), e.getMessage());
      }
      runs++;
    } while (failure != null && runs <= lost.size());
    assertNull(failure, "still not through after " + runs + " runs");
    move.isWhole();
    assertEquals(1, move.person.gates.size(), "asked for a yes again after it was handed in");
    assertEquals(1, move.person.codes);
    for (JsonValue fault : sandbox.control("GET", "/faults", null).asArray()) {
      assertEquals(1, fault.asObject().getInt("hits", 0), "never happened: " + fault);
    }
  }

  private static List<String> blobsOf(Move move) throws StreamingException {
    Clock clock = new WallClock();
    Servers servers =
        new Servers(
            new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN), new RetryPolicy(clock, () -> 0, 3, 20, 200), clock,
            Origin.Loopback.ALLOWED);
    return new ArrayList<>(
        servers.data(origin(sandbox.pds(move.sourceName)), move.signal).listBlobs(move.did, null));
  }
}
