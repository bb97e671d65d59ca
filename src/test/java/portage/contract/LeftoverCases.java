package portage.contract;

import java.util.List;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** What a worker that was killed in the middle leaves behind; see {@code ContractMain.leave}. */
final class LeftoverCases extends Contract {
  LeftoverCases(StorageBackend storage) {
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
  }
}
