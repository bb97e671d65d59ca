package portage.jvm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** Keeps items in memory, for tests. May be used by several threads. */
public final class MemoryStorage implements StorageBackend {
  private final TreeMap<String, byte[]> items = new TreeMap<>();
  private final Set<String> writing = new HashSet<>();
  private final long capacityBytes;

  public MemoryStorage() {
    this(Long.MAX_VALUE);
  }

  /** Takes finished items of {@code capacityBytes} in all. */
  public MemoryStorage(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  @Override
  public String kind() {
    return "memory";
  }

  @Override
  public void configure(int chunkBytes, int smallBytes) {
    // Memory has neither pieces nor files.
  }

  @Override
  public synchronized StoredWriter create(String name) throws StreamingException {
    if (!writing.add(checked(name))) {
      throw failed("create", name, "is being written already");
    }
    return new Writer(name);
  }

  @Override
  public synchronized StoredItem open(String name) {
    byte[] bytes = items.get(checked(name));
    return bytes == null ? null : new Item(name, bytes);
  }

  @Override
  public synchronized void delete(String name) {
    items.remove(checked(name));
  }

  @Override
  public synchronized void deleteGroup(String group) {
    items.keySet().removeIf(name -> name.startsWith(group));
  }

  @Override
  public synchronized List<String> names(String prefix) {
    List<String> names = new ArrayList<>();
    for (String name : items.keySet()) {
      if (name.startsWith(prefix)) {
        names.add(name);
      }
    }
    return names;
  }

  private synchronized void publish(String name, byte[] bytes) throws StreamingException {
    long others = 0;
    for (String other : items.keySet()) {
      others += other.equals(name) ? 0 : items.get(other).length;
    }
    if (others + bytes.length > capacityBytes) {
      throw new RecoverableStreamingException(
          ErrorCode.STORAGE_FULL, ErrorContext.of("finish").about(name), null,
          new RecoveryStrategy.UseFallbackStorage());
    }
    items.put(name, bytes);
  }

  private synchronized void release(String name) {
    writing.remove(name);
  }

  private static String checked(String name) {
    if (!name.matches("[a-z0-9._-]{1,200}") || name.matches("\\.+") || name.endsWith(".part") || name.endsWith(".bundle")) {
      throw new IllegalArgumentException("storage name " + name);
    }
    return name;
  }

  private static StreamingException failed(String operation, String name, String detail) {
    return new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of(operation).about(name), detail);
  }

  /** Reads whatever {@link #bytes()} says at the time. */
  private static class Item implements StoredItem {
    private final String name;
    private final byte[] bytes;

    Item(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    byte[] bytes() throws StreamingException {
      return bytes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public void read(long at, byte[] target, int offset, int length) throws StreamingException {
      if (at < 0 || at > sizeBytes() - length) {
        throw failed("read", name, length + " bytes from " + at + " of " + sizeBytes());
      }
      System.arraycopy(bytes(), (int) at, target, offset, length);
    }

    @Override
    public ByteStream stream(int chunkBytes) {
      Item item = this;
      return new ByteStream() {
        private long at;

        @Override
        public DataChunk read() throws StreamingException {
          int count = (int) Math.min(chunkBytes, item.sizeBytes() - at);
          if (count <= 0) {
            return null;
          }
          byte[] chunk = new byte[count];
          item.read(at, chunk, 0, count);
          at += count;
          return new ByteChunk(chunk);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }

  /** Bytes that are read while they grow, without a copy for each look. */
  private static final class Gathered extends ByteArrayOutputStream {
    /** The first {@link #size} of these. */
    byte[] soFar() {
      return buf;
    }
  }

  private final class Writer implements StoredWriter {
    private final String name;
    private final Gathered bytes = new Gathered();
    private boolean finished;
    private boolean closed;

    Writer(String name) {
      this.name = name;
    }

    @Override
    public void write(DataChunk chunk) {
      throwIfOver();
      bytes.writeBytes(chunk.toByteArray());
    }

    @Override
    public long sizeBytes() {
      return bytes.size();
    }

    @Override
    public StoredItem written() {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      return new Item(name, null) {
        @Override
        byte[] bytes() throws StreamingException {
          if (closed) {
            throw failed("read", name, "writer closed");
          }
          return bytes.soFar();
        }

        @Override
        public long sizeBytes() {
          return bytes.size();
        }
      };
    }

    @Override
    public void finish() throws StreamingException {
      throwIfOver();
      publish(name, bytes.toByteArray());
      finished = true;
    }

    private void throwIfOver() {
      if (finished || closed) {
        throw new IllegalStateException(closed ? "closed" : "finished");
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        release(name);
      }
    }
  }
}
