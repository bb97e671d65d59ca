package portage.contract;

import java.util.List;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** What every {@link StorageBackend} does. */
public final class StorageContract extends Contract {
  /** Opens the same place again, as a new start of the program would. */
  public interface Place {
    StorageBackend open() throws StreamingException;
  }

  private static final int LARGE_BYTES = 3_300_000;

  private final Place place;

  public StorageContract(Place place) {
    this.place = place;
    add("finishedItemIsReadBackByAnother", this::finishedItemIsReadBackByAnother);
    add("unfinishedItemDoesNotExist", this::unfinishedItemDoesNotExist);
    add("emptyItemExists", this::emptyItemExists);
    add("chunksOfAllSizesAreJoined", this::chunksOfAllSizesAreJoined);
    add("anyRangeIsRead", this::anyRangeIsRead);
    add("readBeyondTheEndFails", this::readBeyondTheEndFails);
    add("streamGivesWholeItemInChunks", this::streamGivesWholeItemInChunks);
    add("olderItemStaysUntilFinish", this::olderItemStaysUntilFinish);
    add("writtenIsReadWhileWriting", this::writtenIsReadWhileWriting);
    add("writtenIsReadAfterFinish", this::writtenIsReadAfterFinish);
    add("namesAreSortedAndFiltered", this::namesAreSortedAndFiltered);
    add("deletedItemIsGone", this::deletedItemIsGone);
    add("severalReadersOfOneItem", this::severalReadersOfOneItem);
    add("severalWritersAtOnce", this::severalWritersAtOnce);
    add("createAgainAfterClose", this::createAgainAfterClose);
    add("manySmallItemsOfAGroup", this::manySmallItemsOfAGroup);
    add("itemGrowsAndShrinks", this::itemGrowsAndShrinks);
    add("deletedItemsOfAGroupStayGone", this::deletedItemsOfAGroupStayGone);
    add("groupIsDeletedAndNothingElse", this::groupIsDeletedAndNothingElse);
    add("itemsOfOtherSettingsAreRead", this::itemsOfOtherSettingsAreRead);
    add("misuseIsTold", this::misuseIsTold);
  }

  private static void write(StorageBackend storage, String name, int size) throws Exception {
    StoredWriter writer = storage.create(name);
    try {
      for (int at = 0; at < size; at += 70_000) {
        writer.write(Pattern.chunk(at, Math.min(70_000, size - at)));
      }
      writer.finish();
    } finally {
      writer.close();
    }
  }

  private static void verify(StoredItem item, int size) throws Exception {
    check(item != null, "no item");
    same((long) size, item.sizeBytes());
    byte[] bytes = new byte[size];
    item.read(0, bytes, 0, size);
    Pattern.verify(bytes, 0, size, 0);
  }

  private void finishedItemIsReadBackByAnother() throws Exception {
    StorageBackend first = place.open();
    write(first, "item", LARGE_BYTES);
    StoredItem item = place.open().open("item");
    same("item", item.name());
    verify(item, LARGE_BYTES);
    item.close();
    item.close();
    first.delete("item");
  }

  private void unfinishedItemDoesNotExist() throws Exception {
    StorageBackend storage = place.open();
    StoredWriter writer = storage.create("half");
    writer.write(Pattern.chunk(0, 2_000_000));
    check(storage.open("half") == null, "seen while written");
    same(List.of(), storage.names("half"));
    writer.close();
    writer.close();
    check(storage.open("half") == null, "seen after close");
    check(place.open().open("half") == null, "seen by another");
  }

  private void emptyItemExists() throws Exception {
    StorageBackend storage = place.open();
    write(storage, "empty", 0);
    StoredItem item = storage.open("empty");
    verify(item, 0);
    check(item.stream(100).read() == null, "bytes in an empty item");
    item.close();
    storage.delete("empty");
  }

