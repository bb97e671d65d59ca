package portage.contract;

import java.util.Arrays;
import portage.stream.ByteChunk;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** What every {@link OutputFile} does. */
public final class OutputFileContract extends Contract {
  /** Makes files. */
  public interface Place {
    /** An empty file; the one before is closed. */
    OutputFile open() throws Exception;

    /** The bytes of the last one, after it was closed; null when it is gone. */
    byte[] bytesOrNull() throws Exception;
  }

  private static final int CHUNK_BYTES = 70_001;

  private final Place place;

  public OutputFileContract(Place place) {
    this.place = place;
    add("appendedBytesAreThere", this::appendedBytesAreThere);
    add("writtenOverBytesReplaceThoseThatWereThere", this::writtenOverBytesReplaceThoseThatWereThere);
    add("whatIsCutOffIsGoneAndTheFileGoesOnFromThere", this::whatIsCutOffIsGoneAndTheFileGoesOnFromThere);
    add("whatWasWrittenCanBeReadMeanwhile", this::whatWasWrittenCanBeReadMeanwhile);
    add("whatWasNotFinishedIsGone", this::whatWasNotFinishedIsGone);
    add("emptyFileIsAFile", this::emptyFileIsAFile);
    add("anythingInAnyOrderIsAsInMemory", this::anythingInAnyOrderIsAsInMemory);
    add("misuseIsTold", this::misuseIsTold);
  }

  private static void fill(OutputFile file, int chunks) throws Exception {
    for (int i = 0; i < chunks; i++) {
      file.append(Pattern.chunk(file.sizeBytes(), CHUNK_BYTES));
    }
  }

  private void appendedBytesAreThere() throws Exception {
    try (OutputFile file = place.open()) {
      same(0L, file.sizeBytes());
      fill(file, 10);
      file.append(Pattern.chunk(10L * CHUNK_BYTES, 1));
      same(10L * CHUNK_BYTES + 1, file.sizeBytes());
      file.finish();
    }
    byte[] bytes = place.bytesOrNull();
    same(10 * CHUNK_BYTES + 1, bytes.length);
    Pattern.verify(bytes, 0, bytes.length, 0);
  }

  private void writtenOverBytesReplaceThoseThatWereThere() throws Exception {
    try (OutputFile file = place.open()) {
      file.append(new ByteChunk(new byte[100]));
      fill(file, 1);
      file.overwrite(0, Pattern.bytes(0, 60));
      file.overwrite(60, Pattern.bytes(60, 40));
      same(100L + CHUNK_BYTES, file.sizeBytes());
      fill(file, 1);
      // The very last bytes, and some that were written long ago.
      file.append(new ByteChunk(new byte[5]));
      file.overwrite(file.sizeBytes() - 5, Pattern.bytes(file.sizeBytes() - 5, 5));
      file.overwrite(30, Pattern.bytes(30, 3));
      file.finish();
    }
    byte[] bytes = place.bytesOrNull();
    same(105 + 2 * CHUNK_BYTES, bytes.length);
    Pattern.verify(bytes, 0, bytes.length, 0);
  }

  private void whatIsCutOffIsGoneAndTheFileGoesOnFromThere() throws Exception {
    try (OutputFile file = place.open()) {
      fill(file, 3);
      file.append(new ByteChunk(new byte[CHUNK_BYTES]));
      file.truncate(CHUNK_BYTES + 17);
      same(CHUNK_BYTES + 17L, file.sizeBytes());
      fill(file, 1);
      file.truncate(file.sizeBytes());
      file.finish();
    }
    byte[] bytes = place.bytesOrNull();
    same(2 * CHUNK_BYTES + 17, bytes.length);
    Pattern.verify(bytes, 0, bytes.length, 0);
  }

  private void whatWasWrittenCanBeReadMeanwhile() throws Exception {
    try (OutputFile file = place.open()) {
      fill(file, 2);
      StoredItem written = file.writtenOrNull();
      if (written == null) {
        return; // a picked place
      }
      same(2L * CHUNK_BYTES, written.sizeBytes());
      byte[] middle = new byte[1000];
      written.read(CHUNK_BYTES - 500, middle, 0, 1000);
      Pattern.verify(middle, 0, 1000, CHUNK_BYTES - 500);
      same(2L * CHUNK_BYTES, Pattern.drain(written.stream(4096)));
      written.close();
      fill(file, 1);
      file.finish();
    }
    same(3 * CHUNK_BYTES, place.bytesOrNull().length);
  }

  private void whatWasNotFinishedIsGone() throws Exception {
    try (OutputFile file = place.open()) {
      fill(file, 2);
    }
    same(null, place.bytesOrNull());
  }

  private void emptyFileIsAFile() throws Exception {
    try (OutputFile file = place.open()) {
      file.finish();
      file.close();
    }
    same(0, place.bytesOrNull().length);
  }

  /** The same steps in every run. */
  private void anythingInAnyOrderIsAsInMemory() throws Exception {
    byte[] wanted = new byte[0];
    try (OutputFile file = place.open()) {
      int state = 20_261_126;
      for (int i = 0; i < 100; i++) {
        state = state * 1_103_515_245 + 12_345;
        int random = state >>> 8;
        if (random % 10 < 6 || wanted.length == 0) {
          byte[] bytes = Pattern.bytes(random & 0xffff, 1 + random % (i % 4 == 0 ? 1_500_000 : 3_000));
          file.append(new ByteChunk(bytes.clone()));
          wanted = Arrays.copyOf(wanted, wanted.length + bytes.length);
          System.arraycopy(bytes, 0, wanted, wanted.length - bytes.length, bytes.length);
        } else if (random % 10 < 9) {
          int at = random % wanted.length;
          byte[] bytes = Pattern.bytes(random & 0xfff, Math.min(2_000, wanted.length - at));
          file.overwrite(at, bytes);
          System.arraycopy(bytes, 0, wanted, at, bytes.length);
        } else {
          int size = wanted.length - random % Math.min(wanted.length, 1_200_000);
          file.truncate(size);
          wanted = Arrays.copyOf(wanted, size);
        }
      }
      same((long) wanted.length, file.sizeBytes());
      file.finish();
    }
    check(Arrays.equals(wanted, place.bytesOrNull()), "other bytes");
  }

  private void misuseIsTold() throws Exception {
    try (OutputFile file = place.open()) {
      fill(file, 1);
      misuse(() -> file.overwrite(CHUNK_BYTES - 1, new byte[2]));
      misuse(() -> file.overwrite(-1, new byte[1]));
      misuse(() -> file.truncate(CHUNK_BYTES + 1));
      misuse(() -> file.truncate(-1));
      file.finish();
      misuse(file::finish);
    }
  }
}
