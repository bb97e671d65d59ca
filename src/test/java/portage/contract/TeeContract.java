package portage.contract;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.ChannelTee;
import portage.stream.DataChunk;
import portage.stream.TeeGate;

/** What every {@link ChannelTee} does. */
public final class TeeContract extends Contract {
  private static final int CHUNK = 10_000;
  private static final int WINDOW = 45_000;

  private final ChannelTee tee;

  public TeeContract(ChannelTee tee) {
    this.tee = tee;
    add("bothBranchesCarryTheSame", this::bothBranchesCarryTheSame);
    add("emptySourceEndsBoth", this::emptySourceEndsBoth);
    add("storageDoesNotRunAheadOfUpload", () -> fasterBranchWaits(true));
    add("uploadDoesNotRunAheadOfStorage", () -> fasterBranchWaits(false));
    add("closedUploadLetsStorageGoOn", () -> closedBranchLetsTheOtherGoOn(true));
    add("closedStorageLetsUploadGoOn", () -> closedBranchLetsTheOtherGoOn(false));
    add("closingBothClosesTheSource", this::closingBothClosesTheSource);
    add("closingBothWakesAWaitingSource", this::closingBothWakesAWaitingSource);
    add("failingSourceFailsBoth", this::failingSourceFailsBoth);
    add("brokenSourceFailsBoth", this::brokenSourceFailsBoth);
    add("closedBranchIsNotAtItsEnd", this::closedBranchIsNotAtItsEnd);
    add("closingWhileReadingEndsTheRead", this::closingWhileReadingEndsTheRead);
    add("anyOrderOfEventsComesToAnEnd", this::anyOrderOfEventsComesToAnEnd);
  }

  /** Gives {@code chunks} chunks of a known size, then ends, fails or waits until closed. */
  private static class Source implements ByteStream {
    final int chunks;
    int given;
    volatile boolean closed;

    Source(int chunks) {
      this.chunks = chunks;
    }

    @Override
    public DataChunk read() throws StreamingException {
      if (given == chunks) {
        return atEnd();
      }
      given++;
      return Pattern.chunk((given - 1L) * CHUNK, CHUNK);
    }

