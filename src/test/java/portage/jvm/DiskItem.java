package portage.jvm;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** A file on the disk, as one that a person opens. */
public final class DiskItem implements StoredItem {
  private final Path path;
  private final FileChannel channel;

  public DiskItem(Path path) {
    this.path = path;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String name() {
    return path.getFileName().toString();
  }

  @Override
  public long sizeBytes() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void read(long at, byte[] target, int offset, int length) throws StreamingException {
    ByteBuffer room = ByteBuffer.wrap(target, offset, length);
    try {
      while (room.hasRemaining()) {
        if (at < 0 || channel.read(room, at + room.position() - offset) < 0) {
          throw new EOFException("past the end");
        }
      }
    } catch (IOException e) {
      throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("read").about(name()).offset(at), e.getMessage(), e);
    }
  }

  @Override
  public ByteStream stream(int chunkBytes) {
    return new ByteStream() {
      private long at;

      @Override
      public DataChunk read() throws StreamingException {
        int length = (int) Math.min(chunkBytes, sizeBytes() - at);
        if (length <= 0) {
          return null;
        }
        byte[] bytes = new byte[length];
        DiskItem.this.read(at, bytes, 0, length);
        at += length;
        return new ByteChunk(bytes);
      }

      @Override
      public void close() {
        at = Long.MAX_VALUE;
      }
    };
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
