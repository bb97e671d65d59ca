package portage.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Looks for inputs that break a promise, guided by what code they reach (Jazzer). Each target runs in a Java of its own, for
 * {@value #SHORT_SECONDS} seconds, or {@value #LONG_SECONDS} with {@code PORTAGE_LONG=1}; {@code -Dfuzz.seconds=} and
 * {@code -Dfuzz.targets=CarTarget,RepoTarget} say otherwise. What was reached is kept in {@code target/fuzz} and carried on from.
 *
 * <p>An input that is found goes to {@code src/test/resources/fuzz/<Target>/}, where {@link FoundInputsTest} runs it forever.
 */
class FuzzTest {
  private static final int SHORT_SECONDS = 3;
  private static final int LONG_SECONDS = 240;

  @Test void nothingBreaksAPromise() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Integer.getInteger("fuzz.jobs", 2));
    List<Future<FuzzRun>> running = new ArrayList<>();
    for (String target : Targets.CLASSES) {
      if (isWanted(Targets.name(target))) {
        running.add(pool.submit(() -> FuzzRun.of(target, seconds())));
      }
    }
    pool.shutdown();
    StringBuilder table = new StringBuilder("target              seconds  executions   reached  outcome\n");
    List<String> findings = new ArrayList<>();
    List<String> idle = new ArrayList<>();
    for (Future<FuzzRun> future : running) {
      FuzzRun run = future.get();
      table.append(run.line()).append('\n');
      if (run.isFinding()) {
        findings.add(run.report());
      } else if (run.executions() < FuzzRun.LEAST_EXECUTIONS) {
        idle.add(run.line());
      }
    }
    Files.writeString(Path.of("target/fuzz/report.txt"), table);
    System.out.print(table);
    assertEquals(List.of(), findings, "inputs that break a promise; keep each in src/test/resources/fuzz");
    assertEquals(List.of(), idle, "targets that were tried so few times that nothing was looked for");
  }

  private static boolean isWanted(String name) {
    String wanted = System.getProperty("fuzz.targets", "");
    return wanted.isEmpty() || List.of(wanted.split(",")).contains(name);
  }

  private static int seconds() {
    boolean isLong = "1".equals(System.getenv("PORTAGE_LONG"));
    return Integer.getInteger("fuzz.seconds", isLong ? LONG_SECONDS : SHORT_SECONDS);
  }
}
