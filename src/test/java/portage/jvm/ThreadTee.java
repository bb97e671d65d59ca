package portage.jvm;

import java.util.ArrayDeque;
import java.util.Queue;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.ChannelTee;
import portage.stream.DataChunk;
import portage.stream.TeeGate;

/** A tee of threads: one reads the source whenever the gate is open and puts each chunk into two queues. */
public final class ThreadTee implements ChannelTee {
  @Override
  public Branches split(ByteStream source, TeeGate gate) {
    Flow flow = new Flow(source, gate);
    Thread pump = new Thread(flow::pump, "tee");
    pump.setDaemon(true);
    pump.start();
    return new Branches(flow.storage, flow.upload);
  }

  /** What both branches and the pump share; everything in it under its lock but the source's own reads. */
  private static final class Flow {
    private final ByteStream source;
    private final TeeGate gate;
    private final Branch storage = new Branch(this, TeeGate.Branch.STORAGE);
    private final Branch upload = new Branch(this, TeeGate.Branch.UPLOAD);
    private StreamingException failure;
    private boolean ended;

    Flow(ByteStream source, TeeGate gate) {
      this.source = source;
      this.gate = gate;
    }

    void pump() {
      try {
        while (awaitOpening()) {
          DataChunk chunk = source.read();
          synchronized (this) {
            if (chunk == null) {
              ended = true;
              notifyAll();
              return;
            }
            gate.handedOut(chunk.sizeBytes());
            storage.take(chunk);
            upload.take(chunk);
            notifyAll();
          }
        }
      } catch (StreamingException e) {
        fail(e);
      } catch (RuntimeException e) {
        fail(new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("tee"), e.toString(), e));
      }
    }

    private synchronized boolean awaitOpening() throws StreamingException {
      while (!gate.isOpen() && !isAbandoned()) {
        await();
      }
      return !isAbandoned();
    }

    private synchronized void fail(StreamingException thrown) {
      failure = thrown;
      notifyAll();
    }

    boolean isAbandoned() {
      return storage.closed && upload.closed;
    }

    void await() throws StreamingException {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("tee"), "interrupted", e);
      }
    }
  }

  private static final class Branch implements ByteStream {
    private final Flow flow;
    private final TeeGate.Branch branch;
    private final Queue<DataChunk> queue = new ArrayDeque<>();
    private int heldBytes;
    private boolean closed;

    Branch(Flow flow, TeeGate.Branch branch) {
      this.flow = flow;
      this.branch = branch;
    }

    void take(DataChunk chunk) {
      if (!closed) {
        queue.add(chunk);
      }
    }

    @Override
    public DataChunk read() throws StreamingException {
      synchronized (flow) {
        if (heldBytes > 0) {
          flow.gate.consumed(branch, heldBytes);
          heldBytes = 0;
          flow.notifyAll();
        }
        while (!closed && queue.isEmpty() && !flow.ended && flow.failure == null) {
          flow.await();
        }
        if (closed) {
          throw new CancelledException("read");
        }
        DataChunk chunk = queue.poll();
        if (chunk == null && flow.failure != null) {
          throw flow.failure;
        }
        heldBytes = chunk == null ? 0 : chunk.sizeBytes();
        return chunk;
      }
    }

    @Override
    public void close() {
      boolean last;
      synchronized (flow) {
        if (closed) {
          return;
        }
        closed = true;
        queue.clear();
        flow.gate.abandoned(branch);
        last = flow.isAbandoned();
        flow.notifyAll();
      }
      if (last) {
        flow.source.close();
      }
    }
  }
}
