package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.metrics.ErrorStats;
import portage.metrics.MemoryStats;
import portage.metrics.NetworkStats;
import portage.metrics.StreamingMetrics;
import portage.transfer.TransferProfile;

/** What was counted, as blocks: the speed as a picture and in numbers, and everything else behind a fold. */
final class Meter {
  private static final int SLOTS = 60;

  private Meter() {}

  /** The speed of the last minute in both directions; nothing before the first byte. */
  static List<Block> speed(StreamingMetrics metrics) {
    NetworkStats network = metrics.network();
    return speed(
        network, Text.CHART_ALTERNATIVE, new Direction(Text.FACT_RECEIVED, network.received()),
        new Direction(Text.FACT_SENT, network.sent()));
  }

  /** The same where nothing is ever sent. */
  static List<Block> received(StreamingMetrics metrics) {
    NetworkStats network = metrics.network();
    return speed(network, Text.CHART_RECEIVED_ALTERNATIVE, new Direction(Text.FACT_RECEIVED, network.received()));
  }

  private record Direction(Text label, NetworkStats.Flow flow) {}

  private static List<Block> speed(NetworkStats network, Text alternative, Direction... directions) {
    List<Block.Chart.Series> series = new ArrayList<>();
    List<Block.Facts.Row> rows = new ArrayList<>();
    long highest = 0;
    long total = 0;
    for (Direction each : directions) {
      List<Long> values = each.flow().bytesPerBucket();
      for (long value : values) {
        highest = Math.max(highest, value);
      }
      total += each.flow().totalBytes();
      series.add(new Block.Chart.Series(each.label().toString(), values));
      rows.add(row(each.label(), flow(each.flow())));
    }
    if (total == 0) {
      return List.of();
    }
    rows.add(
        row(Text.FACT_RETRIES, Text.RETRIES.counting(network.retries(), Numbers.time(network.waitedMillis()))));
    String seconds = Numbers.count(series.get(0).values().size());
    return List.of(
        new Block.Chart("speed", alternative.with(seconds, Numbers.bytes(highest)), SLOTS, series),
        new Block.Facts(rows));
  }

  private static String flow(NetworkStats.Flow flow) {
    return Text.FLOW.with(Numbers.bytes(flow.perSecond()), Numbers.bytes(flow.totalBytes()));
  }

  /**
   * Everything else that was counted.
   *
   * @param profileOrNull the settings of this move
   * @param storage where the local copy is, in words
   * @param more rows that the screen does not show elsewhere
   */
  static Block details(
      StreamingMetrics metrics, TransferProfile profileOrNull, String storage, Block.Facts.Row... more) {
    List<Block.Facts.Row> rows = new ArrayList<>();
    if (profileOrNull != null) {
      rows.add(row(Text.FACT_PROFILE, ProfileForm.words(profileOrNull)));
    }
    rows.addAll(counted(metrics, storage));
    rows.addAll(List.of(more));
    return fold(Text.METER_FOLD.toString(), Text.METER_SINCE.with(elapsed(metrics)), rows, metrics);
  }

  /** The same of a backup; {@code lead} says of what time, and takes how long that is. */
  static Block ofBackup(StreamingMetrics metrics, BackupText lead, String storage) {
    List<Block.Facts.Row> rows = new ArrayList<>(counted(metrics, storage));
    rows.add(new Block.Facts.Row(BackupText.FACT_PACKING.toString(), Numbers.time(metrics.packingMillis())));
    return fold(BackupText.METER_FOLD.toString(), lead.with(elapsed(metrics)), rows, metrics);
  }

  private static String elapsed(StreamingMetrics metrics) {
    return Numbers.time(metrics.elapsedMillis() / 1000 * 1000);
  }

  private static List<Block.Facts.Row> counted(StreamingMetrics metrics, String storage) {
    MemoryStats memory = metrics.memory();
    NetworkStats network = metrics.network();
    List<Block.Facts.Row> rows = new ArrayList<>();
    rows.add(
        row(
            Text.FACT_PEAK,
            Text.PEAK.with(
                Numbers.bytes(network.received().peakPerSecond()), Numbers.bytes(network.sent().peakPerSecond()))));
    rows.add(
        row(
            Text.FACT_MEMORY,
            Text.MEMORY.with(
                Numbers.bytes(memory.heldBytes()),
                Numbers.bytes(memory.peakBytes()),
                Numbers.bytes(memory.limitBytes()),
                Numbers.count((long) (memory.pressure() * 100)))));
    rows.add(row(Text.FACT_VERIFYING, Numbers.time(metrics.verificationMillis())));
    rows.add(row(Text.FACT_KEPT, Text.KEPT.with(Numbers.bytes(metrics.keptBytes()), storage)));
    return rows;
  }

  private static Block fold(String title, String lead, List<Block.Facts.Row> rows, StreamingMetrics metrics) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(lead));
    blocks.add(new Block.Facts(rows));
    blocks.add(new Block.Heading(Text.FACT_ERRORS.toString()));
    blocks.add(errors(metrics.errors()));
    return new Block.Disclosure(title, blocks);
  }

  /** How the files reached the new server. */
  static Block.Facts.Row path(StreamingMetrics metrics) {
    return row(
        Text.FACT_PATH, Text.PATH.with(Numbers.count(metrics.liveCount()), Numbers.count(metrics.storedCount())));
  }

  private static Block errors(ErrorStats errors) {
    if (errors.counts().isEmpty()) {
      return new Block.Text(Text.ERRORS_NONE.toString());
    }
    List<Block.Facts.Row> rows = new ArrayList<>();
    for (ErrorStats.Count count : errors.counts()) {
      rows.add(
          new Block.Facts.Row(
              happened(count.code()),
              Text.ERROR_COUNTS.with(
                  Numbers.count(count.retried()), Numbers.count(count.recovered()), Numbers.count(count.failed()))));
    }
    return new Block.Facts(rows);
  }

  private static String happened(ErrorCode code) {
    String something = Text.SOMETHING.toString();
    String sentence = ErrorText.of(code).happened(Text.SOME_SERVER.toString(), something, something, Text.TOPIC_OTHER.toString());
    return sentence.substring(0, 1).toUpperCase() + sentence.substring(1);
  }

  static Block.Facts.Row row(Text label, String value) {
    return new Block.Facts.Row(label.toString(), value);
  }
}
