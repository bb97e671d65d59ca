package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsStreams;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.ChannelTee;
import portage.stream.DataChunk;
import portage.stream.TeeGate;

/**
 * The browser's own {@code ReadableStream.tee()} behind a gate: source → gate stream → tee → two branches that report
 * what they are done with. A chunk counts as done when its reader asks for the next one.
 */
public final class ReadableStreamTee implements ChannelTee {
  @Override
  public Branches split(ByteStream source, TeeGate gate) {
    Flow flow = new Flow(gate);
    PulledStream pulled = new PulledStream(source, flow);
    flow.pulled = pulled;
    JsStreams.Pair pair = JsStreams.tee(pulled.stream());
    return new Branches(
        new Branch(pair.getFirst(), TeeGate.Branch.STORAGE, flow),
        new Branch(pair.getSecond(), TeeGate.Branch.UPLOAD, flow));
  }

  /** What both branches and the gate stream share. */
  private static final class Flow implements PulledStream.Valve {
    private final TeeGate gate;
    private PulledStream pulled;
    /** Where the gate stream waits; null while it does not. */
    private Deferred opening;
    private int openBranches = 2;

    Flow(TeeGate gate) {
      this.gate = gate;
    }

    @Override
    public void await() {
      while (!gate.isOpen() && !pulled.isClosed()) {
        opening = new Deferred();
        opening.await();
      }
    }

    @Override
    public void handedOut(int bytes) {
      gate.handedOut(bytes);
    }

    void consumed(TeeGate.Branch branch, int bytes) {
      gate.consumed(branch, bytes);
      wake();
    }

    void abandoned(TeeGate.Branch branch) {
      gate.abandoned(branch);
      openBranches--;
      if (openBranches == 0) {
        // Not left to the tee, which cancels only what is not already waiting in a pull.
        pulled.close();
      }
      wake();
    }

    private void wake() {
      if (opening != null && (gate.isOpen() || pulled.isClosed())) {
        Deferred waiting = opening;
        opening = null;
        waiting.resolve();
      }
    }
  }

  private static final class Branch implements ByteStream {
    private final JsStreams.Reader reader;
    private final TeeGate.Branch branch;
    private final Flow flow;
    private int heldBytes;
    private boolean ended;
    private boolean closed;

    Branch(JsStreams.Stream stream, TeeGate.Branch branch, Flow flow) {
      this.reader = JsStreams.reader(stream);
      this.branch = branch;
      this.flow = flow;
    }

    @Override
    public DataChunk read() throws StreamingException {
      if (heldBytes > 0) {
        flow.consumed(branch, heldBytes);
        heldBytes = 0;
      }
      if (ended) {
        return null;
      }
      throwIfClosed();
      JsStreams.ReadResult result;
      try {
        result = Js.await(reader.read());
      } catch (JsException e) {
        throwIfClosed();
        throw flow.pulled.failure() != null
            ? flow.pulled.failure()
            : new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("tee"), e.getMessage(), e);
      }
      throwIfClosed();
      if (result.isDone()) {
        ended = true;
        return null;
      }
      Uint8Array bytes = result.getValue();
      heldBytes = bytes.getLength();
      return new JsChunk(bytes);
    }

    /** A cancelled branch ends cleanly for the browser; here that must not look like the end of the bytes. */
    private void throwIfClosed() throws CancelledException {
      if (closed) {
        throw new CancelledException("read");
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        flow.abandoned(branch);
        JsStreams.cancelQuietly(reader);
      }
    }
  }
}