  private void chunksOfAllSizesAreJoined() throws Exception {
    StorageBackend storage = place.open();
    int[] sizes = {1, 2, 1000, 262_143, 1, 262_144, 262_145, 5, 1_048_576, 7, 1_500_000, 1};
    StoredWriter writer = storage.create("sizes");
    int at = 0;
    for (int size : sizes) {
      writer.write(Pattern.chunk(at, size));
      at += size;
      same((long) at, writer.sizeBytes());
    }
    writer.finish();
    writer.close();
    StoredItem item = storage.open("sizes");
    verify(item, at);
    item.close();
    storage.delete("sizes");
  }

  private void anyRangeIsRead() throws Exception {
    StorageBackend storage = place.open();
    write(storage, "ranges", LARGE_BYTES);
    StoredItem item = storage.open("ranges");
    int seed = 7;
    byte[] room = new byte[1_200_000];
    for (int i = 0; i < 60; i++) {
      seed = seed * 1_103_515_245 + 12_345;
      int at = (seed >>> 8) % LARGE_BYTES;
      int length = Math.min(LARGE_BYTES - at, i % 3 == 0 ? (seed >>> 4) % 1_000_000 : (seed >>> 4) % 300);
      int offset = i * 7;
      item.read(at, room, offset, length);
      Pattern.verify(room, offset, length, at);
    }
    item.close();
    storage.delete("ranges");
  }

  private void readBeyondTheEndFails() throws Exception {
    StorageBackend storage = place.open();
    write(storage, "short", 1000);
    StoredItem item = storage.open("short");
    byte[] room = new byte[2000];
    fails(ErrorCode.STORAGE_FAILED, () -> item.read(500, room, 0, 501));
    fails(ErrorCode.STORAGE_FAILED, () -> item.read(5000, room, 0, 1));
    item.read(1000, room, 0, 0);
    item.close();
    storage.delete("short");
  }

  private void streamGivesWholeItemInChunks() throws Exception {
    StorageBackend storage = place.open();
    write(storage, "stream", LARGE_BYTES);
    StoredItem item = storage.open("stream");
    ByteStream stream = item.stream(100_000);
    DataChunk first = stream.read();
    check(first.sizeBytes() <= 200_000, "chunk of " + first.sizeBytes());
    Pattern.verify(first.slice(10, 50).toByteArray(), 0, 50, 10);
    byte[] room = new byte[60];
    first.copyTo(20, room, 5, 40);
    Pattern.verify(room, 5, 40, 20);
    stream.close();
    same((long) LARGE_BYTES, Pattern.drain(item.stream(64 << 10)));
    same((long) LARGE_BYTES, Pattern.drain(item.stream(2_000_000)));
    part(item, 0, 1, 10);
    part(item, 99_999, 300_001, 70_000);
    part(item, 1_000, LARGE_BYTES, 1_000_000);
    part(item, LARGE_BYTES, LARGE_BYTES, 10);
    item.close();
    storage.delete("stream");
  }

