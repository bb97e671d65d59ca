package portage.crypto;

/**
 * The one form of an ECDSA signature that atproto allows: 64 bytes, r then s, big endian, with 0 &lt; r &lt; n and
 * 0 &lt; s ≤ n/2. Without the last rule anybody could make a second valid signature, hence a second CID, of an operation.
 */
public final class LowS {
  /** Bytes of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  private static final int HALF = 32;

  private LowS() {}

  /** True when {@code signature} has that form. Says nothing about who signed. */
  public static boolean isLow(Curve curve, byte[] signature) {
    return isInRange(curve, signature) && !isAboveHalf(curve, signature);
  }

  /**
   * The low-S form of a signature: itself, or the same r with n − s. For signers that give either half, as WebCrypto does.
   *
   * @throws IllegalArgumentException when it is not 64 bytes with r and s between 1 and n − 1
   */
  public static byte[] lowered(Curve curve, byte[] signature) {
    if (!isInRange(curve, signature)) {
      throw new IllegalArgumentException("not a signature of this curve");
    }
    byte[] lowered = signature.clone();
    if (isAboveHalf(curve, signature)) {
      int borrow = 0;
      for (int i = HALF - 1; i >= 0; i--) {
        int difference = (curve.order()[i] & 255) - (signature[HALF + i] & 255) - borrow;
        borrow = difference < 0 ? 1 : 0;
        lowered[HALF + i] = (byte) difference;
      }
    }
    return lowered;
  }

  private static boolean isInRange(Curve curve, byte[] signature) {
    return signature.length == SIGNATURE_BYTES
        && isBelowOrder(curve, signature, 0) && !isZero(signature, 0)
        && isBelowOrder(curve, signature, HALF) && !isZero(signature, HALF);
  }

  static boolean isBelowOrder(Curve curve, byte[] signature, int at) {
    for (int i = 0; i < HALF; i++) {
      int difference = (signature[at + i] & 255) - (curve.order()[i] & 255);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  static boolean isZero(byte[] signature, int at) {
    for (int i = 0; i < HALF; i++) {
      if (signature[at + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Compares s with n/2 rounded down; n is odd, so s above it is the same as 2s above n. */
  private static boolean isAboveHalf(Curve curve, byte[] signature) {
    int carry = 0;
    for (int i = 0; i < HALF; i++) {
      int order = curve.order()[i] & 255;
      int half = (order >>> 1) | (carry << 7);
      carry = order & 1;
      int difference = (signature[HALF + i] & 255) - half;
      if (difference != 0) {
        return difference > 0;
      }
    }
    return false;
  }
}
