package portage.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

/**
 * Makes the time of the page's worker a test's own, so that nobody waits for minutes or for tomorrow: it runs faster, and
 * can be put forward. Timers, the stopwatch and the clock agree.
 */
final class WorkerTime {
  private static final String CHANNEL = "time of a test";

  private static final String PRELUDE =
      """
      const factor = %d;
      const stopwatch = performance.now.bind(performance);
      const begun = stopwatch();
      const timeout = self.setTimeout.bind(self);
      const RealDate = Date;
      const begunAt = RealDate.now();
      let ahead = 0;
      new BroadcastChannel('%s').onmessage = (message) => { ahead += message.data; };
      const now = () => begunAt + ahead + (stopwatch() - begun) * factor;
      performance.now = () => begun + (stopwatch() - begun) * factor;
      self.setTimeout = (call, millis, ...rest) => timeout(call, (millis || 0) / factor, ...rest);
      self.Date = class extends RealDate {
        constructor(...given) { given.length ? super(...given) : super(now()); }
        static now() { return now(); }
      };
      """;

  private final Page page;

  private WorkerTime(Page page) {
    this.page = page;
  }

  /** Before the page is opened; {@code factor}: how much faster it runs. */
  static WorkerTime of(Page page, int factor) {
    page.route(
        url -> url.endsWith("/worker-wasm.js") || url.endsWith("/worker-js.js"),
        route -> fulfill(route, PRELUDE.formatted(factor, CHANNEL)));
    return new WorkerTime(page);
  }

  private static void fulfill(Route route, String prelude) {
    var response = route.fetch();
    route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(prelude + response.text()));
  }

  void putForward(long millis) {
    page.evaluate(
        "([name, millis]) => { new BroadcastChannel(name).postMessage(millis); }", new Object[] {CHANNEL, millis});
  }
}
