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
 * was read slowly (Firefox 153), and each chunk would be new memory, which browsers collect late. Chunks that are larger
 * nevertheless are cut.
 */
public final class BrowserStream implements ByteStream {
  private static final int MAX_CHUNK_BYTES = ReadRooms.BYTES;

  private final Exchange exchange;
  private final JsStreams.Reader reader;
  private final boolean bringsBuffer;
  /** The room that the last chunk lies in, or null. */
  private Uint8Array lent;
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
      return bringsBuffer ? JsChunk.lent(all) : new JsChunk(all);
    }
    rest = JsBytes.view(all, MAX_CHUNK_BYTES, length);
    return new JsChunk(JsBytes.view(all, 0, MAX_CHUNK_BYTES));
  }

  private Uint8Array next() throws StreamingException {
    while (true) {
      JsStreams.ReadResult result = await(bringsBuffer ? reader.read(takeRoom()) : reader.read());
      Uint8Array bytes = result.getValue();
      if (bringsBuffer && !Js.isNothing(bytes)) {
        lent = JsBytes.of(bytes.getBuffer());
      }
      if (result.isDone()) {
        ended = true;
        giveBack();
        exchange.complete();
        return null;
      }
      int length = bytes.getLength();
      if (length > 0) {
        arrivedBytes += length;
        return bytes;
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

  /** Reading takes the buffer away and brings it back with the chunk. */
  private Uint8Array takeRoom() {
    Uint8Array room = lent == null ? ReadRooms.take() : lent;
    lent = null;
    return room;
  }

  private void giveBack() {
    if (lent != null) {
      ReadRooms.giveBack(lent);
      lent = null;
    }
  }

  @Override
  public void close() {
    boolean hadMore = rest != null || !ended;
    rest = null;
    closed = closed || hadMore;
    giveBack();
    if (!ended) {
      ended = true;
      exchange.close();
      JsStreams.cancelQuietly(reader);
    }
  }
}
