package portage.metrics;

import java.util.List;
import portage.error.ErrorCode;

/** What went wrong, by class; a class that never occurred is not in the list. */
public record ErrorStats(List<Count> counts) {
  /**
   * One class of failures.
   *
   * @param retried tries that failed so and were made again
   * @param recovered of those, the ones after which it went well
   * @param failed failures that nothing here could make good
   */
  public record Count(ErrorCode code, long retried, long recovered, long failed) {}

  public ErrorStats {
    counts = List.copyOf(counts);
  }
}
