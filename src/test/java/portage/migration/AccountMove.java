package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.util.List;
import portage.archive.Backup;
import portage.archive.BackupSurroundings;
import portage.atproto.Account;
import portage.atproto.BlobDownload;
import portage.atproto.Did;
import portage.atproto.HandleResolver;
import portage.atproto.IdentityResolver;
import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.PlainHttp;
import portage.atproto.PlcDirectory;
import portage.atproto.PlcLog;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.BouncySignatures;
import portage.jvm.BouncySigning;
import portage.jvm.HurriedClock;
import portage.jvm.JdkDeflate;
import portage.jvm.JdkGzip;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.jvm.MemoryStorage;
import portage.jvm.Sandbox;
import portage.jvm.ThreadTee;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.HttpClient;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Payload;
import portage.stream.StorageBackend;
import portage.transfer.PlainBlobHash;
import portage.transfer.TransferProfile;

/** One account of the sandbox on its way, with everything that outlives a reload. */
final class AccountMove {
  static final String NEW_PASSWORD = "new-password-1";

  final Sandbox sandbox;
  final JsonObject account;
  final String sourceName;
  final String targetName;
  final MigrationJournal journal;
  final String did;

  /** What a page gets anew each time it is opened, or a test makes otherwise. */
  HttpClient client;
  Clock clock = new HurriedClock(Long.MAX_VALUE);
  StorageBackend storage = new MemoryStorage();
  WillingPerson person;
  CancelSignal signal = new CancelSignal();
  /** What is restored, or null for a move of what the source has. */
  SavedAccount saved;
  /** The person's own key, where nobody is asked at the source. */
  WillingKeyPerson ownKey;
  private Session sourceSession;
  private Session targetSession;

  AccountMove(
      Sandbox sandbox,
      JsonObject account,
      String sourceName,
      String targetName,
      MigrationJournal journal,
      HttpClient client) {
    this.sandbox = sandbox;
    this.account = account;
    this.sourceName = sourceName;
    this.targetName = targetName;
    this.journal = journal;
    this.client = client;
    this.person = new WillingPerson(sandbox);
    this.did = account.getString("did", "");
  }

