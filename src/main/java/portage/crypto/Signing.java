package portage.crypto;

import portage.error.StreamingException;

/** Signs by ECDSA over SHA-256. Called through {@link PrivateKey#sign}, which sees to the one form that is allowed. */
public interface Signing {
  /** The public key that belongs to {@code key}. */
  DidKey publicKey(PrivateKey key) throws StreamingException;

  /** {@code key}'s signature over the SHA-256 digest of {@code message}: 64 bytes, r then s, which may be in either half. */
  byte[] sign(PrivateKey key, byte[] message) throws StreamingException;

  /** A key that nobody had before, from the platform's own source of randomness. */
  PrivateKey newKey(Curve curve) throws StreamingException;
}
