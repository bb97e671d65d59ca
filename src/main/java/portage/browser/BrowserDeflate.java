package portage.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import portage.archive.ArchiveFault;
import portage.browser.js.JsStreams;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.Checksum;
import portage.stream.DataChunk;
import portage.stream.Deflate;

/** Raw deflate by the browser's {@code CompressionStream} and {@code DecompressionStream}; checksums where the bytes lie. */
public final class BrowserDeflate implements Deflate {
  /**
   * What is unpacked at once. Browsers put out all that a chunk becomes before they ask for the next, and deflate makes up to
   * 1,032 bytes of one: this bounds what waits to some 16 MiB, whatever somebody has packed.
   */
  private static final int PACKED_BYTES = 16 << 10;
  /** What a reader gets at once. */
  private static final int MOST_BYTES = 1 << 20;

  private enum Way { PACK, UNPACK }

  @JSBody(script = "return typeof CompressionStream === 'function' && typeof DecompressionStream === 'function';")
  private static native boolean isThere();

  @JSBody(params = "stream", script = "return stream.pipeThrough(new CompressionStream('deflate-raw'));")
  private static native JSObject packing(JSObject stream);

  @JSBody(params = "stream", script = "return stream.pipeThrough(new DecompressionStream('deflate-raw'));")
  private static native JSObject unpacking(JSObject stream);

  @Override
  public ByteStream pack(ByteStream plain) throws StreamingException {
    checkThere(plain);
    return new CutStream(new Piped(plain, Way.PACK), MOST_BYTES);
  }

  @Override
  public ByteStream unpack(ByteStream packed) throws StreamingException {
    checkThere(packed);
    return new CutStream(new Piped(new CutStream(packed, PACKED_BYTES), Way.UNPACK), MOST_BYTES);
  }

  @Override
  public Checksum checksum() {
    return new BrowserCrc32();
  }

  private static void checkThere(ByteStream given) throws StreamingException {
    if (!isThere()) {
      given.close();
      throw new StreamingException(ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("deflate"), "not in this browser");
    }
  }

  /** What comes out at the other end of the browser's stream. */
  private static final class Piped implements ByteStream {
    private final Way way;
    private final PulledStream pulled;
    private final JsStreams.Reader reader;
    private boolean ended;
    private boolean closed;

    Piped(ByteStream source, Way way) {
      this.way = way;
      this.pulled = new PulledStream(source, null);
      this.reader = JsStreams.reader(way == Way.PACK ? packing(pulled.stream()) : unpacking(pulled.stream()));
    }

    @Override
    public DataChunk read() throws StreamingException {
      if (closed) {
        throw StorageErrors.failed("deflate", null, "closed");
      }
      while (!ended) {
        JsStreams.ReadResult result = next();
        if (result.isDone()) {
          ended = true;
          pulled.close();
        } else if (result.getValue().getLength() > 0) {
          return new JsChunk(result.getValue());
        }
      }
      return null;
    }

    private JsStreams.ReadResult next() throws StreamingException {
      JsException broken;
      try {
        return Js.await(reader.read());
      } catch (JsException e) {
        broken = e;
      }
      pulled.close();
      throw failure(broken);
    }

    private StreamingException failure(JsException e) {
      if (pulled.failure() != null) {
        return pulled.failure();
      }
      return way == Way.UNPACK
          ? ArchiveFault.damaged(null, "something in it cannot be unpacked")
          : new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("pack"), e.getMessage(), e);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        if (!ended) {
          JsStreams.cancelQuietly(reader);
        }
        pulled.close();
      }
    }
  }
}
