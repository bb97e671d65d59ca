package portage.crypto;

import portage.error.StreamingException;

/**
 * Checks ECDSA signatures over SHA-256, the only ones atproto has. Called through {@link DidKey#verify}, which has
 * checked the form (low-S included) before, so an implementation may accept either half.
 */
public interface Signatures {
  /**
   * True when {@code signature} (64 bytes, r then s) is {@code key}'s over the SHA-256 digest of {@code message}. A
   * malformed signature or a point off the curve is false, never an error.
   *
   * @throws StreamingException {@code INTERNAL} when this browser cannot check signatures at all
   */
  boolean verify(DidKey key, byte[] message, byte[] signature) throws StreamingException;
}
