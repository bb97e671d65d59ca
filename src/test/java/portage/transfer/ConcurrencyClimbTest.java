package portage.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConcurrencyClimbTest {
  private long now = 1_000;
  private final ConcurrencyClimb climb = new ConcurrencyClimb(16, now);

  /** A line on which each transfer gets its share, up to {@code perTransfer} bytes a second. */
  private void round(double lineBytesPerSecond, double perTransfer) {
    int transfers = climb.allowed();
    double rate = Math.min(lineBytesPerSecond, perTransfer * transfers);
    now += (long) (transfers * 100_000 * 1000 / rate);
    for (int i = 0; i < transfers; i++) {
      climb.finished(100_000, now);
    }
  }

  @Test
  void startsAtFourOrFewer() {
    assertEquals(4, climb.allowed());
    assertEquals(2, new ConcurrencyClimb(2, 0).allowed());
    assertThrows(IllegalArgumentException.class, () -> new ConcurrencyClimb(0, 0));
  }

  @Test
  void climbsWhileThroughputGrows() {
    for (int i = 0; i < 20; i++) {
      round(100_000_000, 1_000_000);
    }
    assertEquals(16, climb.allowed());
    assertEquals(16_000_000, climb.bytesPerSecond(), 100_000);
  }

  @Test
  void staysWhereMoreBringsNothing() {
    for (int i = 0; i < 40; i++) {
      round(6_000_000, 1_000_000);
      assertTrue(i < 2 || climb.allowed() <= 9, "at " + climb.allowed() + " after round " + i);
    }
    assertTrue(climb.allowed() >= 6, "at " + climb.allowed());
  }

  @Test
  void doublesAtFirstAndTurnsBackWhereThatBroughtLittle() {
    round(100_000_000, 1_000_000);
    assertEquals(8, climb.allowed());
    round(100_000_000, 1_000_000);
    assertEquals(16, climb.allowed());
    ConcurrencyClimb narrow = new ConcurrencyClimb(5, 0);
    for (int i = 1; i <= 4; i++) {
      narrow.finished(100_000, 100);
    }
    assertEquals(5, narrow.allowed(), "no more than there is room for");
    ConcurrencyClimb wide = new ConcurrencyClimb(10, 0);
    for (int i = 1; i <= 4; i++) {
      wide.finished(100_000, 100);
    }
    for (int i = 1; i <= 8; i++) {
      wide.finished(100_000, 300);
    }
    assertEquals(4, wide.allowed(), "eight brought no more than four");
  }

  @Test
  void stepsBackByOneWhenMoreBringsLess() {
    round(4_000_000, 1_000_000);
    round(4_000_000, 1_000_000);
    assertEquals(4, climb.allowed(), "twice as many brought nothing");
    round(5_000_000, 2_000_000);
    int before = climb.allowed();
    round(1_000_000, 1_000_000);
    assertEquals(before - 1, climb.allowed());
  }

  @Test
  void ratesThatVaryDoNotTakeItBelowItsStart() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      round(1_000_000 + random.nextInt(9_000_000), 10_000_000);
      assertTrue(climb.allowed() >= 4, "at " + climb.allowed());
    }
  }

  @Test
  void halvesOncePerTrouble() {
    climb.troubled(now);
    climb.troubled(now + 10);
    climb.troubled(now + 1_900);
    assertEquals(2, climb.allowed());
    climb.troubled(now + 4_000);
    assertEquals(1, climb.allowed());
    climb.troubled(now + 9_000);
    assertEquals(1, climb.allowed());
  }

  @Test
  void climbsAgainAfterTrouble() {
    climb.troubled(now);
    for (int i = 0; i < 20; i++) {
      round(100_000_000, 1_000_000);
    }
    assertEquals(16, climb.allowed());
  }

  @Test
  void clockThatIsSetBackDoesNoHarm() {
    for (int i = 0; i < 30; i++) {
      climb.finished(1_000, now - 50_000);
    }
    assertEquals(4, climb.allowed());
    climb.troubled(-100_000);
    assertEquals(2, climb.allowed());
  }
}
