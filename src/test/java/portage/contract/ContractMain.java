package portage.contract;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import portage.browser.BrowserClock;
import portage.browser.BrowserDeflate;
import portage.browser.BrowserGzip;
import portage.browser.BrowserStorage;
import portage.browser.Deferred;
import portage.browser.IndexedDbLog;
import portage.browser.IndexedDbSafe;
import portage.browser.IndexedDbShelf;
import portage.browser.IndexedDbStorage;
import portage.browser.Js;
import portage.browser.OpfsShelf;
import portage.browser.OpfsStorage;
import portage.browser.ReadableStreamTee;
import portage.browser.WasmHttpClient;
import portage.browser.WebSignatures;
import portage.browser.WebSigning;
import portage.browser.WorkerPort;
import portage.crypto.Sha256;
import portage.error.StreamingException;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.page.Shelf;
import portage.stream.ChannelTee;
import portage.stream.DataChunk;
import portage.stream.OutputFile;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;
import portage.stream.TeeGate;

/**
 * The contracts in a worker of a real browser. Takes {@code {"type":"run","suite":"tee","base":"http://…"}}, posts
 * a {@code result} per case, {@code skipped} where the browser lacks what the suite is about, and {@code done} at the end.
 */
public final class ContractMain {
  private static final double CASE_MILLIS = 40_000;
  private static final String PREFIX = "portage-contract";

  private final WorkerPort port = new WorkerPort();
  private int passed;
  private int failed;

  public static void main(String[] args) {
    new ContractMain().listen();
  }

  private void listen() {
    port.onMessage((json, chosen) -> {
      JsonObject message = Json.parse(json).asObject();
      String base = message.getString("base", "");
      // One suite a worker: no split here, which would bring in the whole of java.util.regex.
      runSuite(message.getString("suite", ""), base);
      port.post(new JsonObject().add("type", "done").add("passed", passed).add("failed", failed).toString());
    });
    port.post("{\"type\":\"ready\"}");
  }

  private void runSuite(String suite, String base) {
    if (suite.endsWith("opfs") && isSkippedWithoutFiles()) {
      return;
    }
    if (suite.equals("picked-opfs") && !PickedFilePlace.isKnownHere()) {
      skip("nobody can pick a place here");
      return;
    }
    try {
      switch (suite) {
        case "opfs" -> run(suite, new StorageContract(() -> OpfsStorage.open(PREFIX, OpfsStorage.DEFAULT_BATCH_BYTES)));
        case "indexeddb" -> run(
            suite, new StorageContract(() -> IndexedDbStorage.open(PREFIX, IndexedDbStorage.DEFAULT_CHUNK_BYTES)));
        case "log" -> run(suite, new LogContract(() -> IndexedDbLog.open(PREFIX)));
        case "safe" -> run(suite, new SafeContract(() -> new IndexedDbSafe(PREFIX)));
        case "tee" -> run(suite, new TeeContract(new ReadableStreamTee()));
        case "signatures" -> run(suite, new SignaturesContract(new WebSignatures()));
        case "signing" -> run(suite, new SigningContract(new WebSigning(), new WebSignatures()));
        case "gzip" -> run(suite, new GzipContract(new BrowserGzip(), BrowserCases::unpacked));
        case "browser" -> run(suite, new BrowserCases(new WasmHttpClient(), base));
        case "http-opfs" -> run(
            suite, new HttpContract(new WasmHttpClient(), BrowserStorage.choose(PREFIX + "-http", "opfs"), base));
        case "http-indexeddb" -> run(
            suite, new HttpContract(new WasmHttpClient(), BrowserStorage.choose(PREFIX + "-http", "indexeddb"), base));
        case "leave-opfs" -> leave("opfs");
        case "leave-indexeddb" -> leave("indexeddb");
        case "left-opfs" -> run(
            suite, new LeftoverCases(BrowserStorage.choose(PREFIX + "-left", "opfs"), shelf("opfs", "-left")));
        case "left-indexeddb" -> run(
            suite, new LeftoverCases(BrowserStorage.choose(PREFIX + "-left", "indexeddb"), shelf("indexeddb", "-left")));
        case "deflate" -> run(suite, new DeflateContract(new BrowserDeflate()));
        case "zip" -> run(suite, new ZipContract(new BrowserDeflate()));
        case "file-opfs" -> run(suite, new OutputFileContract(new ShelfPlace(shelf("opfs", ""))));
        case "file-indexeddb" -> run(suite, new OutputFileContract(new ShelfPlace(shelf("indexeddb", ""))));
        case "picked-opfs" -> run(suite, new OutputFileContract(new PickedFilePlace()));
        case "quota-opfs" -> run(suite, new QuotaCases(BrowserStorage.choose(PREFIX + "-quota", "opfs")));
        case "quota-indexeddb" -> run(suite, new QuotaCases(BrowserStorage.choose(PREFIX + "-quota", "indexeddb")));
        case "live" -> run(suite, new LiveCases(new WasmHttpClient(), base));
        case "speed-opfs" -> speed("opfs", base);
        case "speed-indexeddb" -> speed("indexeddb", base);
        default -> throw new IllegalArgumentException("suite " + suite);
      }
    } catch (StreamingException | RuntimeException e) {
      result(suite, "set up", e.toString(), 0);
    }
  }

