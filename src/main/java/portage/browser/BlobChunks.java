package portage.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.browser.js.JsFiles;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/**
 * A part of a browser's {@code Blob}. While somebody is at work on a chunk, the browser reads the next: each read is a trip to another
 * process.
 */
final class BlobChunks implements ByteStream {
  private final JsBlobItem item;
  private final double end;
  private final int chunkBytes;
  private double at;
  /** Of the chunk at {@code at}; null before the first and after the last. */
  private JSObject reading;
  private boolean closed;

  BlobChunks(JsBlobItem item, long from, long to, int chunkBytes) {
    this.item = item;
    this.at = from;
    this.end = to;
    this.chunkBytes = chunkBytes;
  }

  @Override
  public DataChunk read() throws StreamingException {
    if (closed) {
      throw StorageErrors.failed("read", item.name(), "closed");
    }
    if (at >= end) {
      return null;
    }
    if (reading == null) {
      begin();
    }
    Uint8Array bytes = bytes();
    if (bytes.getLength() != length()) {
      throw StorageErrors.failed("read", item.name(), "ends at byte " + (long) (at + bytes.getLength()));
    }
    at += bytes.getLength();
    if (at < end) {
      begin();
    }
    return new JsChunk(bytes);
  }

  private double length() {
    return Math.min(chunkBytes, end - at);
  }

  private void begin() {
    reading = JsFiles.readAhead(item.blob(), at, at + length());
  }

  private Uint8Array bytes() throws StreamingException {
    try {
      ArrayBuffer buffer = Js.await(reading);
      return JsBytes.of(buffer);
    } catch (JsException e) {
      throw item.failure(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    reading = null;
  }
}
