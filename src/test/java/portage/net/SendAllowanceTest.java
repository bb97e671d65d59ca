package portage.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How long a body may be under way: enough on a slow line, not for ever on a dead one. */
class SendAllowanceTest {
  private final SendAllowance allowance = new SendAllowance();

  @Test void slowLineHasTheTimeItNeeds() {
    assertEquals(64_000, allowance.millis(1 << 20), "1 MiB at 128 kbit/s");
    assertEquals(0, allowance.millis(0));
  }

  @Test void whatWasSentBeforeTellsHowLongTheNextMayTake() {
    allowance.sent(10_000_000, 2_000);
    assertEquals(160_000, allowance.millis(50_000_000), "a sixteenth of 5 MB a second");
    allowance.sent(10_000_000, 1_000_000);
    assertEquals(64_000, allowance.millis(1 << 20), "the floor holds in any case");
  }

  @Test void smallBodiesTellNothing() {
    long before = allowance.millis(1 << 20);
    allowance.sent(100_000, 1);
    assertEquals(before, allowance.millis(1 << 20));
  }

  @Test void lineThatBecameSlowIsNotGivenUpTwice() {
    allowance.sent(10_000_000, 2_000);
    assertTrue(allowance.millis(50_000_000) < 200_000);
    allowance.gaveUp();
    assertEquals(50_000_000L * 1000 / (16 << 10), allowance.millis(50_000_000));
  }

  @Test void sizesBeyondMemoryDoNotOverflow() {
    assertTrue(allowance.millis(Long.MAX_VALUE / 4) > 0);
  }
}
