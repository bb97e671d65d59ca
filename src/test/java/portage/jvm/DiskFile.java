package portage.jvm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** An output file on the disk; one that is there already is gone on with. */
public final class DiskFile implements OutputFile {
  private final Path path;
  private final RandomAccessFile file;
  private final byte[] buffer = new byte[64 << 10];
  private long sizeBytes;
  private boolean finished;
  private boolean closed;

  public DiskFile(Path path) throws IOException {
    this.path = path;
    file = new RandomAccessFile(path.toFile(), "rw");
    sizeBytes = file.length();
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void append(DataChunk chunk) throws StreamingException {
    try {
      file.seek(sizeBytes);
      chunk.copyThrough(buffer, this::write);
    } catch (IOException e) {
      throw failed(e);
    }
    sizeBytes += chunk.sizeBytes();
  }

  private void write(byte[] bytes, int offset, int length) throws StreamingException {
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void overwrite(long at, byte[] bytes) throws StreamingException {
    if (at < 0 || at > sizeBytes - bytes.length) {
      throw new IllegalArgumentException(bytes.length + " bytes at " + at + " of " + sizeBytes);
    }
    try {
      file.seek(at);
      file.write(bytes);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void truncate(long to) throws StreamingException {
    if (to < 0 || to > sizeBytes) {
      throw new IllegalArgumentException("cut to " + to + " of " + sizeBytes);
    }
    try {
      file.setLength(to);
    } catch (IOException e) {
      throw failed(e);
    }
    sizeBytes = to;
  }

  @Override
  public StoredItem writtenOrNull() {
    return new DiskItem(path);
  }

  @Override
  public void finish() throws StreamingException {
    if (finished) {
      throw new IllegalStateException("finished twice");
    }
    try {
      file.getFD().sync();
    } catch (IOException e) {
      throw failed(e);
    }
    finished = true;
  }

  /** As when a page dies: what was written stays, nothing is mended. */
  public void die() {
    finished = true;
    close();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      file.close();
      if (!finished) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private StreamingException failed(IOException e) {
    return new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("write").about(path.toString()), e.getMessage(), e);
  }
}