  private static Shelf shelf(String kind, String place) throws StreamingException {
    return kind.equals("opfs") ? OpfsShelf.open(PREFIX + place) : IndexedDbShelf.open(PREFIX + place);
  }

  /** Says why, when this browser has no files of its own. */
  private boolean isSkippedWithoutFiles() {
    try {
      BrowserStorage.choose(PREFIX + "-probe", "opfs");
      return false;
    } catch (StreamingException e) {
      skip(e.getMessage());
      return true;
    }
  }

  private void skip(String reason) {
    port.post(new JsonObject().add("type", "skipped").add("reason", reason).toString());
  }

  private void run(String suite, Contract contract) {
    for (Contract.Case one : contract.cases()) {
      double begun = Js.monotonicMillis();
      String[] outcome = {"timed out"};
      Deferred over = new Deferred();
      int timer = Js.after(CASE_MILLIS, over::resolve);
      Js.start(() -> {
        outcome[0] = outcome(one);
        over.resolve();
      });
      over.await();
      Js.cancelTimer(timer);
      result(suite, one.name(), outcome[0], Js.monotonicMillis() - begun);
    }
  }

  private static String outcome(Contract.Case one) {
    try {
      one.body().run();
      return null;
    } catch (Throwable e) {
      return "" + e;
    }
  }

  private void result(String suite, String name, String failure, double millis) {
    if (failure == null) {
      passed++;
    } else {
      failed++;
    }
    port.post(new JsonObject()
        .add("type", "result")
        .add("suite", suite)
        .add("name", name)
        .add("ok", failure == null)
        .add("failure", failure)
        .add("millis", Math.round(millis))
        .toString());
  }

  /** Leaves an item half written, with its handle open, for {@link LeftoverCases} after this worker was killed. */
  private void leave(String kind) throws StreamingException {
    StorageBackend storage = BrowserStorage.choose(PREFIX + "-left", kind);
    StoredWriter whole = storage.create("whole");
    whole.write(Pattern.chunk(0, 1_500_000));
    whole.finish();
    whole.close();
    StoredItem open = storage.open("whole");
    open.read(0, new byte[10], 0, 10);
    for (int i = 1; i <= 3; i++) {
      StoredWriter small = storage.create("small-" + i);
      small.write(Pattern.chunk(0, 10_000 * i));
      small.finish();
      small.close();
    }
    StoredWriter unfinished = storage.create("small-4");
    unfinished.write(Pattern.chunk(0, 10_000));
    StoredWriter half = storage.create("half");
    half.write(Pattern.chunk(0, 2_500_000));
    half.written().read(0, new byte[10], 0, 10);
    StoredWriter again = storage.create("whole");
    again.write(Pattern.chunk(5, 2_500_000));
    again.written().read(0, new byte[10], 0, 10);
    OutputFile begun = shelf(kind, "-left").write("begun.zip");
    begun.append(Pattern.chunk(0, 2_500_000));
    begun.overwrite(0, Pattern.bytes(7, 20));
    result("leave-" + kind, "left", null, 0);
  }

