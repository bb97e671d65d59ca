package portage.browser;

import portage.atproto.HandleResolver;
import portage.atproto.IdentityResolver;
import portage.atproto.PlainHttp;
import portage.atproto.PlcDirectory;
import portage.atproto.RefreshLock;
import portage.atproto.Servers;
import portage.crypto.Signatures;
import portage.error.StreamingException;
import portage.migration.Migration;
import portage.net.CallCounts;
import portage.net.Clock;
import portage.net.HttpClient;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.page.BackupTools;
import portage.page.Diagnostics;
import portage.page.Dialogue;
import portage.page.EndOfPage;
import portage.page.Exclusive;
import portage.page.Journey;
import portage.page.ReportFold;
import portage.page.RestoreTools;
import portage.page.Shelf;
import portage.page.SiteInfo;
import portage.page.Text;
import portage.page.UserAction;
import portage.stream.CancelSignal;
import portage.stream.StorageBackend;
import portage.transfer.ProfileChoice;

/** Puts the browser's adapters and the core together. */
public final class App {
  /** Names the directory and the databases of this site. */
  private static final String NAME = "portage";

  /** Tries of a query, and the first and longest pause between them, in milliseconds. */
  private static final int ATTEMPTS = 5;

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final WorkerPort port;
  private final String address;
  private final CallCounts calls = new CallCounts(new WasmHttpClient());
  private final Clock clock = new BrowserClock();
  private final Diagnostics diagnostics = new Diagnostics(clock, calls);
  private final ReportFold report;
  private final Dialogue dialogue;

  /** {@code address}: the worker's own, from which the site's configuration and its host are known. */
  public App(WorkerPort port, String address) {
    this.port = port;
    this.address = address;
    this.report = new ReportFold(view -> port.post(view.toJson().toString()), diagnostics);
    this.dialogue = new Dialogue(report);
  }

  /** The person did something. */
  public void received(UserAction action) {
    if (!report.takes(action)) {
      dialogue.received(action);
    }
  }

  /** Leads the person through the journey until the page is closed. {@code backend}: "wasm" or "js". */
  public void run(String backend) {
    try {
      journey(backend).run();
    } catch (StreamingException e) {
      end(e);
    } catch (RuntimeException e) {
      end(EndOfPage.defect(e));
    }
  }

  private void end(StreamingException failure) {
    diagnostics.told(failure);
    dialogue.show(EndOfPage.view(failure));
  }

  private Journey journey(String backend) throws StreamingException {
    HttpClient client = calls;
    diagnostics.runsOn(backend, "none", BrowserDevice.read().userAgent());
    RetryPolicy retry =
        new RetryPolicy(clock, Math::random, new BrowserNetwork(), ATTEMPTS, FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    Origin.Loopback loopback = isFromHere() ? Origin.Loopback.ALLOWED : Origin.Loopback.REFUSED;
    PlainHttp http = new PlainHttp(client, retry);
    SiteConfig config = SiteConfig.load(http, address, loopback, new CancelSignal());
    Signatures signatures = new WebSignatures();
    Servers servers =
        new Servers(client, retry, clock, loopback, App::holdRefresh, IndexedDbUploads.open(NAME, clock));
    PlcDirectory directory = new PlcDirectory(http, config.plcDirectory(), signatures);
    HandleResolver handles = new HandleResolver(http, config.handleResolverUrl());
    StorageBackend storage = BrowserStorage.choose(NAME);
    diagnostics.runsOn(backend, storage.kind(), BrowserDevice.read().userAgent());
    ProfileChoice suggested = ProfileChoice.of(BrowserDevice.read().forTransfers(storage));
    Migration.Surroundings around =
        new Migration.Surroundings(
            servers,
            directory,
            new IdentityResolver(http, handles, directory, servers),
            signatures,
            WasmBlobHash::begin,
            storage,
            new ReadableStreamTee(),
            new BrowserGzip(),
            new IndexedDbJournal(IndexedDbLog.open(NAME)),
            clock,
            retry,
            suggested.preset().profile());
    SiteInfo site =
        new SiteInfo(
            config.handleResolverHost(),
            config.plcDirectory().host(),
            backend.equals("wasm") ? Text.ENGINE_WASM.toString() : Text.ENGINE_JS.toString(),
            Text.valueOf("STORAGE_" + storage.kind().toUpperCase()).toString());
    return new Journey(
        around,
        dialogue,
        App::tryHold,
        site,
        suggested,
        new IndexedDbSafe(NAME),
        new BackupTools(new BrowserDeflate(), shelfBeside(storage), new BlobAddresses()),
        new RestoreTools(new BrowserDeflate(), new WebSigning()),
        diagnostics);
  }

  /** Files where there are files. */
  private static Shelf shelfBeside(StorageBackend storage) throws StreamingException {
    return storage.kind().equals("opfs") ? OpfsShelf.open(NAME) : IndexedDbShelf.open(NAME);
  }

  /** Only a page that came from this computer may talk to servers on it. */
  private boolean isFromHere() {
    int start = address.indexOf("://") + 3;
    int end = address.indexOf('/', start);
    Origin origin = Origin.parse(address.substring(0, end), Origin.Loopback.ALLOWED);
    return origin != null && Origin.isLoopbackHost(origin.hostName());
  }

  private static Exclusive.Hold tryHold(String did) throws StreamingException {
    Locks.Lock lock = Locks.tryLock("portage:" + did);
    return lock == null ? null : lock::close;
  }

  private static RefreshLock.Hold holdRefresh(String name) {
    Locks.Lock lock = Locks.lock(name);
    return lock::close;
  }
}
