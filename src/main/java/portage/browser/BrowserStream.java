package portage.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.browser.js.JsStreams;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/**
 * An answer's body, in chunks of at most 1 MiB.
 *
 * <p>Read through a BYOB reader where there is one: Firefox otherwise hands over single chunks of up to 256 MiB when it
 * was read slowly (Firefox 153). Chunks that are larger nevertheless are cut.
 */
public final class BrowserStream implements ByteStream {
  private static final int MAX_CHUNK_BYTES = 1 << 20;

  private final Exchange exchange;
  private final JsStreams.Reader reader;
  private final boolean bringsBuffer;
  /** A buffer of 1 MiB to read into, or null when the last one went away with a chunk. */
  private Uint8Array room;
  /** What is left of a chunk that was too large, or null. */
  private Uint8Array rest;
  private long arrivedBytes;
  private boolean ended;
  /** Closed before the end: what is read then must not look like the end. */
  private boolean closed;

  /** {@code body} is a {@code ReadableStream}, or null for an answer without body. */
  BrowserStream(JSObject body, Exchange exchange) {
    this.exchange = exchange;
    JsStreams.Reader byob = body == null ? null : JsStreams.byobReader(body);
    this.bringsBuffer = byob != null;
    this.reader = body == null || bringsBuffer ? byob : JsStreams.reader(body);
    if (body == null) {
      ended = true;
      exchange.complete();
    }
  }

  @Override
  public DataChunk read() throws StreamingException {
    if (closed) {
      throw new CancelledException("read");
    }
    if (rest == null && !ended) {
      rest = next();
    }
    if (rest == null) {
      return null;
    }
    Uint8Array all = rest;
    int length = all.getLength();
    if (length <= MAX_CHUNK_BYTES) {
      rest = null;
      return new JsChunk(all);
    }
    rest = JsBytes.view(all, MAX_CHUNK_BYTES, length);
    return new JsChunk(JsBytes.view(all, 0, MAX_CHUNK_BYTES));
  }

  private Uint8Array next() throws StreamingException {
    while (true) {
      JsStreams.ReadResult result = await(bringsBuffer ? reader.read(takeRoom()) : reader.read());
      if (result.isDone()) {
        ended = true;
        exchange.complete();
        return null;
      }
      Uint8Array bytes = result.getValue();
      int length = bytes.getLength();
      if (length > 0) {
        arrivedBytes += length;
        return bringsBuffer ? fitted(bytes, length) : bytes;
      }
    }
  }

  private JsStreams.ReadResult await(JSObject promise) throws StreamingException {
    exchange.stallWatch().waiting();
    try {
      JsStreams.ReadResult result = Js.await(promise);
      if (closed) {
        throw new CancelledException("read");
      }
      return result;
    } catch (JsException e) {
      if (closed) {
        throw new CancelledException("read");
      }
      ended = true;
      StreamingException failure = exchange.explain(e, arrivedBytes);
      exchange.close();
      throw failure;
    } finally {
      exchange.stallWatch().arrived();
    }
  }

  private Uint8Array takeRoom() {
    Uint8Array taken = room == null ? JsBytes.create(MAX_CHUNK_BYTES) : room;
    room = null;
    return taken;
  }

  /** A small chunk is copied out and its buffer used again: else each network packet would hold 1 MiB. */
  private Uint8Array fitted(Uint8Array bytes, int length) {
    if (length > MAX_CHUNK_BYTES / 2) {
      return bytes;
    }
    Uint8Array copy = JsBytes.copy(bytes, 0, length);
    room = JsBytes.of(bytes.getBuffer());
    return copy;
  }

  @Override
  public void close() {
    boolean hadMore = rest != null || !ended;
    rest = null;
    closed = closed || hadMore;
    if (!ended) {
      ended = true;
      exchange.close();
      JsStreams.cancelQuietly(reader);
    }
  }
}
