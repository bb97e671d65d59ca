package portage.bench;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.util.Arrays;
import portage.browser.BrowserClock;
import portage.browser.Bytes;
import portage.browser.Js;
import portage.browser.JsChunk;
import portage.browser.OpfsStorage;
import portage.browser.WasmHttpClient;
import portage.browser.WebSignatures;
import portage.browser.WorkerPort;
import portage.crypto.DidKey;
import portage.crypto.Sha256;
import portage.error.StreamingException;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.repo.RepoCheck;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/**
 * How fast the parts are that work on every byte, in a worker of a real browser. Takes {@code {"car": url, "did", "key":
 * "did:key:…"}}, a repo and what it must be of; posts {@code {"type": "done", "figures": {name: MB/s}, "records"}}, or
 * {@code failed} with a {@code reason}. Each figure is the median of some rounds after one that does not count; 1 MB is
 * 1,000,000 bytes.
 */
public final class BenchMain {
  private static final int ROUNDS = 5;
  private static final int CHECK_ROUNDS = 3;
  private static final long NAP_MILLIS = 20;
  private static final int HASHED_BYTES = 32_000_000;
  private static final int STORED_BYTES = 64 << 20;
  private static final int PIECE_BYTES = 64 << 10;
  private static final String ITEM = "bench";

  private final WorkerPort port = new WorkerPort();
  private final JsonObject figures = new JsonObject();
  private StorageBackend storage;

  /** One round of something; returns how many bytes it worked on. */
  private interface Round {
    long run() throws StreamingException;
  }

  public static void main(String[] args) {
    new BenchMain().listen();
  }

  private void listen() {
    port.onMessage((json, chosen) -> {
      try {
        measure(Json.parse(json).asObject());
      } catch (StreamingException | RuntimeException e) {
        port.post(new JsonObject().add("type", "failed").add("reason", e.toString()).toString());
      }
    });
    port.post("{\"type\":\"ready\"}");
  }

  private void measure(JsonObject job) throws StreamingException {
    storage = OpfsStorage.open("portage-bench", OpfsStorage.DEFAULT_BATCH_BYTES);
    hash();
    store();
    int records = checkRepo(job);
    storage.delete(ITEM);
    port.post(
        new JsonObject().add("type", "done").add("figures", figures).add("records", records).toString());
  }

  private void hash() throws StreamingException {
    byte[] piece = noise(PIECE_BYTES);
    median("SHA-256", () -> {
      Sha256 sha = new Sha256();
      long done = 0;
      for (; done < HASHED_BYTES; done += piece.length) {
        sha.update(piece, 0, piece.length);
      }
      sha.digest();
      return done;
    });
  }

  /** Writes chunks as they come from the network, and reads them back. */
  private void store() throws StreamingException {
    byte[] piece = noise(PIECE_BYTES);
    DataChunk chunk = new JsChunk(Bytes.toBrowser(piece));
    median("OPFS write", () -> {
      try (StoredWriter writer = storage.create(ITEM)) {
        while (writer.sizeBytes() < STORED_BYTES) {
          writer.write(chunk);
        }
        writer.finish();
        return writer.sizeBytes();
      }
    });
    byte[] room = new byte[OpfsStorage.DEFAULT_BATCH_BYTES];
    median("OPFS read", () -> {
      try (StoredItem item = storage.open(ITEM)) {
        for (long at = 0; at < item.sizeBytes(); at += room.length) {
          item.read(at, room, 0, (int) Math.min(room.length, item.sizeBytes() - at));
        }
        return item.sizeBytes();
      }
    });
  }

  /** Checks a repo that lies in memory as it would arrive; its nodes are read again from OPFS, as in a move. */
  private int checkRepo(JsonObject job) throws StreamingException {
    byte[] car = download(job.getString("car", ""));
    try (StoredWriter writer = storage.create(ITEM)) {
      writer.write(new JsChunk(Bytes.toBrowser(car)));
      writer.finish();
    }
    DidKey key = DidKey.parse(job.getString("key", ""));
    WebSignatures signatures = new WebSignatures();
    Rates arriving = new Rates(CHECK_ROUNDS);
    Rates walking = new Rates(CHECK_ROUNDS);
    int records = 0;
    try (StoredItem item = storage.open(ITEM)) {
      for (int round = 0; round <= CHECK_ROUNDS; round++) {
        RepoCheck check = new RepoCheck(job.getString("did", ""), key, signatures);
        double begun = Js.monotonicMillis();
        for (int from = 0; from < car.length; from += PIECE_BYTES) {
          check.push(car, from, Math.min(PIECE_BYTES, car.length - from));
        }
        arriving.add(car.length, begun);
        begun = Js.monotonicMillis();
        records = check.finish(item).recordCount();
        walking.add(car.length, begun);
        new BrowserClock().sleep(NAP_MILLIS);
      }
    }
    figures.add("CAR check, arriving", arriving.median()).add("CAR check, tree", walking.median());
    return records;
  }

  private static byte[] download(String url) throws StreamingException {
    HttpResponse response = new WasmHttpClient().send(HttpRequest.get(url));
    byte[] bytes = new byte[1 << 20];
    int length = 0;
    for (DataChunk chunk = response.body().read(); chunk != null; chunk = response.body().read()) {
      while (bytes.length - length < chunk.sizeBytes()) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      chunk.copyTo(0, bytes, length, chunk.sizeBytes());
      length += chunk.sizeBytes();
    }
    return Arrays.copyOf(bytes, length);
  }

  private void median(String name, Round round) throws StreamingException {
    Rates rates = new Rates(ROUNDS);
    for (int i = 0; i <= ROUNDS; i++) {
      double begun = Js.monotonicMillis();
      rates.add(round.run(), begun);
      new BrowserClock().sleep(NAP_MILLIS);
    }
    figures.add(name, rates.median());
  }

  /** Rates of some rounds in MB/s, without that of the first. */
  private static final class Rates {
    private final double[] rates;
    private int count = -1;

    Rates(int rounds) {
      rates = new double[rounds];
    }

    void add(long bytes, double begun) {
      if (count >= 0) {
        rates[count] = bytes / Math.max(Js.monotonicMillis() - begun, 0.001) / 1000;
      }
      count++;
    }

    double median() {
      Arrays.sort(rates);
      return rates[rates.length / 2];
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    int state = 1;
    for (int i = 0; i < length; i++) {
      state = state * 1103515245 + 12345;
      bytes[i] = (byte) (state >>> 16);
    }
    return bytes;
  }
}
