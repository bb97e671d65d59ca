package portage.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portage.stream.TeeGate.Branch;

class TeeGateTest {
  private final TeeGate gate = new TeeGate(100);

  @Test void newGateIsOpen() {
    assertTrue(gate.isOpen());
    assertEquals(0, gate.inFlightBytes());
  }

  @Test void gateClosesOnceTheWindowIsFull() {
    gate.handedOut(99);
    assertTrue(gate.isOpen());
    gate.handedOut(1);
    assertFalse(gate.isOpen());
    assertEquals(100, gate.inFlightBytes());
  }

  @Test void slowerBranchDecides() {
    gate.handedOut(150);
    gate.consumed(Branch.STORAGE, 150);
    assertFalse(gate.isOpen());
    gate.consumed(Branch.UPLOAD, 50);
    assertFalse(gate.isOpen());
    gate.consumed(Branch.UPLOAD, 1);
    assertTrue(gate.isOpen());
    assertEquals(99, gate.inFlightBytes());
  }

  @Test void bothBranchesCountAlike() {
    gate.handedOut(150);
    gate.consumed(Branch.UPLOAD, 150);
    assertFalse(gate.isOpen());
    gate.consumed(Branch.STORAGE, 150);
    assertEquals(0, gate.inFlightBytes());
  }

  @Test void branchThatGaveUpHoldsNobodyBack() {
    for (Branch gone : Branch.values()) {
      TeeGate gate = new TeeGate(100);
      Branch staying = gone == Branch.STORAGE ? Branch.UPLOAD : Branch.STORAGE;
      gate.handedOut(150);
      gate.abandoned(gone);
      assertFalse(gate.isOpen(), "the other branch still counts");
      gate.consumed(staying, 100);
      assertTrue(gate.isOpen());
      assertEquals(50, gate.inFlightBytes());
    }
  }

  @Test void whatABranchReportsAfterGivingUpChangesNothing() {
    gate.abandoned(Branch.UPLOAD);
    gate.consumed(Branch.UPLOAD, 10);
    gate.handedOut(100);
    assertFalse(gate.isOpen());
    gate.consumed(Branch.STORAGE, 100);
    assertTrue(gate.isOpen());
  }

  @Test void nothingIsInFlightWhenBothGaveUp() {
    gate.handedOut(1_000);
    gate.abandoned(Branch.STORAGE);
    gate.abandoned(Branch.UPLOAD);
    assertEquals(0, gate.inFlightBytes());
    assertTrue(gate.isOpen());
  }

  @Test void sizesBeyondFourGigabytesAreCounted() {
    gate.handedOut(10L << 32);
    gate.consumed(Branch.STORAGE, 10L << 32);
    gate.consumed(Branch.UPLOAD, (10L << 32) - 99);
    assertEquals(99, gate.inFlightBytes());
    assertTrue(gate.isOpen());
  }

  @Test void whoObeysTheGateNeverHasMoreInFlightThanTheWindowAndOneChunk() {
    Random random = new Random(7);
    long handedOut = 0;
    long[] consumed = {0, 0};
    for (int i = 0; i < 10_000; i++) {
      if (random.nextBoolean() && gate.isOpen()) {
        int chunk = 1 + random.nextInt(60);
        gate.handedOut(chunk);
        handedOut += chunk;
      } else {
        int branch = random.nextInt(2);
        long some = Math.min(random.nextInt(80), handedOut - consumed[branch]);
        gate.consumed(Branch.values()[branch], some);
        consumed[branch] += some;
      }
      long inFlight = handedOut - Math.min(consumed[0], consumed[1]);
      assertEquals(inFlight, gate.inFlightBytes());
      assertTrue(inFlight < 160, "in flight " + inFlight);
    }
  }

  @Test void windowOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TeeGate(0));
    assertThrows(IllegalArgumentException.class, () -> new TeeGate(-1));
  }

  @Test void everyChangeOfWhatIsInFlightIsTold() {
    List<Long> changes = new ArrayList<>();
    TeeGate told = new TeeGate(100, changes::add);
    told.handedOut(60);
    told.consumed(TeeGate.Branch.STORAGE, 60);
    assertEquals(List.of(60L), changes, "the slower branch still holds it");
    told.consumed(TeeGate.Branch.UPLOAD, 20);
    told.handedOut(10);
    told.abandoned(TeeGate.Branch.UPLOAD);
    told.abandoned(TeeGate.Branch.STORAGE);
    told.handedOut(5);
    assertEquals(List.of(60L, -20L, 10L, -40L, -10L), changes);
    assertEquals(0, told.inFlightBytes());
  }
}
