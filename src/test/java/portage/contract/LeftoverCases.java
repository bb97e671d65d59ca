package portage.contract;

import java.util.List;
import portage.page.Shelf;
import portage.stream.OutputFile;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** What a worker that was killed in the middle leaves behind; see {@code ContractMain.leave}. */
final class LeftoverCases extends Contract {
  LeftoverCases(StorageBackend storage, Shelf shelf) {
    add("halfItemOfADeadWorkerDoesNotExist", () -> {
      same(List.of("small-1", "small-2", "small-3", "whole"), storage.names(""));
      check(storage.open("half") == null, "half an item");
    });
    add("olderItemSurvivedItsHalfReplacement", () -> {
      StoredItem item = storage.open("whole");
      same(1_500_000L, Pattern.drain(item.stream(100_000)));
      item.close();
    });
    add("smallItemsOfADeadWorkerAreThere", () -> {
      for (int i = 1; i <= 3; i++) {
        StoredItem item = storage.open("small-" + i);
        same(10_000L * i, Pattern.drain(item.stream(3_000)));
        item.close();
      }
      check(storage.open("small-4") == null, "one that was not finished");
      storage.deleteGroup("small-");
    });
    add("nameOfADeadWriterCanBeWrittenAgain", () -> {
      for (String name : new String[] {"half", "whole"}) {
        StoredWriter writer = storage.create(name);
        writer.write(Pattern.chunk(0, 1_200_000));
        writer.finish();
        writer.close();
        StoredItem item = storage.open(name);
        same(1_200_000L, Pattern.drain(item.stream(100_000)));
        item.close();
        storage.delete(name);
      }
      same(List.of(), storage.names(""));
    });
    add("fileOnTheShelfIsGoneOnWith", () -> {
      same(List.of("begun.zip"), shelf.names());
      OutputFile file = shelf.write("begun.zip");
      int left = (int) file.sizeBytes();
      check(left >= 2_000_000 && left <= 2_500_000, left + " bytes left");
      byte[] before = new byte[left];
      file.writtenOrNull().read(0, before, 0, left);
      Pattern.verify(before, 0, 20, 7);
      Pattern.verify(before, 20, left - 20, 20);
      file.append(Pattern.chunk(left, 1_000_000));
      file.finish();
      file.close();
      StoredItem item = shelf.readOrNull("begun.zip");
      byte[] all = new byte[left + 1_000_000];
      item.read(0, all, 0, all.length);
      same((long) all.length, item.sizeBytes());
      Pattern.verify(all, 20, all.length - 20, 20);
      item.close();
      shelf.remove("begun.zip");
      same(List.of(), shelf.names());
      check(shelf.readOrNull("begun.zip") == null, "still there");
    });
  }
}
