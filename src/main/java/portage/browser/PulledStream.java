package portage.browser;

import org.teavm.jso.JSObject;
import portage.browser.js.JsStreams;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/**
 * A {@link ByteStream} as a browser's {@code ReadableStream} that reads on only when it is asked. The browser sees any
 * failure as an error of the stream; {@link #failure()} keeps the real one.
 */
final class PulledStream {
  /** Lets the next chunk wait, and hears of the chunks handed out. */
  interface Valve {
    /** Returns when a chunk may be read; may wait. */
    void await();

    void handedOut(int bytes);

    /** Nothing more will be handed out: the stream has ended. */
    default void ended() {}
  }

  private final ByteStream source;
  private final Valve valve;
  private final JsStreams.Stream stream;
  private StreamingException failure;
  private boolean closed;

  /** {@code valve} may be null. */
  PulledStream(ByteStream source, Valve valve) {
    this.source = source;
    this.valve = valve;
    this.stream = JsStreams.create(this::pull, this::close);
  }

  JsStreams.Stream stream() {
    return stream;
  }

  /** What the source failed with, or null. */
  StreamingException failure() {
    return failure;
  }

  boolean isClosed() {
    return closed;
  }

  /** Closes the source. Safe to call twice; waits for nothing. */
  void close() {
    if (!closed) {
      closed = true;
      source.close();
    }
  }

  private JSObject pull(JsStreams.Controller controller) {
    Deferred pulled = new Deferred();
    Js.start(() -> {
      try {
        pullOne(controller);
      } finally {
        pulled.resolve();
      }
    });
    return pulled.promise();
  }

  private void pullOne(JsStreams.Controller controller) {
    if (valve != null) {
      valve.await();
    }
    if (closed) {
      return;
    }
    DataChunk chunk = null;
    try {
      chunk = source.read();
    } catch (StreamingException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("read"), e.toString(), e);
    }
    if (failure != null) {
      JsStreams.error(controller, "source failed");
      close();
    } else if (chunk == null) {
      JsStreams.close(controller);
      close();
      if (valve != null) {
        valve.ended();
      }
    } else {
      if (valve != null) {
        valve.handedOut(chunk.sizeBytes());
      }
      // The browser holds it until somebody reads it.
      JsStreams.enqueue(controller, JsChunk.bytesOf(chunk.kept()));
    }
  }
}
