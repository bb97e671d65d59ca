package portage.archive;

import com.eclipsesource.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import portage.atproto.Account;
import portage.atproto.HandleResolver;
import portage.atproto.IdentityResolver;
import portage.atproto.PdsData;
import portage.atproto.PlainHttp;
import portage.atproto.PlcDirectory;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.StreamingException;
import portage.jvm.BouncySignatures;
import portage.jvm.DiskItem;
import portage.jvm.HurriedClock;
import portage.jvm.JdkDeflate;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryStorage;
import portage.jvm.Sandbox;
import portage.jvm.ThreadTee;
import portage.metrics.MetricsCollector;
import portage.net.HttpClient;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.OutputFile;
import portage.stream.StorageBackend;
import portage.transfer.PlainBlobHash;
import portage.transfer.TransferProfile;

/** An account of the sandbox and what a page that backs it up has. */
final class SandboxBackup {
  static final TransferProfile PROFILE = new TransferProfile(64 << 10, 256 << 10, 4, 4, 0);

  final JsonObject made;
  final String did;
  final MemoryStorage kept = new MemoryStorage();
  StorageBackend storage = kept;
  HttpClient http = new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN);
  CancelSignal signal = new CancelSignal();
  Session session;
  NearCopies copies;
  Backup backup;
  private final Sandbox sandbox;

  SandboxBackup(Sandbox sandbox, JsonObject made) {
    this.sandbox = sandbox;
    this.made = made;
    this.did = made.getString("did", "");
  }

  BackupSurroundings around() {
    HurriedClock clock = new HurriedClock(Long.MAX_VALUE);
    RetryPolicy retry = new RetryPolicy(clock, () -> 0, 3, 20, 200);
    PlainHttp plain = new PlainHttp(http, retry);
    Servers servers = new Servers(http, retry, clock, Origin.Loopback.ALLOWED);
    BouncySignatures signatures = new BouncySignatures();
    PlcDirectory directory = new PlcDirectory(plain, Origin.parse(sandbox.plc(), Origin.Loopback.ALLOWED), signatures);
    IdentityResolver identities =
        new IdentityResolver(plain, new HandleResolver(plain, sandbox.doh()), directory, servers);
    return new BackupSurroundings(
        servers, directory, identities, signatures, PlainBlobHash::new, storage, new ThreadTee(), new JdkDeflate(), clock,
        retry, PROFILE);
  }

  /** By its DID: the handle of an account that is switched off leads nowhere. */
  Account account() throws StreamingException {
    return around().identities().resolve(did, null, signal);
  }

  SandboxBackup signedIn() throws StreamingException {
    session =
        around().servers().pds(account().signIn(), signal).createSession(did, did, made.getString("password", ""), null);
    return this;
  }

  BackupResult run(OutputFile file) throws StreamingException {
    BackupSurroundings around = around();
    MetricsCollector metrics = new MetricsCollector(around.clock(), 1 << 20, () -> {});
    backup = new Backup(around, account(), session, copies, metrics, signal, () -> {});
    return backup.run(file);
  }

  BackupReport check(Path zip) throws StreamingException {
    BackupSurroundings around = around();
    try (DiskItem item = new DiskItem(zip)) {
      return new BackupCheck(
              around, asked -> around.identities().document(asked, account().pds(), signal), signal, () -> {})
          .run(item);
    }
  }

  PdsData server() throws StreamingException {
    return around().servers().data(account().pds(), signal);
  }

  static byte[] bytes(ByteStream stream) throws StreamingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (stream) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        bytes.writeBytes(chunk.toByteArray());
      }
    }
    return bytes.toByteArray();
  }
}
