package portage.archive;

import portage.error.StreamingException;
import portage.metrics.ComputingTime;
import portage.stream.ByteStream;
import portage.stream.Checksum;
import portage.stream.DataChunk;
import portage.stream.Deflate;

/**
 * Counts how long packing takes: while somebody waits for packed bytes, and packing does not itself wait for the plain ones. Other
 * work that is done on the same thread meanwhile is counted along, as it cannot be told apart.
 */
final class TimedDeflate implements Deflate {
  private final Deflate deflate;
  private final ComputingTime times;

  TimedDeflate(Deflate deflate, ComputingTime times) {
    this.deflate = deflate;
    this.times = times;
  }

  @Override
  public ByteStream pack(ByteStream plain) throws StreamingException {
    Watch watch = new Watch();
    return new Watched(deflate.pack(new Watched(plain, watch::feeds, watch::fed)), watch::wanted, watch::got);
  }

  @Override
  public ByteStream unpack(ByteStream packed) throws StreamingException {
    return deflate.unpack(packed);
  }

  @Override
  public Checksum checksum() {
    return deflate.checksum();
  }

  /** The watch of one stream. A browser may read the plain bytes ahead, when nobody waits. */
  private final class Watch {
    private boolean isWanted;
    private boolean isFed = true;
    private double since;

    synchronized void wanted() {
      count();
      isWanted = true;
    }

    synchronized void got() {
      count();
      isWanted = false;
    }

    synchronized void feeds() {
      count();
      isFed = false;
    }

    synchronized void fed() {
      count();
      isFed = true;
    }

    private void count() {
      double now = times.now();
      if (isWanted && isFed) {
        times.packed(now - since);
      }
      since = now;
    }
  }

  /** A stream whose reads are told of. */
  private record Watched(ByteStream stream, Runnable before, Runnable after) implements ByteStream {
    @Override
    public DataChunk read() throws StreamingException {
      before.run();
      try {
        return stream.read();
      } finally {
        after.run();
      }
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
