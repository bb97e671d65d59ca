package portage.archive;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import portage.atproto.Account;
import portage.atproto.DidDocument;
import portage.atproto.PdsData;
import portage.atproto.PlcLog;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.metrics.MetricsCollector;
import portage.net.Json;
import portage.repo.RepoReport;
import portage.stream.CancelSignal;
import portage.stream.OutputFile;
import portage.stream.StorageBackend;
import portage.transfer.BlobSource;

/**
 * Makes one verified file of a whole account. What changes least comes first, so that a file that was left unfinished can be gone
 * on with although the account was written to meanwhile:
 *
 * <pre>
 * README.txt | blobs/CID … | preferences.json | did.json | plc-log.json | repo.car | manifest.json
 * </pre>
 *
 * <p>The repo is read and checked before the first blob is: the blobs are those of the very repo that is in the file. A blob that
 * cannot be had is named in the manifest and in the result.
 */
public final class Backup {
  static final String CAR_TYPE = "application/vnd.ipld.car";
  static final String PREFERENCES = "preferences.json";
  static final String DOCUMENT = "did.json";
  static final String LOG = "plc-log.json";
  static final String JSON_TYPE = "application/json";

  private final BackupSurroundings around;
  private final Account account;
  private final Session sessionOrNull;
  private final NearCopies copiesOrNull;
  private final MetricsCollector metrics;
  private final CancelSignal signal;
  private final BackupProgress progress;
  private final PdsData server;

  /**
   * @param sessionOrNull at the account's sign-in server, for its preferences, and for all of it where it is not active; the rest
   *     is public
   * @param copiesOrNull what need not be fetched from the server
   * @param changed told whenever there is something new to show; must not wait for anything
   */
  public Backup(
      BackupSurroundings around,
      Account account,
      Session sessionOrNull,
      NearCopies copiesOrNull,
      MetricsCollector metrics,
      CancelSignal signal,
      Runnable changed) {
    this.around = around;
    this.account = account;
    this.sessionOrNull = sessionOrNull;
    this.copiesOrNull = copiesOrNull;
    this.metrics = metrics;
    this.signal = signal;
    this.progress = new BackupProgress(changed);
    this.server = around.servers().data(account.pds(), signal);
  }

  /** Who the account is, as its file says it. */
  private record Identity(Json document, DidKey key, JsonArray logOrNull) {}

  /** Removes what a page that was killed while it made or checked a backup has left in this browser. */
  public static void removeLeftovers(StorageBackend storage) throws StreamingException {
    for (String group : new String[] {StagedRepo.GROUP, BackupCheck.GROUP}) {
      for (String name : storage.names(group)) {
        storage.delete(name);
      }
      storage.deleteGroup(group); // what was not finished has no name yet
    }
  }

  /**
   * Writes the backup to {@code file}, which is closed then. One that holds something goes on: whole blobs that still hash to
   * their CIDs are kept and not fetched again. However it ends, nothing is left in this browser's storage but the file.
   */
  public BackupResult run(OutputFile file) throws StreamingException {
    try (file) {
      around.storage().configure(around.profile().chunkBytes(), around.profile().smallBlobBytes());
      progress.begin(BackupProgress.Stage.IDENTITY);
      Identity identity = identity();
      try (StagedRepo repo =
          new StagedRepo(around, account, identity.key(), server, asSelfOrNull(), metrics, signal)) {
        return write(file, identity, repo);
      }
    }
  }

