package portage.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.jvm.FakeClock;

class MetricsCollectorTest {
  private final FakeClock clock = new FakeClock(1_800_000_000_000L);
  private int changes;
  private final MetricsCollector metrics = new MetricsCollector(clock, 1_000, () -> changes++);

  @Test void nothingIsCountedBeforeItHappened() {
    StreamingMetrics none = metrics.snapshot();
    assertEquals(new NetworkStats.Flow(0, 0, 0, List.of()), none.network().received());
    assertEquals(none.network().received(), none.network().sent());
    assertEquals(new MemoryStats(0, 0, 1_000), none.memory());
    assertEquals(List.of(), none.errors().counts());
    assertEquals(0, none.keptBytes() + none.verificationMillis() + none.liveCount() + none.storedCount());
    assertEquals(0, none.network().retries() + none.network().waitedMillis() + none.elapsedMillis());
    assertEquals(0, changes);
  }

  @Test void directionsAreCountedApart() {
    metrics.received(3_000);
    clock.pass(1_000);
    metrics.sent(500);
    metrics.sent(1_500);
    clock.pass(1_000);
    NetworkStats network = metrics.snapshot().network();
    assertEquals(new NetworkStats.Flow(3_000, 1_500, 3_000, List.of(3_000L, 0L)), network.received());
    assertEquals(new NetworkStats.Flow(2_000, 1_000, 2_000, List.of(0L, 2_000L)), network.sent());
    assertEquals(2_000, metrics.snapshot().elapsedMillis());
    assertEquals(3, changes);
  }

  @Test void snapshotStaysAsItWas() {
    metrics.received(1);
    clock.pass(1_000);
    StreamingMetrics before = metrics.snapshot();
    metrics.received(5);
    metrics.failed(ErrorCode.STALLED);
    clock.pass(1_000);
    assertEquals(1, before.receivedBytes());
    assertEquals(List.of(1L), before.network().received().bytesPerBucket());
    assertEquals(List.of(), before.errors().counts());
  }

  @Test void memoryIsWhatIsHeldAndItsMost() {
    metrics.holds(600);
    metrics.holds(150);
    metrics.releases(600);
    metrics.holds(-50);
    MemoryStats memory = metrics.snapshot().memory();
    assertEquals(new MemoryStats(100, 750, 1_000), memory);
    assertEquals(0.1, memory.pressure(), 1e-9);
    metrics.releases(100);
    assertEquals(0, metrics.snapshot().memory().pressure());
  }

  @Test void pressureIsNeverMoreThanAll() {
    metrics.holds(5_000);
    assertEquals(1, metrics.snapshot().memory().pressure());
  }

  @Test void failuresAreCountedByTheirClassAndByWhatBecameOfThem() {
    metrics.retried(ErrorCode.RATE_LIMITED);
    metrics.retried(ErrorCode.RATE_LIMITED);
    metrics.recovered(ErrorCode.RATE_LIMITED);
    metrics.retried(ErrorCode.STALLED);
    metrics.failed(ErrorCode.BLOB_CORRUPT);
    metrics.waited(250);
    metrics.waited(100);
    StreamingMetrics counted = metrics.snapshot();
    assertEquals(
        List.of(
            new ErrorStats.Count(ErrorCode.STALLED, 1, 0, 0),
            new ErrorStats.Count(ErrorCode.RATE_LIMITED, 2, 1, 0),
            new ErrorStats.Count(ErrorCode.BLOB_CORRUPT, 0, 0, 1)),
        counted.errors().counts());
    assertEquals(3, counted.network().retries());
    assertEquals(350, counted.network().waitedMillis());
  }

  @Test void fractionsOfMillisecondsAddUp() {
    for (int i = 0; i < 40; i++) {
      metrics.verified(0.3);
    }
    assertEquals(12, metrics.snapshot().verificationMillis());
  }

  @Test void packingIsCountedApartFromChecks() {
    double begun = metrics.now();
    clock.pass(40);
    metrics.verifiedSince(begun);
    metrics.packed(2.5);
    metrics.packed(2.5);
    assertEquals(40, metrics.snapshot().verificationMillis());
    assertEquals(5, metrics.snapshot().packingMillis());
  }

  @Test void pathsAndKeptBytesAreCounted() {
    metrics.wentLive();
    metrics.wentStored();
    metrics.wentStored();
    metrics.kept(3_000_000_000L);
    assertEquals(1, metrics.snapshot().liveCount());
    assertEquals(2, metrics.snapshot().storedCount());
    assertEquals(3_000_000_000L, metrics.snapshot().keptBytes());
  }

  @Test void countsOfSeveralThreadsAreAllThere() throws InterruptedException {
    MetricsCollector shared = new MetricsCollector(clock, 1, () -> {});
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(new Thread(() -> {
        for (int j = 0; j < 20_000; j++) {
          shared.received(1);
          shared.holds(1);
          shared.releases(1);
          shared.retried(ErrorCode.STALLED);
        }
      }));
    }
    for (Thread thread : threads) thread.start();
    for (Thread thread : threads) thread.join();
    assertEquals(80_000, shared.snapshot().receivedBytes());
    assertEquals(0, shared.snapshot().memory().heldBytes());
    assertEquals(80_000, shared.snapshot().network().retries());
  }

  @Test void limitThatAllowsNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MetricsCollector(clock, 0, () -> {}));
  }
}
