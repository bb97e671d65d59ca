package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.jvm.FakeClock;
import portage.metrics.MetricsCollector;
import portage.metrics.StreamingMetrics;
import portage.transfer.TransferProfile;

class MeterTest {
  private final FakeClock clock = new FakeClock(0);
  private final MetricsCollector metrics = new MetricsCollector(clock, 10_000_000, () -> {});

  private static Map<String, String> facts(List<Block> blocks) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (Block block : blocks) {
      if (block instanceof Block.Facts rows) {
        rows.rows().forEach(row -> facts.put(row.label(), row.value()));
      }
    }
    return facts;
  }

  private Map<String, String> details() {
    StreamingMetrics counted = metrics.snapshot();
    Block fold = Meter.details(counted, TransferProfile.DESKTOP, "private file system", Meter.path(counted));
    return facts(((Block.Disclosure) fold).blocks());
  }

  @Test void nothingIsDrawnBeforeTheFirstByte() {
    clock.pass(5_000);
    assertEquals(List.of(), Meter.speed(metrics.snapshot()));
  }

  @Test void speedIsDrawnAndSaid() {
    metrics.received(4_000_000);
    clock.pass(1_000);
    metrics.sent(2_500_000);
    metrics.retried(ErrorCode.STALLED);
    metrics.waited(1_500);
    clock.pass(1_000);
    List<Block> blocks = Meter.speed(metrics.snapshot());
    Block.Chart chart = (Block.Chart) blocks.get(0);
    assertEquals(List.of(4_000_000L, 0L), chart.series().get(0).values());
    assertEquals(List.of(0L, 2_500_000L), chart.series().get(1).values());
    assertTrue(chart.alternative().contains("last 2 seconds"), chart.alternative());
    assertTrue(chart.alternative().contains("4.0 MB a second"), chart.alternative());
    Map<String, String> said = facts(blocks);
    assertEquals("2.0 MB a second, 4.0 MB in all", said.get("Received"));
    assertEquals("1.2 MB a second, 2.5 MB in all", said.get("Sent and confirmed"));
    assertEquals("1 time, 1.5 s waited", said.get("Tried again"));
  }

  @Test void whereNothingIsSentNothingIsSaidOfIt() {
    assertEquals(List.of(), Meter.received(metrics.snapshot()));
    metrics.received(4_000_000);
    clock.pass(1_000);
    List<Block> blocks = Meter.received(metrics.snapshot());
    assertEquals(1, ((Block.Chart) blocks.get(0)).series().size());
    assertEquals(List.of("Received", "Tried again"), List.copyOf(facts(blocks).keySet()));
  }

  @Test void chartHasRoomForEverythingThatIsKept() {
    for (int second = 0; second < 100; second++) {
      metrics.received(1);
      clock.pass(1_000);
    }
    Block.Chart chart = (Block.Chart) Meter.speed(metrics.snapshot()).get(0);
    for (Block.Chart.Series series : chart.series()) {
      assertEquals(chart.slots(), series.values().size());
    }
  }

  @Test void detailsSayWhatWasCounted() {
    metrics.holds(2_500_000);
    metrics.releases(500_000);
    metrics.verified(1_234);
    metrics.kept(7_000);
    metrics.wentLive();
    metrics.wentStored();
    metrics.wentStored();
    Map<String, String> said = details();
    assertEquals("2.0 MB now, 2.5 MB at most, 10.0 MB allowed (20% in use)", said.get("Files in memory"));
    assertEquals("1.2 s", said.get("Computing time for checks"));
    assertEquals("7.0 KB written to the private file system", said.get("Local copy"));
    assertEquals("1 passed on while they arrived, 2 sent from the local copy", said.get("Way to the new server"));
    assertEquals("5 at once, 256 KiB pieces, 8 MiB window", said.get("Settings"));
  }

  @Test void failuresAreSaidInWordsWithWhatBecameOfThem() {
    metrics.retried(ErrorCode.STALLED);
    metrics.retried(ErrorCode.STALLED);
    metrics.recovered(ErrorCode.STALLED);
    metrics.failed(ErrorCode.BLOB_CORRUPT);
    Map<String, String> said = details();
    assertEquals("2 tried again, 1 of them made good; 0 not made good", said.get("A server stopped answering while it was busy with a request of this page."));
    assertEquals(
        "0 tried again, 0 of them made good; 1 not made good",
        said.get("A picture or video from a server is damaged."));
  }

  @Test void everyFailureHasWordsWithoutAPlaceLeft() {
    for (ErrorCode code : ErrorCode.values()) {
      metrics.failed(code);
    }
    assertEquals(ErrorCode.values().length, details().keySet().stream().filter(label -> label.endsWith(".")).count());
    assertTrue(details().keySet().stream().noneMatch(label -> label.contains("{")), details().toString());
  }
}