    DataChunk atEnd() throws StreamingException {
      return null;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void bothBranchesCarryTheSame() throws Exception {
    Source source = new Source(100);
    ChannelTee.Branches branches = tee.split(source, new TeeGate(WINDOW));
    together(
        () -> same(100L * CHUNK, Pattern.drain(branches.storage())),
        () -> same(100L * CHUNK, Pattern.drain(branches.upload())));
    branches.storage().close();
    branches.upload().close();
    branches.upload().close();
    check(source.closed, "source left open");
  }

  private void emptySourceEndsBoth() throws Exception {
    ChannelTee.Branches branches = tee.split(new Source(0), new TeeGate(WINDOW));
    together(() -> same(0L, Pattern.drain(branches.storage())), () -> same(0L, Pattern.drain(branches.upload())));
  }

  private void fasterBranchWaits(boolean storageIsFaster) throws Exception {
    TeeGate gate = new TeeGate(WINDOW);
    Source source = new Source(60);
    ChannelTee.Branches branches = tee.split(source, gate);
    ByteStream fast = storageIsFaster ? branches.storage() : branches.upload();
    ByteStream slow = storageIsFaster ? branches.upload() : branches.storage();
    long[] fastBytes = {0};
    together(
        () -> {
          for (DataChunk chunk = fast.read(); chunk != null; chunk = fast.read()) {
            fastBytes[0] += chunk.sizeBytes();
          }
        },
        () -> {
          Thread.sleep(100);
          long slowBytes = 0;
          for (DataChunk chunk = slow.read(); chunk != null; chunk = slow.read()) {
            check(fastBytes[0] - slowBytes <= WINDOW + CHUNK, "ahead by " + (fastBytes[0] - slowBytes));
            check((long) source.given * CHUNK - slowBytes <= WINDOW + CHUNK, "in flight " + gate.inFlightBytes());
            slowBytes += chunk.sizeBytes();
            if (slowBytes < 20 * CHUNK) {
              Thread.sleep(3);
            }
          }
          same(60L * CHUNK, slowBytes);
        });
    same(60L * CHUNK, fastBytes[0]);
  }

  private void closedBranchLetsTheOtherGoOn(boolean storageGoesOn) throws Exception {
    for (int closeAfter = 0; closeAfter < 12; closeAfter += 3) {
      Source source = new Source(50);
      ChannelTee.Branches branches = tee.split(source, new TeeGate(WINDOW));
      ByteStream staying = storageGoesOn ? branches.storage() : branches.upload();
      ByteStream leaving = storageGoesOn ? branches.upload() : branches.storage();
      int chunks = closeAfter;
      together(
          () -> same(50L * CHUNK, Pattern.drain(staying)),
          () -> {
            for (int i = 0; i < chunks; i++) {
              leaving.read();
            }
            Thread.sleep(20);
            leaving.close();
          });
      staying.close();
      check(source.closed, "source left open");
    }
  }

  private void closingBothClosesTheSource() throws Exception {
    Source source = new Source(1000);
    ChannelTee.Branches branches = tee.split(source, new TeeGate(WINDOW));
    branches.storage().read();
    branches.upload().read();
    branches.upload().close();
    check(!source.closed, "closed with one branch open");
    branches.storage().close();
    soon(() -> source.closed, "source left open");
    Thread.sleep(30);
    check(source.given < 20, "read on after the end: " + source.given);
  }

  private void closingBothWakesAWaitingSource() throws Exception {
    Source source = new Source(2) {
      @Override
      DataChunk atEnd() throws StreamingException {
        while (!closed) {
          pause();
        }
        throw new StreamingException(ErrorCode.CANCELLED, ErrorContext.of("source"), null);
      }
    };
    ChannelTee.Branches branches = tee.split(source, new TeeGate(WINDOW));
    branches.storage().read();
    branches.storage().read();
    Thread.sleep(20);
    branches.storage().close();
    branches.upload().close();
    soon(() -> source.closed, "source left open");
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void failingSourceFailsBoth() throws Exception {
    for (int good = 0; good < 8; good += 7) {
      Source source = new Source(good) {
        @Override
        DataChunk atEnd() throws StreamingException {
          throw new StreamingException(ErrorCode.STALLED, ErrorContext.of("source"), "as wanted");
        }
      };
      ChannelTee.Branches branches = tee.split(source, new TeeGate(WINDOW));
      together(
          () -> fails(ErrorCode.STALLED, () -> Pattern.drain(branches.storage())),
          () -> fails(ErrorCode.STALLED, () -> Pattern.drain(branches.upload())));
      branches.storage().close();
      branches.upload().close();
      check(source.closed, "source left open");
    }
  }

  private void brokenSourceFailsBoth() throws Exception {
    Source source = new Source(1) {
      @Override
      DataChunk atEnd() {
        throw new IllegalStateException("as wanted");
      }
    };
    ChannelTee.Branches branches = tee.split(source, new TeeGate(WINDOW));
    together(
        () -> fails(ErrorCode.INTERNAL, () -> Pattern.drain(branches.storage())),
        () -> fails(ErrorCode.INTERNAL, () -> Pattern.drain(branches.upload())));
  }

  private void closedBranchIsNotAtItsEnd() throws Exception {
    ChannelTee.Branches branches = tee.split(new Source(10), new TeeGate(WINDOW));
    branches.storage().read();
    branches.storage().close();
    fails(ErrorCode.CANCELLED, () -> branches.storage().read());
    branches.upload().close();
  }

  private void closingWhileReadingEndsTheRead() throws Exception {
    ChannelTee.Branches branches = tee.split(new Source(1000), new TeeGate(WINDOW));
    together(
        // Nobody reads the other branch: this one comes to a stop at the gate.
        () -> fails(ErrorCode.CANCELLED, () -> Pattern.drain(branches.storage())),
        () -> {
          Thread.sleep(50);
          branches.storage().close();
        });
    branches.upload().close();
  }

  private void anyOrderOfEventsComesToAnEnd() throws Exception {
    int seed = 3;
    for (int round = 0; round < 60; round++) {
      seed = seed * 1_103_515_245 + 12_345;
      int bits = seed >>> 5;
      int closeStorageAt = (bits & 1) == 0 ? -1 : (bits >> 1) & 15;
      int closeUploadAt = (bits & 32) == 0 ? -1 : (bits >> 6) & 15;
      Source source = new Source(12);
      ChannelTee.Branches branches = tee.split(source, new TeeGate(WINDOW));
      int pauses = bits >> 10;
      together(
          () -> walk(branches.storage(), closeStorageAt, pauses),
          () -> walk(branches.upload(), closeUploadAt, pauses >> 4));
      soon(() -> source.closed, "source left open in round " + round);
    }
  }

  private static void walk(ByteStream branch, int closeAt, int pauses) throws Exception {
    long size = 0;
    int count = 0;
    for (DataChunk chunk = branch.read(); chunk != null; chunk = branch.read()) {
      Pattern.verify(chunk.toByteArray(), 0, chunk.sizeBytes(), size);
      size += chunk.sizeBytes();
      if (count++ == closeAt) {
        branch.close();
        return;
      }
      if ((pauses >> count & 1) == 1) {
        Thread.sleep(1);
      }
    }
    same(12L * CHUNK, size);
    branch.close();
  }
}