  private static void part(StoredItem item, int from, int to, int chunkBytes) throws StreamingException {
    ByteStream stream = item.stream(from, to, chunkBytes);
    int at = from;
    for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
      check(chunk.sizeBytes() <= chunkBytes, "chunk of " + chunk.sizeBytes());
      Pattern.verify(chunk.toByteArray(), 0, chunk.sizeBytes(), at);
      at += chunk.sizeBytes();
    }
    same(to, at);
    stream.close();
  }

  private void olderItemStaysUntilFinish() throws Exception {
    StorageBackend storage = place.open();
    write(storage, "twice", 1000);
    StoredWriter writer = storage.create("twice");
    writer.write(Pattern.chunk(0, 2_500_000));
    StoredItem old = storage.open("twice");
    verify(old, 1000);
    old.close();
    writer.finish();
    writer.close();
    StoredItem replaced = storage.open("twice");
    verify(replaced, 2_500_000);
    // Replaced while it is open: the new one is whole, whatever becomes of readers of the old one.
    write(storage, "twice", 77);
    replaced.close();
    StoredItem last = storage.open("twice");
    verify(last, 77);
    last.close();
    storage.delete("twice");
  }

  private void writtenIsReadWhileWriting() throws Exception {
    StorageBackend storage = place.open();
    StoredWriter writer = storage.create("growing");
    StoredItem written = writer.written();
    byte[] room = new byte[400_000];
    for (int at = 0; at < 2_400_000; at += 300_001) {
      writer.write(Pattern.chunk(at, 300_001));
      same((long) at + 300_001, written.sizeBytes());
      int from = Math.max(0, at - 50_000);
      int length = at + 300_001 - from;
      written.read(from, room, 0, length);
      Pattern.verify(room, 0, length, from);
    }
    same(written.sizeBytes(), Pattern.drain(written.stream(256 << 10)));
    writer.close();
  }

  private void writtenIsReadAfterFinish() throws Exception {
    StorageBackend storage = place.open();
    StoredWriter writer = storage.create("after");
    StoredItem written = writer.written();
    writer.write(Pattern.chunk(0, 1_300_000));
    verify(written, 1_300_000);
    writer.finish();
    verify(written, 1_300_000);
    written.close();
    writer.close();
    storage.delete("after");
  }

  private void namesAreSortedAndFiltered() throws Exception {
    StorageBackend storage = place.open();
    for (String name : new String[] {"n-b", "n-a", "o-a", "n-c.car", "n"}) {
      write(storage, name, 3);
    }
    StoredWriter unfinished = storage.create("n-d");
    same(List.of("n-a", "n-b", "n-c.car"), storage.names("n-"));
    same(List.of("n-a", "n-b", "n-c.car"), place.open().names("n-"));
    same(List.of("n", "n-a", "n-b", "n-c.car", "o-a"), storage.names(""));
    unfinished.close();
    for (String name : storage.names("")) {
      storage.delete(name);
    }
    same(List.of(), storage.names(""));
  }

  private void deletedItemIsGone() throws Exception {
    StorageBackend storage = place.open();
    write(storage, "gone", 100);
    StoredItem open = storage.open("gone");
    verify(open, 100);
    storage.delete("gone");
    check(storage.open("gone") == null, "still there");
    storage.delete("gone");
    open.close();
    write(storage, "gone", 50);
    StoredItem again = storage.open("gone");
    verify(again, 50);
    again.close();
    storage.delete("gone");
  }

  private void severalReadersOfOneItem() throws Exception {
    StorageBackend storage = place.open();
    write(storage, "shared", 1_500_000);
    StoredItem one = storage.open("shared");
    StoredItem two = storage.open("shared");
    together(() -> verify(one, 1_500_000), () -> verify(two, 1_500_000), () -> Pattern.drain(one.stream(9_999)));
    one.close();
    verify(two, 1_500_000);
    two.close();
    storage.delete("shared");
  }

  private void severalWritersAtOnce() throws Exception {
    StorageBackend storage = place.open();
    together(
        () -> write(storage, "w-1", 1_100_000),
        () -> write(storage, "w-2", 10),
        () -> write(storage, "w-3", 2_200_000),
        () -> write(storage, "w-4", 500_000));
    same(List.of("w-1", "w-2", "w-3", "w-4"), storage.names("w-"));
    StoredItem item = storage.open("w-3");
    verify(item, 2_200_000);
    item.close();
    for (String name : storage.names("w-")) {
      storage.delete(name);
    }
  }

  private void createAgainAfterClose() throws Exception {
    StorageBackend storage = place.open();
    for (int i = 1; i <= 5; i++) {
      StoredWriter abandoned = storage.create("again");
      abandoned.write(Pattern.chunk(1, 1_200_000 * i % 2_000_000 + 1));
      abandoned.close();
      write(storage, "again", 1_000_000 + i);
      StoredItem item = storage.open("again");
      verify(item, 1_000_000 + i);
      item.close();
    }
    storage.delete("again");
  }

  private static int smallSize(int number) {
    return number * 7919 % 90_000;
  }

  private void manySmallItemsOfAGroup() throws Exception {
    StorageBackend storage = place.open();
    Contract.Body[] writers = new Contract.Body[4];
    for (int writer = 0; writer < writers.length; writer++) {
      int first = writer;
      writers[writer] = () -> {
        for (int i = first; i < 120; i += 4) {
          write(storage, "many-of-" + i, smallSize(i));
        }
      };
    }
    together(writers);
    StorageBackend other = place.open();
    same(120, other.names("many-of-").size());
    for (int i = 0; i < 120; i++) {
      StoredItem item = (i % 2 == 0 ? other : storage).open("many-of-" + i);
      verify(item, smallSize(i));
      item.close();
    }
    // What one instance wrote after the other had looked is seen all the same.
    write(storage, "many-of-later", 1_234);
    StoredItem later = other.open("many-of-later");
    verify(later, 1_234);
    same(1_234L, Pattern.drain(later.stream(500)));
    later.close();
    storage.deleteGroup("many-of-");
    same(List.of(), other.names("many-of-"));
  }

  private void itemGrowsAndShrinks() throws Exception {
    StorageBackend storage = place.open();
    for (int size : new int[] {500, 3_000_000, 700, 0, 1_048_576, 1_048_577, 1_048_575}) {
      write(storage, "size-changes", size);
      StoredItem item = storage.open("size-changes");
      verify(item, size);
      item.close();
      StoredItem seen = place.open().open("size-changes");
      verify(seen, size);
      seen.close();
      same(List.of("size-changes"), storage.names("size-"));
    }
    storage.delete("size-changes");
    check(storage.open("size-changes") == null, "still there");
    same(List.of(), place.open().names("size-"));
  }

  private void deletedItemsOfAGroupStayGone() throws Exception {
    StorageBackend storage = place.open();
    for (int i = 0; i < 6; i++) {
      write(storage, "del-" + i, 40_000 + i);
    }
    storage.delete("del-1");
    storage.delete("del-4");
    write(storage, "del-4", 9);
    StorageBackend other = place.open();
    same(List.of("del-0", "del-2", "del-3", "del-4", "del-5"), other.names("del-"));
    check(other.open("del-1") == null, "still there");
    StoredItem again = other.open("del-4");
    verify(again, 9);
    again.close();
    for (String name : storage.names("del-")) {
      other.delete(name);
    }
    same(List.of(), storage.names("del-"));
    same(List.of(), storage.names(""));
  }

  private void groupIsDeletedAndNothingElse() throws Exception {
    StorageBackend storage = place.open();
    for (String name : new String[] {"g-1", "g-2", "h-1", "gg-1", "g"}) {
      write(storage, name, 100);
    }
    write(storage, "g-large", 2_000_000);
    storage.deleteGroup("g-");
    same(List.of("g", "gg-1", "h-1"), place.open().names(""));
    storage.deleteGroup("none-");
    write(storage, "g-2", 5);
    StoredItem item = storage.open("g-2");
    verify(item, 5);
    item.close();
    for (String name : storage.names("")) {
      storage.delete(name);
    }
    same(List.of(), storage.names(""));
  }

  private void itemsOfOtherSettingsAreRead() throws Exception {
    StorageBackend storage = place.open();
    storage.configure(64 << 10, 100_000);
    write(storage, "set-1", 150_000);
    write(storage, "set-2", 90_000);
    storage.configure(3 << 20, 4 << 20);
    write(storage, "set-3", 3_500_000);
    write(storage, "set-4", 7_000_000);
    StorageBackend other = place.open();
    int[] sizes = {150_000, 90_000, 3_500_000, 7_000_000};
    for (int i = 0; i < sizes.length; i++) {
      StoredItem item = other.open("set-" + (i + 1));
      verify(item, sizes[i]);
      item.close();
    }
    storage.deleteGroup("set-");
    same(List.of(), other.names(""));
  }

  private void misuseIsTold() throws Exception {
    StorageBackend storage = place.open();
    for (String name : new String[] {"", "a/b", "A", "..", "x.part", "x.bundle", "ä"}) {
      misuse(() -> storage.create(name));
      misuse(() -> storage.open(name));
    }
    StoredWriter writer = storage.create("misuse");
    writer.write(Pattern.chunk(0, 1));
    writer.finish();
    misuse(writer::finish);
    misuse(() -> writer.write(Pattern.chunk(1, 1)));
    writer.close();
    misuse(writer::written);
    storage.delete("misuse");
  }
}
