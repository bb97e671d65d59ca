package portage.contract;

import java.util.Arrays;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.Bytes;
import portage.browser.Js;
import portage.browser.JsChunk;
import portage.browser.JsException;
import portage.browser.Locks;
import portage.browser.OpfsStorage;
import portage.browser.WasmBlobHash;
import portage.browser.js.JsBytes;
import portage.browser.js.JsCrypto;
import portage.browser.js.JsFiles;
import portage.crypto.DidKey;
import portage.crypto.Sha256;
import portage.net.HttpClient;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;
import portage.transfer.BlobHash;
import portage.transfer.PlainBlobHash;

/** What only a browser has: promises, typed arrays, locks, WebCrypto to compare with. */
final class BrowserCases extends Contract {
  private final HttpClient client;
  private final String base;

  BrowserCases(HttpClient client, String base) {
    this.client = client;
    this.base = base;
    add("rejectionsKeepNameAndMessage", this::rejectionsKeepNameAndMessage);
    add("jobsBeginInOrder", this::jobsBeginInOrder);
    add("chunkBytesComeAcrossUnchanged", this::chunkBytesComeAcrossUnchanged);
    add("blobHashAgreesWithOurOwn", this::blobHashAgreesWithOurOwn);
    add("sha256AgreesWithWebCrypto", this::sha256AgreesWithWebCrypto);
    add("p256PointIsDecompressed", this::p256PointIsDecompressed);
    add("bundleThatWasCutOffKeepsWhatIsWhole", this::bundleThatWasCutOffKeepsWhatIsWhole);
    add("lockIsExclusiveUntilClosed", this::lockIsExclusiveUntilClosed);
    add("http1DoesNotStreamRequests", this::http1DoesNotStreamRequests);
  }

  /** Promise of an {@code ArrayBuffer}. */
  @JSBody(params = "packed", script = ""
      + "var plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));"
      + "return new Response(plain).arrayBuffer();")
  private static native JSObject unpacking(JSObject packed);

  /** The bytes of a gzip file, by the browser's own reader. */
  static byte[] unpacked(byte[] packed) throws JsException {
    ArrayBuffer plain = Js.await(unpacking(Bytes.toBrowser(packed)));
    return Bytes.toJava(JsBytes.of(plain));
  }

  @JSBody(script = "return Promise.reject(new DOMException('no room', 'QuotaExceededError'));")
  private static native JSObject rejected();

  @JSBody(script = "return Promise.reject('just a text');")
  private static native JSObject rejectedText();

  @JSBody(script = "return Promise.reject();")
  private static native JSObject rejectedNothing();

  private void rejectionsKeepNameAndMessage() throws Exception {
    for (int i = 0; i < 3; i++) {
      JsException failure = failure(rejected());
      same("QuotaExceededError", failure.name());
      check(failure.getMessage().contains("no room"), failure.getMessage());
      same("string", failure(rejectedText()).name());
      same("undefined", failure(rejectedNothing()).name());
    }
  }

  private static JsException failure(JSObject promise) {
    try {
      Js.await(promise);
    } catch (JsException e) {
      return e;
    }
    throw new AssertionError("no failure");
  }

