package portage.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portage.jvm.BouncySignatures;

class LowSTest {
  private static final BigInteger ONE = BigInteger.ONE;

  @ParameterizedTest
  @EnumSource(Curve.class)
  void ordersAreThoseOfTheCurves(Curve curve) {
    assertEquals(BouncySignatures.domain(curve).getN(), new BigInteger(1, curve.order()));
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void boundsOfRAndSAreExact(Curve curve) {
    BigInteger n = BouncySignatures.domain(curve).getN();
    BigInteger half = n.shiftRight(1);
    assertTrue(isLow(curve, ONE, ONE));
    assertTrue(isLow(curve, ONE, half));
    assertFalse(isLow(curve, ONE, half.add(ONE)));
    assertFalse(isLow(curve, ONE, n.subtract(ONE)));
    assertFalse(isLow(curve, ONE, n));
    assertFalse(isLow(curve, ONE, BigInteger.ZERO));
    assertFalse(isLow(curve, BigInteger.ZERO, ONE));
    assertTrue(isLow(curve, n.subtract(ONE), ONE));
    assertFalse(isLow(curve, n, ONE));
    assertFalse(isLow(curve, n.add(ONE), ONE));
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void highHalfIsLoweredToTheOtherAndLowStays(Curve curve) {
    byte[] low = SigningKey.numbered(curve, 1).sign(new byte[] {1});
    assertArrayEquals(low, LowS.lowered(curve, low));
    assertArrayEquals(low, LowS.lowered(curve, SigningKey.highS(curve, low)));
  }

  @Test
  void otherLengthsAreRefused() {
    byte[] signature = SigningKey.numbered(Curve.P256, 1).sign(new byte[] {1});
    assertFalse(LowS.isLow(Curve.P256, Arrays.copyOf(signature, 63)));
    assertFalse(LowS.isLow(Curve.P256, Arrays.copyOf(signature, 65)));
    assertFalse(LowS.isLow(Curve.P256, new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> LowS.lowered(Curve.P256, new byte[64]));
  }

  private static boolean isLow(Curve curve, BigInteger r, BigInteger s) {
    return LowS.isLow(curve, SigningKey.bytes(r, s));
  }
}