  /** From alpha to beta, by bodies that are stored before they are sent. */
  AccountMove(Sandbox sandbox, JsonObject account, MigrationJournal journal) {
    this(sandbox, account, "alpha", "beta", journal, new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN));
  }

  private Migration.Surroundings around() {
    return around(sandbox, client, clock, storage, journal);
  }

  /** A page that was just opened: plans where nothing is planned, signs in, and moves. */
  Verification run() throws StreamingException {
    Migration.Surroundings around = around();
    if (journal.facts(did).isEmpty()) {
      journal.append(did, new Fact.Planned(clock.millis(), plan(around.identities(), around.servers())));
    }
    if (saved != null && MigrationState.of(journal.facts(did)).backupOrNull() == null) {
      RestoreWay way = ownKey == null ? RestoreWay.WITH_SOURCE : RestoreWay.BY_OWN_KEY;
      journal.append(
          did, new Fact.FromBackup(clock.millis(), way, saved.commit().cid(), saved.commit().rev(), saved.savedAtMillis()));
    }
    signIn(around.servers(), MigrationState.of(journal.facts(did)));
    return runSignedIn();
  }

  /** The same with the sessions that are there. */
  Verification runSignedIn() throws StreamingException {
    Migration.Surroundings around = around();
    around.retry().have(RetryPolicy.Patience.AT_WORK); // as the page has once a move goes on
    MigrationState state = MigrationState.of(journal.facts(did));
    return new Migration(
            around, state, sourceAccess(), access(around.servers(), state), person, new MetricsCollector(clock, 1 << 20, () -> {}), signal,
            () -> {})
        .run();
  }

  private SourceAccess sourceAccess() {
    if (saved == null) {
      return new SourceAccess.SignedIn(sourceSession);
    }
    return ownKey == null
        ? new SourceAccess.Backed(sourceSession, saved)
        : new SourceAccess.ByKey(saved, null, ownKey, new BouncySigning());
  }

  /** What the page's own parts are on the JVM. */
  static Migration.Surroundings around(
      Sandbox sandbox, HttpClient client, Clock clock, StorageBackend storage, MigrationJournal journal) {
    RetryPolicy retry = new RetryPolicy(clock, () -> 0, 3, 20, 200);
    PlainHttp http = new PlainHttp(client, retry);
    Servers servers = new Servers(client, retry, clock, Origin.Loopback.ALLOWED);
    BouncySignatures signatures = new BouncySignatures();
    PlcDirectory directory = new PlcDirectory(http, origin(sandbox.plc()), signatures);
    IdentityResolver identities =
        new IdentityResolver(http, new HandleResolver(http, sandbox.doh()), directory, servers);
    return new Migration.Surroundings(
        servers, directory, identities, signatures, PlainBlobHash::new, storage, new ThreadTee(), new JdkGzip(),
        journal, clock, retry, new TransferProfile(64 << 10, 256 << 10, 3, 3, 0));
  }

  private MigrationPlan plan(IdentityResolver identities, Servers servers) throws StreamingException {
    Account source =
        saved == null
            ? identities.resolve(account.getString("handle", ""), null, signal)
            : Restorable.find(saved, around(), signal).account();
    Origin target = origin(sandbox.pds(targetName));
    String name = account.getString("handle", "");
    String newHandle = name.substring(0, name.indexOf('.')) + "." + targetName + ".test";
    return new MigrationPlan(source, target, servers.pds(target, signal).describeServer().did(), newHandle);
  }

  /**
   * Signs in anew after the gate, where the source says something else about the account. Before, sessions outlive a
   * reload, unless they are forgotten: checking a password keeps a server busy for a long while.
   */
  private void signIn(Servers servers, MigrationState state) throws StreamingException {
    if (ownKey == null && (sourceSession == null || state.isPastGate())) {
      Pds source = servers.pds(state.plan().source().signIn(), signal);
      sourceSession = source.createSession(did, did, account.getString("password", ""), null);
    }
  }

  private TargetAccess access(Servers servers, MigrationState state) throws StreamingException {
    Pds target = servers.pds(state.plan().target(), signal);
    if (targetSession == null && state.isBegun(Step.CREATE_ACCOUNT)) {
      targetSession = targetSessionOrNull(target);
    }
    if (targetSession != null) {
      return new TargetAccess.SignedIn(targetSession);
    }
    return new TargetAccess.ToCreate(
        new NewAccount(state.plan().targetHandle(), "new-" + account.getString("email", ""), NEW_PASSWORD, null));
  }

  /** Null when the account is not there yet: only then does a server not know the password. */
  private Session targetSessionOrNull(Pds target) throws StreamingException {
    try {
      return target.createSession(did, did, NEW_PASSWORD, null);
    } catch (StreamingException e) {
      if (e.code() != ErrorCode.WRONG_PASSWORD) {
        throw e;
      }
      return null;
    }
  }

  /** As a backup that is made now would hold it, preferences too. */
  SavedInMemory save() throws StreamingException {
    Migration.Surroundings around = around();
    Origin source = origin(sandbox.pds(sourceName));
    Pds pds = around.servers().pds(source, signal);
    Session session = pds.createSession(did, did, account.getString("password", ""), null);
    return new SavedInMemory(pds, around.servers().data(source, signal), did, DidKey.parse(log().data().signingKey()), session);
  }

  /** A backup that is made now, signed in, and opened. */
  SavedAccount backUp() throws StreamingException {
    Migration.Surroundings around = around();
    Account now = around.identities().resolve(did, null, signal);
    Session session = around.servers().pds(now.pds(), signal).createSession(did, did, account.getString("password", ""), null);
    BackupSurroundings parts =
        new BackupSurroundings(
            around.servers(), around.directory(), around.identities(), around.signatures(), around.hashes(),
            new MemoryStorage(), around.tee(), new JdkDeflate(), clock, around.retry(), around.profile());
    MemoryFile file = new MemoryFile();
    MetricsCollector metrics = new MetricsCollector(clock, 1 << 20, () -> {});
    new Backup(parts, now, session, null, metrics, signal, () -> {}).run(file);
    return SavedAccount.open(new MemoryItem("backup.zip", file.toByteArray()), "backup.zip", new JdkDeflate());
  }

  /** What the directory knows of the identity. */
  PlcLog log() throws StreamingException {
    return around().directory().log(new Did(did), signal);
  }

  /** What the servers tell of a move of which this browser knows nothing, or null. */
  LostMove.Found found() throws StreamingException {
    Migration.Surroundings around = around();
    Account now = around.identities().resolve(did, null, signal);
    return new LostMove(around.servers(), around.directory(), around.identities(), clock).find(now, signal);
  }

  /** The person wants that move finished. */
  void take(MigrationPlan plan) throws StreamingException {
    journal.append(did, new Fact.Planned(clock.millis(), plan));
  }

  /** The account was found at the target, and its person knows the password. */
  void accountIsThere() throws StreamingException {
    targetSession = targetSessionOrNull(around().servers().pds(origin(sandbox.pds(targetName)), signal));
  }

  /** Another tool sends its blobs to the target, which has no record of the account yet; how many they were. */
  int sendBlobsBeforeTheRecords() throws StreamingException {
    PdsData source = around().servers().data(origin(sandbox.pds(sourceName)), signal);
    PdsData target = around().servers().data(origin(sandbox.pds(targetName)), signal);
    int count = 0;
    for (String cid : source.listBlobs(did, null)) {
      BlobDownload blob = source.getBlob(did, cid, null);
      target.uploadBlob(targetSession, new Payload.Bytes(CarelessTool.bytes(blob.stream())), blob.contentType());
      count++;
    }
    return count;
  }

  /** Its person switches it off there, in an app. */
  void switchOffAtTarget() throws StreamingException {
    around().servers().pds(origin(sandbox.pds(targetName)), signal).deactivateAccount(targetSession);
  }

  /** The page is opened anew, and its person types both passwords. */
  void forgetSessions() {
    sourceSession = null;
    targetSession = null;
  }

  /** As if they outlived the page that had them. */
  void keepSessionsOf(AccountMove page) {
    sourceSession = page.sourceSession;
    targetSession = page.targetSession;
  }

  void isWhole() throws IOException {
    JsonObject compared = compared();
    assertTrue(compared.getBoolean("equal", false), compared.get("differences").toString());
    assertTrue(compared.getBoolean("targetActive", false), "the target is not active");
    assertFalse(compared.getBoolean("sourceActive", true), "the source is still active");
    assertTrue(compared.get("commit").asObject().getBoolean("signatureValid", false), "commit not signed");
    assertEquals(account.getLong("records", -1), compared.getLong("records", -2), "records");
    assertEquals(account.getInt("blobs", -1), compared.getInt("blobs", -2), "blobs");
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

  /** The blobs that the source lists. */
  List<String> blobs() throws StreamingException {
    RetryPolicy retry = new RetryPolicy(clock, () -> 0, 3, 20, 200);
    Servers servers =
        new Servers(new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN), retry, clock, Origin.Loopback.ALLOWED);
    return List.copyOf(servers.data(origin(sandbox.pds(sourceName)), signal).listBlobs(did, null));
  }

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.ALLOWED);
  }
}
