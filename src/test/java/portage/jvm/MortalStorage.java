package portage.jvm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** Storage of a page that may die before or after each write; what it had finished stays. */
public final class MortalStorage implements StorageBackend {
  private final StorageBackend inner;
  private final PageLife life;
  private final List<StoredWriter> writers = new CopyOnWriteArrayList<>();

  public MortalStorage(StorageBackend inner, PageLife life) {
    this.inner = inner;
    this.life = life;
  }

  @Override
  public String kind() {
    return inner.kind();
  }

  @Override
  public void configure(int chunkBytes, int smallBytes) {
    inner.configure(chunkBytes, smallBytes);
  }

  @Override
  public StoredWriter create(String name) throws StreamingException {
    StoredWriter writer = life.lasting(() -> {
      StoredWriter made = inner.create(name);
      writers.add(made);
      return made;
    });
    return new MortalWriter(writer, life);
  }

  /** A browser takes away what a dead page had open. */
  public void release() {
    writers.forEach(StoredWriter::close);
  }

  @Override
  public StoredItem open(String name) throws StreamingException {
    life.pass();
    return inner.open(name);
  }

  @Override
  public void delete(String name) throws StreamingException {
    life.lasting(() -> {
      inner.delete(name);
      return null;
    });
  }

  @Override
  public void deleteGroup(String group) throws StreamingException {
    life.lasting(() -> {
      inner.deleteGroup(group);
      return null;
    });
  }

  @Override
  public List<String> names(String prefix) throws StreamingException {
    return inner.names(prefix);
  }

  private record MortalWriter(StoredWriter inner, PageLife life) implements StoredWriter {
    @Override
    public void write(DataChunk chunk) throws StreamingException {
      life.pass();
      inner.write(chunk);
    }

    @Override
    public long sizeBytes() {
      return inner.sizeBytes();
    }

    @Override
    public StoredItem written() throws StreamingException {
      return inner.written();
    }

    @Override
    public void finish() throws StreamingException {
      life.lasting(() -> {
        inner.finish();
        return null;
      });
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