  private void jobsBeginInOrder() throws Exception {
    StringBuilder order = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      int number = i;
      Js.start(() -> {
        order.append(number);
        Js.sleep(1);
        order.append('.');
      });
    }
    soon(() -> order.length() == 20, order.toString());
    check(order.toString().startsWith("0123456789"), order.toString());
  }

  private void chunkBytesComeAcrossUnchanged() {
    byte[] bytes = Pattern.bytes(0, 2_300_000);
    Uint8Array there = JsBytes.copy(Bytes.toBrowser(bytes), 0, bytes.length);
    same(Pattern.at(77) & 255, (int) there.get(77));
    JsChunk chunk = new JsChunk(there);
    Pattern.verify(chunk.toByteArray(), 0, bytes.length, 0);
    byte[] room = new byte[2_300_100];
    chunk.copyTo(99, room, 55, 2_200_000);
    Pattern.verify(room, 55, 2_200_000, 99);
    check(room[54] == 0 && room[55 + 2_200_000] == 0, "wrote beyond");
    Pattern.verify(chunk.slice(1_000_001, 10).toByteArray(), 0, 10, 1_000_001);
    Uint8Array part = Bytes.toBrowser(bytes, 1000, 20);
    same(20, part.getLength());
    same(Pattern.at(1000) & 255, (int) part.get(0));
  }

  /** As after a crash of the computer in the middle of a write. */
  private void bundleThatWasCutOffKeepsWhatIsWhole() throws Exception {
    String place = "portage-contract-cut";
    if (!JsFiles.areThere()) {
      return;
    }
    StorageBackend before = OpfsStorage.open(place, OpfsStorage.DEFAULT_BATCH_BYTES);
    before.deleteGroup("cut-");
    keep(before, "cut-1", 5_000);
    keep(before, "cut-2", 6_000);
    shortenBundle(place, 3);
    StorageBackend after = OpfsStorage.open(place, OpfsStorage.DEFAULT_BATCH_BYTES);
    same(List.of("cut-1"), after.names(""));
    keep(after, "cut-3", 7_000);
    StorageBackend again = OpfsStorage.open(place, OpfsStorage.DEFAULT_BATCH_BYTES);
    same(List.of("cut-1", "cut-3"), again.names(""));
    for (int i = 1; i <= 3; i += 2) {
      StoredItem item = again.open("cut-" + i);
      same(4_000L + 1_000 * i, Pattern.drain(item.stream(1_000)));
      item.close();
    }
    again.deleteGroup("cut-");
  }

  private static void keep(StorageBackend storage, String name, int size) throws Exception {
    StoredWriter writer = storage.create(name);
    writer.write(Pattern.chunk(0, size));
    writer.finish();
    writer.close();
  }

  private static void shortenBundle(String place, int bytes) throws Exception {
    JsFiles.Directory root = Js.await(JsFiles.root());
    JsFiles.Directory directory = Js.await(JsFiles.directory(root, place));
    JSArrayReader<JSString> names = Js.await(JsFiles.names(directory));
    same(1, names.getLength());
    JsFiles.FileHandle file = Js.await(JsFiles.file(directory, JsFiles.text(names, 0), false));
    JsFiles.SyncHandle handle = handle(file);
    JsFiles.truncate(handle, JsFiles.size(handle) - bytes);
    JsFiles.close(handle);
  }

  /** The storage keeps its files open a little longer than it uses them. */
  private static JsFiles.SyncHandle handle(JsFiles.FileHandle file) throws Exception {
    for (int tries = 0; ; tries++) {
      JsException failure;
      try {
        return Js.await(file.createSyncAccessHandle());
      } catch (JsException e) {
        failure = e;
      }
      if (tries == 100) {
        throw failure;
      }
      Js.sleep(50);
    }
  }

  private void blobHashAgreesWithOurOwn() throws Exception {
    for (int size : new int[] {0, 1, 1000, 16_383, 16_384, 65_537, 2 << 20, (2 << 20) + 1, 2_300_000}) {
      BlobHash[] two = {WasmBlobHash.begin(), WasmBlobHash.begin()};
      check(two[0] instanceof WasmBlobHash, "the library is not there");
      PlainBlobHash own = new PlainBlobHash();
      for (int at = 0; at < size; at += 70_000) {
        DataChunk chunk = Pattern.chunk(at, Math.min(70_000, size - at));
        own.push(chunk);
        for (BlobHash hash : two) {
          hash.push(chunk);
        }
      }
      byte[] wanted = own.digest();
      for (BlobHash hash : two) {
        check(Arrays.equals(wanted, hash.digest()), "another digest of " + size + " bytes");
      }
    }
  }

  private void sha256AgreesWithWebCrypto() throws Exception {
    for (int size : new int[] {0, 1, 55, 56, 63, 64, 65, 1000, 1_000_003}) {
      byte[] bytes = Pattern.bytes(3, size);
      ArrayBuffer theirs = Js.await(JsCrypto.sha256(Bytes.toBrowser(bytes)));
      same(HttpContract.hex(Bytes.toJava(JsBytes.of(theirs))), HttpContract.hex(Sha256.hash(bytes)));
    }
  }

  /** WebKitGTK imports no compressed point to compare with; every browser refuses a whole one that is not on the curve. */
  private void p256PointIsDecompressed() throws Exception {
    JsCrypto.P256 library = Js.await(JsCrypto.p256());
    DidKey key = DidKey.parse("did:key:zDnaembgSGUhZULN2Caob4HLJPaxBh92N7rtH21TErzqf8HQo");
    for (int sign = 2; sign <= 3; sign++) {
      byte[] compressed = key.compressed().clone();
      compressed[0] = (byte) sign;
      Uint8Array point = JsCrypto.decompressP256(library, Bytes.toBrowser(compressed));
      byte[] bytes = Bytes.toJava(point);
      same(65, bytes.length);
      same(4, (int) bytes[0]);
      for (int i = 1; i < compressed.length; i++) {
        same(compressed[i], bytes[i]);
      }
      same(sign, 2 + (bytes[64] & 1));
      Js.await(JsCrypto.importP256(point));
    }
    byte[] off = key.compressed().clone();
    int refused = 0;
    for (int i = 0; i < 16; i++) {
      off[31] = (byte) i;
      refused += JsCrypto.decompressP256(library, Bytes.toBrowser(off)) == null ? 1 : 0;
    }
    check(refused > 0 && refused < 16, refused + " of 16 refused");
  }

  private void lockIsExclusiveUntilClosed() throws Exception {
    Locks.Lock first = Locks.tryLock("contract");
    check(first != null, "not given");
    check(Locks.tryLock("contract") == null, "given twice");
    Locks.Lock other = Locks.tryLock("contract-other");
    check(other != null, "other not given");
    first.close();
    first.close();
    Locks.Lock again = null;
    for (int i = 0; i < 50 && again == null; i++) {
      again = Locks.tryLock("contract");
      Js.sleep(10);
    }
    check(again != null, "not given after close");
    again.close();
    other.close();
  }

  private void http1DoesNotStreamRequests() {
    check(!client.streamsRequests(base), "the contract server speaks HTTP/1.1 only");
  }
}
