package portage.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Signatures that cost nothing and hide nothing, for tests of who may sign: a hash of key and message in the form that a
 * signature has to have. Anybody can make them.
 */
public final class HashSignatures implements Signatures {
  private static final int HALF = LowS.SIGNATURE_BYTES / 2;

  /** What {@code key} signs {@code message} with. */
  public static byte[] sign(DidKey key, byte[] message) {
    byte[] hash = Sha256.hash(key.toString().getBytes(StandardCharsets.US_ASCII), message);
    byte[] signature = new byte[LowS.SIGNATURE_BYTES];
    signature[HALF - 1] = 1;
    System.arraycopy(hash, 0, signature, HALF, HALF);
    signature[HALF] = 0; // low
    return signature;
  }

  @Override
  public boolean verify(DidKey key, byte[] message, byte[] signature) {
    return Arrays.equals(sign(key, message), signature);
  }
}
