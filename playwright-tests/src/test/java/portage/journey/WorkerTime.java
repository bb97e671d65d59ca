package portage.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;

/**
 * Makes the time of the page's worker a test's own, so that nobody waits for minutes or for tomorrow: it runs faster, and
 * can be put forward. Timers, the stopwatch and the clock agree.
 */
final class WorkerTime {
  private static final String OWN_TIME =
      """
      (factor) => {
        const stopwatch = performance.now.bind(performance);
        const begun = stopwatch();
        const timeout = self.setTimeout.bind(self);
        const RealDate = Date;
        const begunAt = RealDate.now();
        self.aheadMillis = 0;
        const now = () => begunAt + self.aheadMillis + (stopwatch() - begun) * factor;
        performance.now = () => begun + (stopwatch() - begun) * factor;
        self.setTimeout = (call, millis, ...rest) => timeout(call, (millis || 0) / factor, ...rest);
        self.Date = class extends RealDate {
          constructor(...given) { given.length ? super(...given) : super(now()); }
          static now() { return now(); }
        };
      }
      """;

  private final Page page;

  private WorkerTime(Page page) {
    this.page = page;
  }

  /** Before the page is opened; {@code factor}: how much faster it runs. */
  static WorkerTime of(Page page, int factor) {
    page.onWorker(worker -> worker.evaluate(OWN_TIME, factor));
    return new WorkerTime(page);
  }

  void putForward(long millis) {
    for (Worker worker : page.workers()) {
      worker.evaluate("(millis) => { self.aheadMillis += millis; }", (double) millis);
    }
  }
}
