package portage.page;

import java.util.List;
import portage.net.Clock;
import portage.net.RetryPolicy;

/**
 * Why nothing moves although nothing has failed, if that is so.
 *
 * @param offline there is no network
 * @param leftAloneUntil when a server may be asked again, in words; empty: nobody asked for patience
 */
record Standstill(boolean offline, String leftAloneUntil) {
  static final Standstill NONE = new Standstill(false, "");

  static Standstill of(RetryPolicy retry, Clock clock) {
    long untilMillis = retry.leftAloneUntilMillis();
    return new Standstill(retry.isOffline(), untilMillis == 0 ? "" : DayTime.of(untilMillis, clock));
  }

  List<Block> blocks() {
    if (offline) {
      return List.of(new Block.Text(Text.OFFLINE.toString(), Block.Tone.WARNING));
    }
    return leftAloneUntil.isEmpty()
        ? List.of()
        : List.of(new Block.Text(Text.LEFT_ALONE.with(leftAloneUntil), Block.Tone.WARNING));
  }
}
