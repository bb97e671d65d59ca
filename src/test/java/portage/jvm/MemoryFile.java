package portage.jvm;

import java.util.Arrays;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** An output file that is just an array, on a disk that has an end. */
public final class MemoryFile implements OutputFile {
  private byte[] bytes = new byte[1024];
  private int size;
  private long roomBytes = Long.MAX_VALUE;
  private boolean finished;

  public MemoryFile() {}

  /** What an earlier page left behind. */
  public MemoryFile(byte[] left) {
    bytes = left.clone();
    size = left.length;
  }

  /** From now on the file grows no larger than that; {@code STORAGE_FULL} instead. */
  public void roomBytes(long most) {
    roomBytes = most;
  }

  @Override
  public long sizeBytes() {
    return size;
  }

  @Override
  public void append(DataChunk chunk) throws StreamingException {
    int length = chunk.sizeBytes();
    if (size + (long) length > roomBytes) {
      throw new StreamingException(ErrorCode.STORAGE_FULL, ErrorContext.of("write"), "as wanted");
    }
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
    chunk.copyTo(0, bytes, size, length);
    size += length;
  }

  @Override
  public void overwrite(long at, byte[] more) {
    if (at < 0 || at > size - more.length) {
      throw new IllegalArgumentException(more.length + " bytes at " + at + " of " + size);
    }
    System.arraycopy(more, 0, bytes, (int) at, more.length);
  }

  @Override
  public void truncate(long sizeBytes) {
    if (sizeBytes < 0 || sizeBytes > size) {
      throw new IllegalArgumentException("cut to " + sizeBytes + " of " + size);
    }
    size = (int) sizeBytes;
  }

  @Override
  public StoredItem writtenOrNull() {
    return new MemoryItem("written", toByteArray());
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public boolean isFinished() {
    return finished;
  }

  @Override
  public void finish() {
    if (finished) {
      throw new IllegalStateException("finished twice");
    }
    finished = true;
  }

  @Override
  public void close() {
    if (!finished) {
      size = 0;
    }
  }
}
