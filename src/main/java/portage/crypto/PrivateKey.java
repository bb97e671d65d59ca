package portage.crypto;

import java.util.Arrays;
import portage.error.StreamingException;

/**
 * A private key of secp256k1 or P-256. It lives in memory only: there is no way to write it as text, and whoever holds it
 * wipes it once it has signed what it was there for.
 */
public final class PrivateKey {
  /** Bytes of the scalar. */
  public static final int BYTES = 32;

  private final Curve curve;
  private final byte[] scalar;
  private boolean wiped;

  private PrivateKey(Curve curve, byte[] scalar) {
    this.curve = curve;
    this.scalar = scalar;
  }

  /**
   * The key of a scalar of 32 bytes, big endian, which is copied.
   *
   * @throws IllegalArgumentException for another length, 0, and what is not below the order of the curve
   */
  public static PrivateKey of(Curve curve, byte[] scalar) {
    if (scalar.length != BYTES || !LowS.isBelowOrder(curve, scalar, 0) || LowS.isZero(scalar, 0)) {
      throw new IllegalArgumentException("no private key of this curve");
    }
    return new PrivateKey(curve, scalar.clone());
  }

  public Curve curve() {
    return curve;
  }

  /** The scalar in an array of its own, for an adapter that signs: it wipes the array afterwards. */
  public byte[] scalar() {
    if (wiped) {
      throw new IllegalStateException("the key was wiped");
    }
    return scalar.clone();
  }

  /** 64 bytes, low-S, over the SHA-256 digest of {@code message}: the one form that atproto allows ({@link LowS}). */
  public byte[] sign(Signing signing, byte[] message) throws StreamingException {
    return LowS.lowered(curve, signing.sign(this, message));
  }

  /** Forgets the key, as far as memory can be made to. Safe to call twice. */
  public void wipe() {
    Arrays.fill(scalar, (byte) 0);
    wiped = true;
  }

  public boolean isWiped() {
    return wiped;
  }

  /** Says which curve, and nothing about the key. */
  @Override
  public String toString() {
    return "PrivateKey[" + curve + "]";
  }
}
