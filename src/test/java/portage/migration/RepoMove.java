package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import portage.atproto.Account;
import portage.atproto.HandleResolver;
import portage.atproto.IdentityResolver;
import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.PlainHttp;
import portage.atproto.PlcDirectory;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.atproto.UploadQuota;
import portage.error.StreamingException;
import portage.jvm.BouncySignatures;
import portage.jvm.HurriedClock;
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
import portage.repo.KeptRepo;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.CancelSignal;
import portage.stream.StoredItem;
import portage.transfer.PlainBlobHash;
import portage.transfer.SyncOrchestrator;
import portage.transfer.TransferProfile;

/** The repo of one account of the sandbox on its way, with everything that outlives a reload; nothing else of it moves. */
final class RepoMove {
  private static final String NEW_PASSWORD = "new-password-1";

  private final Sandbox sandbox;
  final JsonObject account;
  private final String sourceName;
  private final String targetName;
  private final long maxWholeRecords;
  private final Servers servers;
  private final PlcDirectory directory;
  private final IdentityResolver identities;
  private final RetryPolicy retry;
  private final Account source;
  private final Session sourceSession;
  private final Session targetSession;
  private final CancelSignal signal = new CancelSignal();
  private final BouncySignatures signatures = new BouncySignatures();
  private final JdkHttpClient.LiveBodies liveBodies;
  private final Clock clock;

  final String did;
  final MemoryStorage storage = new MemoryStorage();
  /** Replaced by tests that interrupt it. */
  MigrationJournal journal = new MemoryJournal();

  /** Creates the account at the target, too. */
  RepoMove(
      Sandbox sandbox,
      JsonObject account,
      String sourceName,
      String targetName,
      JdkHttpClient.LiveBodies liveBodies,
      long maxWholeRecords)
      throws StreamingException {
    this(sandbox, account, sourceName, targetName, liveBodies, maxWholeRecords, CLOCK);
  }

  /** By that clock. */
  RepoMove(
      Sandbox sandbox,
      JsonObject account,
      String sourceName,
      String targetName,
      JdkHttpClient.LiveBodies liveBodies,
      long maxWholeRecords,
      Clock clock)
      throws StreamingException {
    this.sandbox = sandbox;
    this.clock = clock;
    this.account = account;
    this.sourceName = sourceName;
    this.targetName = targetName;
    this.liveBodies = liveBodies;
    this.maxWholeRecords = maxWholeRecords;
    this.did = account.getString("did", "");
    JdkHttpClient client = new JdkHttpClient(liveBodies);
    retry = new RetryPolicy(clock, () -> 0, 4, 20, 200);
    PlainHttp http = new PlainHttp(client, retry);
    servers = new Servers(client, retry, clock, Origin.Loopback.ALLOWED);
    directory = new PlcDirectory(http, origin(sandbox.plc()), signatures);
    identities = new IdentityResolver(http, new HandleResolver(http, sandbox.doh()), directory, servers);
    String handle = account.getString("handle", "");
    source = identities.resolve(handle, null, signal);
    Pds here = servers.pds(source.signIn(), signal);
    sourceSession = here.createSession(did, did, account.getString("password", ""), null);
    Pds there = servers.pds(origin(sandbox.pds(targetName)), signal);
    String token =
        here.getServiceAuth(sourceSession, there.describeServer().did(), "com.atproto.server.createAccount");
    String newHandle = handle.substring(0, handle.indexOf('.')) + "." + targetName + ".test";
    targetSession =
        there.createAccount(
            token, did, new NewAccount(newHandle, "new-" + account.getString("email", ""), NEW_PASSWORD, null));
  }

  private static final Clock CLOCK = new HurriedClock(500);

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.ALLOWED);
  }

  /** A page that was just opened moves the repo, as far as the journal says that it is not there. */
  void run() throws StreamingException {
    MetricsCollector metrics = new MetricsCollector(clock, 1 << 20, () -> {});
    new RepoStep(
            parties(), logbook(), storage, orchestrator(metrics), source.signingKey(), new JdkGzip(), retry, clock,
            metrics, maxWholeRecords, blobs -> {})
        .run();
  }

  /** Then it moves the blobs, several at once. */
  void runBlobs(Person person) throws StreamingException {
    MetricsCollector metrics = new MetricsCollector(clock, 1 << 20, () -> {});
    new BlobStep(
            parties(), logbook(), storage, orchestrator(metrics), new TransferProfile(64 << 10, 256 << 10, 4, 4, 0),
            retry, clock, new BlobProgress(() -> {}), metrics, source.signingKey())
        .run(person);
  }

  private Parties parties() {
    Origin target = origin(sandbox.pds(targetName));
    Pds atSource = servers.pds(source.signIn(), signal);
    PdsData sourceData = servers.data(source.pds(), signal);
    return new Parties(
        source.did(), new ServerBelongings(source.did(), atSource, sourceData, sourceSession, () -> false), null, atSource,
        sourceData, sourceSession, servers.pds(target, signal), servers.data(target, signal), targetSession, directory, identities,
        signatures, PlainBlobHash::new, () -> liveBodies == JdkHttpClient.LiveBodies.TAKEN, signal);
  }

  private Logbook logbook() throws StreamingException {
    return new Logbook(journal, clock, did, state(), () -> {});
  }

  private SyncOrchestrator orchestrator(MetricsCollector metrics) {
    return new SyncOrchestrator(
        new ThreadTee(), storage, new TransferProfile(64 << 10, 256 << 10, 1, 1, 0), metrics, clock, signal);
  }

  /** How many blobs the target takes in a day. */
  UploadQuota quota() {
    return servers.uploadsTo(origin(sandbox.pds(targetName)));
  }

  /** Blobs that the target misses, by its own list. */
  int missingAtTarget() throws StreamingException {
    return servers.data(origin(sandbox.pds(targetName)), signal).listMissingBlobs(targetSession).size();
  }

  void cancel() {
    signal.cancel();
  }

  /** Checks a copy as the move does. */
  RepoReport check(StoredItem kept) throws StreamingException {
    RepoCheck check = new RepoCheck(did, source.signingKey(), signatures);
    KeptRepo.read(kept, check::push);
    return check.finish(kept);
  }

  MigrationState state() throws StreamingException {
    return MigrationState.of(journal.facts(did));
  }

  /** What the sandbox finds different about the records on both sides. */
  List<String> differentRecords() throws IOException {
    JsonObject compared =
        sandbox
            .control(
                "POST", "/compare",
                new JsonObject().add("did", did).add("source", sourceName).add("target", targetName)
                    .add("targetPassword", NEW_PASSWORD))
            .asObject();
    List<String> about = new ArrayList<>();
    for (var difference : compared.get("differences").asArray()) {
      if (difference.asString().startsWith("record")) {
        about.add(difference.asString());
      }
    }
    if (compared.getLong("records", -1) == 0) {
      about.add("no records at all");
    }
    return about;
  }

  /** The target's own count. */
  long recordsAtTarget() throws StreamingException {
    return servers.pds(origin(sandbox.pds(targetName)), signal).checkAccountStatus(targetSession).indexedRecords();
  }

  /** More posts at the source. */
  void write(int count) throws IOException {
    sandbox.control("POST", "/write", new JsonObject().add("pds", sourceName).add("did", did).add("count", count));
  }
}