  private BackupResult write(OutputFile file, Identity identity, StagedRepo staged) throws StreamingException {
    long createdAtMillis = around.clock().millis();
    progress.begin(BackupProgress.Stage.REPO);
    RepoReport repo = staged.read(copiesOrNull);
    byte[] readme = Utf8.encode(Readme.text(account.did()));
    TakenOver old = new TakenOver(around.hashes(), FileHash.hex(Sha256.hash(readme)));
    ZipWriter zip = ZipWriter.resume(file, around.deflate(), old, metrics);
    FileEntries files = new FileEntries(zip, around.hashes(), signal);
    files.takeOverOrAdd(Readme.NAME, "text/plain", readme);

    progress.expectBlobs(repo.blobs().size());
    progress.begin(BackupProgress.Stage.BLOBS);
    BackupBlobs blobs = new BackupBlobs(zip, places(), around, metrics, signal, progress);
    blobs.write(repo.blobs(), TakenOver.blobs(zip.entries()));

    progress.begin(BackupProgress.Stage.REST);
    Manifest.Preferences preferences = addPreferences(files);
    files.add(DOCUMENT, JSON_TYPE, utf8(identity.document().raw().toString()));
    if (identity.logOrNull() != null) {
      files.add(LOG, JSON_TYPE, utf8(identity.logOrNull().toString()));
    }
    staged.writeTo(files);
    Manifest manifest =
        new Manifest(
            account.did(), account.handleOrNull(), account.pds().toString(), repo.root(), repo.rev(), createdAtMillis,
            preferences);
    List<ManifestEntry> entries = new ArrayList<>(files.entries());
    entries.addAll(blobs.entries());
    zip.add(
        ManifestReader.NAME, Packing.DEFLATED, new ManifestWriter(manifest, entries, blobs.missing()), Unchecked.CHECK);
    boolean movedOn = staged.isOutdated();
    signal.throwIfCancelled("finish backup");
    zip.finish();
    progress.begin(BackupProgress.Stage.DONE);
    return new BackupResult(
        manifest, repo, file.sizeBytes(), progress.writtenBlobs(), progress.blobBytes(), blobs.missing(), movedOn, metrics.snapshot());
  }

  private Identity identity() throws StreamingException {
    Json json = around.identities().documentAsItIs(account.did(), account.pds(), signal);
    DidKey key = DidDocument.of(json).signingKey();
    if (!account.did().isPlc()) {
      return new Identity(json, key, null);
    }
    JsonArray log = around.directory().auditLog(account.did(), signal);
    PlcLog checked = PlcLog.validate(account.did().toString(), log, around.signatures());
    if (checked.data() == null || !key.toString().equals(checked.data().signingKey())) {
      throw new StreamingException(
          ErrorCode.DID_DOCUMENT_BROKEN,
          ErrorContext.of("read PLC log").about(account.did().toString()),
          "its log names another key than its document");
    }
    return new Identity(json, key, log);
  }

  /** The nearest first. */
  private List<BlobPlace> places() {
    List<BlobPlace> places = new ArrayList<>();
    if (copiesOrNull != null) {
      places.add(new BlobPlace(copiesOrNull.blobs(), ""));
    }
    places.add(new BlobPlace(new BlobSource(server, account.did(), asSelfOrNull()), account.pds().host()));
    return places;
  }

  private Manifest.Preferences addPreferences(FileEntries files) throws StreamingException {
    if (sessionOrNull == null) {
      return Manifest.Preferences.NOT_ASKED_FOR;
    }
    List<JsonObject> preferences = around.servers().pds(account.signIn(), signal).getPreferences(sessionOrNull);
    if (preferences == null) {
      return Manifest.Preferences.NONE_AT_SOURCE;
    }
    JsonArray list = new JsonArray();
    preferences.forEach(list::add);
    files.add(PREFERENCES, JSON_TYPE, utf8(new JsonObject().add("preferences", list).toString()));
    return Manifest.Preferences.INCLUDED;
  }

  private static byte[] utf8(String text) {
    return Utf8.encodeAnything(text);
  }

  /** The session that reads of the repo and of blobs need where the account is not active, else null. */
  private Session asSelfOrNull() {
    return sessionOrNull == null || sessionOrNull.statusOrNull() == null ? null : sessionOrNull;
  }

  public Account account() {
    return account;
  }

  public BackupProgress progress() {
    return progress;
  }

  public MetricsCollector metrics() {
    return metrics;
  }
}
