package portage.page;

import portage.archive.Backup;
import portage.archive.BackupResult;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.migration.Migration;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.OutputFile;
import portage.stream.StoredItem;
import portage.stream.Task;

/** Makes a backup and sees it to its place: straight to the person's disk, or into this browser and from there to the disk. */
final class BackupRun {
  /** What tabs take turns at: what a backup keeps here meanwhile is not told apart by tab. */
  static final String TURN = "backup";

  private static final String MEDIA_TYPE = "application/zip";
  private static final long REFRESH_MILLIS = 1000;
  private static final int DAY_CHARS = 10;

  private final Migration.Surroundings around;
  private final BackupTools tools;
  private final Dialogue dialogue;
  private final Turn turn;
  private final BackupScreens screens;

  BackupRun(
      Migration.Surroundings around, BackupTools tools, Dialogue dialogue, Turn turn, BackupScreens screens) {
    this.around = around;
    this.tools = tools;
    this.dialogue = dialogue;
    this.turn = turn;
    this.screens = screens;
  }

  /** What the person is offered to call the file. */
  String fileNameFor(String account) {
    String day = Numbers.utc(around.clock().millis()).substring(0, DAY_CHARS);
    return "portage-backup-" + account.replace(':', '-') + "-" + day + ".zip";
  }

  /** From the first byte until the person has seen the result. However else it ends, nothing of it is left. */
  void make(BackupWish wish) throws StreamingException {
    BackupResult result = made(wish);
    if (wish.placeOrNull() == null) {
      handOver(wish.shelfName(), result);
    } else {
      dialogue.ask(screens.saved(result, wish.placeOrNull().name()));
    }
  }

  private BackupResult made(BackupWish wish) throws StreamingException {
    try (Exclusive.Hold hold = turn.take(TURN)) {
      Backup.removeLeftovers(around.storage());
      return written(wish);
    }
  }

  /** What came to nothing is gone when that is told. */
  private BackupResult written(BackupWish wish) throws StreamingException {
    SavePlace placeOrNull = wish.placeOrNull();
    StreamingException failure;
    try {
      OutputFile file = placeOrNull == null ? tools.shelf().write(wish.shelfName().fileName()) : placeOrNull.open();
      return work(wish, new Destination(file, placeOrNull));
    } catch (StreamingException e) {
      failure = e;
    }
    if (placeOrNull == null) {
      tidyUp(wish.shelfName());
    }
    throw failure;
  }

  /** The file goes first: a browser without room may refuse to remove anything else before. */
  private void tidyUp(ShelfName name) {
    try {
      tools.shelf().remove(name.fileName());
      Backup.removeLeftovers(around.storage());
    } catch (StreamingException e) {
      // The first screen tries again.
    }
  }

  /** The file that is written, and where; {@code placeOrNull} as in {@link BackupWish}. */
  record Destination(OutputFile file, SavePlace placeOrNull) {}

  private BackupResult work(BackupWish wish, Destination destination) throws StreamingException {
    CancelSignal signal = new CancelSignal();
    WorkPainter painter = new WorkPainter(dialogue, around.clock());
    MetricsCollector metrics = new MetricsCollector(around.clock(), wish.profile().memoryLimitBytes(), painter);
    Backup backup =
        new Backup(
            tools.surroundings(around, wish.profile()), wish.account(), wish.sessionOrNull(), wish.copiesOrNull(), metrics,
            signal, painter);
    CancelSignal formerWork = dialogue.working(signal);
    RetryPolicy.Listener formerListener = around.retry().tell(metrics);
    RetryPolicy.Patience formerPatience = around.retry().have(RetryPolicy.Patience.AT_WORK);
    painter.show(() -> screens.working(backup, destination, Standstill.ofReading(around.retry(), around.clock())));
    Freshener freshener = new Freshener(painter);
    try {
      return backup.run(destination.file());
    } finally {
      freshener.isOver = true;
      around.retry().have(formerPatience);
      around.retry().tell(formerListener);
      dialogue.working(formerWork);
    }
  }

  /** Shows anew each second: a speed that falls changes by waiting. */
  private final class Freshener {
    private volatile boolean isOver;

    Freshener(WorkPainter painter) {
      Task.start(() -> {
        while (!isOver) {
          painter.run();
          around.clock().sleep(REFRESH_MILLIS);
        }
        return null;
      });
    }
  }

  /**
   * Offers a file that lies here whole to be saved, until the person says that it is, or throws it away.
   *
   * @param resultOrNull null when an earlier page has made it
   */
  void handOver(ShelfName name, BackupResult resultOrNull) throws StreamingException {
    StoredItem item = tools.shelf().readOrNull(name.fileName());
    if (item == null) {
      return;
    }
    String address = tools.addresses().of(item, MEDIA_TYPE);
    try {
      dialogue.ask(screens.ready(resultOrNull, address, fileNameFor(name.account()), item.sizeBytes()));
    } finally {
      tools.addresses().release(address);
      item.close();
    }
    tools.shelf().remove(name.fileName());
  }
}
