package portage.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portage.archive.Backup;
import portage.archive.ZipReader;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;

/**
 * What the first screen does about backups: it shows those that lie in this browser, because a page died while it made one or
 * nobody has said that it is saved, and what can be done about them.
 */
final class BackupDesk {
  private final StorageBackend storage;
  private final BackupTools tools;
  private final Exclusive exclusive;
  private final Turn turn;
  private final BackupRun run;
  private final CheckJourney check;

  BackupDesk(
      StorageBackend storage, BackupTools tools, Exclusive exclusive, Turn turn, BackupRun run, CheckJourney check) {
    this.storage = storage;
    this.tools = tools;
    this.exclusive = exclusive;
    this.turn = turn;
    this.run = run;
    this.check = check;
  }

  /** All of them but those that another tab is at work on. What nobody can go on with is removed. */
  List<ShelvedBackup> left() throws StreamingException {
    List<ShelvedBackup> left = new ArrayList<>();
    for (String fileName : tools.shelf().names()) {
      ShelfName name = ShelfName.ofOrNull(fileName);
      if (name == null) {
        tools.shelf().remove(fileName);
        continue;
      }
      try (Exclusive.Hold hold = exclusive.tryHold(name.did())) {
        if (hold != null) {
          add(left, fileName, name);
        }
      }
    }
    try (Exclusive.Hold hold = exclusive.tryHold(BackupRun.TURN)) {
      if (hold != null) {
        Backup.removeLeftovers(storage);
      }
    }
    return left;
  }

  private void add(List<ShelvedBackup> left, String fileName, ShelfName name) throws StreamingException {
    try (StoredItem item = tools.shelf().readOrNull(fileName)) {
      if (item == null || item.sizeBytes() == 0) {
        tools.shelf().remove(fileName);
      } else {
        left.add(new ShelvedBackup(fileName, name, item.sizeBytes(), standOf(item)));
      }
    }
  }

  /** The directory at its end is what is written last. */
  private ShelvedBackup.Stand standOf(StoredItem item) {
    try {
      ZipReader.open(item, tools.deflate());
      return ShelvedBackup.Stand.WHOLE;
    } catch (StreamingException e) {
      return ShelvedBackup.Stand.BEGUN;
    }
  }

  /** Does what was asked if it is done from here; returns whether it was. */
  boolean takes(UserAction action) throws StreamingException {
    String asked = action.action();
    if (asked.equals(CheckScreens.CHECK)) {
      check.begin();
    } else if (asked.startsWith(BackupScreens.SAVE)) {
      save(asked.substring(BackupScreens.SAVE.length()));
    } else if (asked.startsWith(BackupScreens.THROW_AWAY)) {
      throwAway(asked.substring(BackupScreens.THROW_AWAY.length()));
    } else {
      return false;
    }
    return true;
  }

  private void save(String fileName) throws StreamingException {
    ShelfName name = ShelfName.ofOrNull(fileName);
    try (Exclusive.Hold hold = turn.take(name.did())) {
      run.handOver(name, null);
    } catch (CancelledException e) {
      // Another tab is at work on it: back to the start.
    }
  }

  private void throwAway(String fileName) throws StreamingException {
    try (Exclusive.Hold hold = exclusive.tryHold(ShelfName.ofOrNull(fileName).did())) {
      if (hold != null) {
        tools.shelf().remove(fileName);
      }
    }
  }

  /** The action itself; one that goes on with a file, as if the account of that file had been typed. */
  UserAction known(UserAction action) {
    if (!action.action().startsWith(BackupScreens.GO_ON)) {
      return action;
    }
    ShelfName name = ShelfName.ofOrNull(action.action().substring(BackupScreens.GO_ON.length()));
    return new UserAction(BackupScreens.BACK_UP, action.screen(), Map.of("account", name.did()));
  }
}