  /** Measures the paths of DESIGN.md section 4 on 100 MB; the figures are in the names of the results. */
  private void speed(String kind, String base) throws StreamingException {
    StorageBackend storage = BrowserStorage.choose(PREFIX + "-speed", kind);
    WasmHttpClient client = new WasmHttpClient();
    int size = 100_000_000;
    for (int round = 0; round < 2; round++) {
      double begun = Js.monotonicMillis();
      HttpResponse response = client.send(HttpRequest.get(base + "/bytes?size=" + size));
      long bytes = 0;
      int chunks = 0;
      for (DataChunk chunk = response.body().read(); chunk != null; chunk = response.body().read()) {
        bytes += chunk.sizeBytes();
        chunks++;
      }
      figure(kind, "download only, " + chunks + " chunks", bytes, begun);

      begun = Js.monotonicMillis();
      response = client.send(HttpRequest.get(base + "/bytes?size=" + size));
      StoredWriter writer = storage.create("speed");
      for (DataChunk chunk = response.body().read(); chunk != null; chunk = response.body().read()) {
        writer.write(chunk);
      }
      writer.finish();
      writer.close();
      figure(kind, "download and store", size, begun);

      begun = Js.monotonicMillis();
      Sha256 sha = new Sha256();
      response = client.send(HttpRequest.get(base + "/bytes?size=" + size));
      writer = storage.create("speed");
      for (DataChunk chunk = response.body().read(); chunk != null; chunk = response.body().read()) {
        writer.write(chunk);
        byte[] read = chunk.toByteArray();
        sha.update(read, 0, read.length);
      }
      writer.finish();
      writer.close();
      figure(kind, "download, store and hash " + HttpContract.hex(sha.digest()).substring(0, 8), size, begun);

      begun = Js.monotonicMillis();
      StoredItem item = storage.open("speed");
      byte[] room = new byte[256 << 10];
      for (long at = 0; at < size; at += room.length) {
        int count = (int) Math.min(room.length, size - at);
        item.read(at, room, 0, count);
        sha.update(room, 0, count);
      }
      item.close();
      figure(kind, "read back and hash " + HttpContract.hex(sha.digest()).substring(0, 8), size, begun);

      teeSpeed(kind, client, base, size);
    }
    storage.delete("speed");
  }

  private void teeSpeed(String kind, WasmHttpClient client, String base, int size) throws StreamingException {
    double begun = Js.monotonicMillis();
    HttpResponse response = client.send(HttpRequest.get(base + "/bytes?size=" + size));
    ChannelTee.Branches branches = new ReadableStreamTee().split(response.body(), new TeeGate(8 << 20));
    Deferred over = new Deferred();
    Js.start(() -> {
      try {
        Pattern.count(branches.upload());
      } catch (StreamingException e) {
        result("speed-" + kind, "tee", e.toString(), 0);
      }
      over.resolve();
    });
    long bytes = Pattern.count(branches.storage());
    over.await();
    branches.storage().close();
    branches.upload().close();
    figure(kind, "download through tee, read both", bytes, begun);
  }

  private void figure(String kind, String what, long bytes, double begun) {
    double millis = Js.monotonicMillis() - begun;
    result("speed-" + kind, what + ": " + Math.round(bytes / millis / 1000) + " MB/s", null, millis);
    new BrowserClock().sleep(50);
  }
}
