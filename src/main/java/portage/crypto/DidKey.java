package portage.crypto;

import java.util.Arrays;
import portage.error.StreamingException;

/**
 * A public key of secp256k1 or P-256, written as {@code did:key:z…} (specs/cryptography).
 *
 * <p>Only its form is checked here, not that the point lies on the curve: {@link Signatures} says false for one that does
 * not. PLC verification methods may be keys of other curves; those do not parse, and callers keep their text.
 */
public final class DidKey {
  /** Bytes of a compressed point: 02 or 03, then x. */
  public static final int COMPRESSED_BYTES = 33;

  private static final String SCHEME = "did:key:";
  private static final int UNCOMPRESSED_BYTES = 65;

  private final Curve curve;
  private final byte[] compressed;
  private final String text;

  private DidKey(Curve curve, byte[] compressed) {
    if (compressed.length != COMPRESSED_BYTES || (compressed[0] != 2 && compressed[0] != 3)) {
      throw new IllegalArgumentException("not a compressed public key");
    }
    this.curve = curve;
    this.compressed = compressed;
    byte[] prefixed = new byte[2 + COMPRESSED_BYTES];
    prefixed[0] = curve.prefix0();
    prefixed[1] = curve.prefix1();
    System.arraycopy(compressed, 0, prefixed, 2, COMPRESSED_BYTES);
    this.text = SCHEME + "z" + Base58.encode(prefixed);
  }

  /** The key of a compressed point of 33 bytes. {@code IllegalArgumentException} for anything else. */
  public static DidKey of(Curve curve, byte[] compressed) {
    return new DidKey(curve, compressed.clone());
  }

  /**
   * Reads {@code did:key:z…}.
   *
   * @throws IllegalArgumentException for another form, another curve or another length
   */
  public static DidKey parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw new IllegalArgumentException("not a did:key");
    }
    return fromPrefixed(multibase(text.substring(SCHEME.length())));
  }

  /**
   * Reads the {@code publicKeyMultibase} of a DID document's verification method.
   *
   * @param type {@code Multikey}, or of old documents {@code EcdsaSecp256k1VerificationKey2019} or
   *     {@code EcdsaSecp256r1VerificationKey2019}, whose keys have no codec prefix and are mostly uncompressed
   * @throws IllegalArgumentException for another type, form, curve or length
   */
  public static DidKey fromMultibase(String type, String publicKeyMultibase) {
    byte[] bytes = multibase(publicKeyMultibase);
    switch (type) {
      case "Multikey":
        return fromPrefixed(bytes);
      case "EcdsaSecp256k1VerificationKey2019":
        return new DidKey(Curve.K256, compress(bytes));
      case "EcdsaSecp256r1VerificationKey2019":
        return new DidKey(Curve.P256, compress(bytes));
      default:
        throw new IllegalArgumentException("unknown type of verification method");
    }
  }

  public Curve curve() {
    return curve;
  }

  /** The point in 33 bytes, a new array. */
  public byte[] compressed() {
    return compressed.clone();
  }

  /**
   * True when {@code signature} is this key's over {@code message} and has the one allowed form ({@link LowS}). The only
   * check the core uses: {@link Signatures} alone would take high-S twins.
   *
   * @param message what was signed; hashed with SHA-256 by the port
   * @throws StreamingException {@code INTERNAL} when this browser cannot check signatures at all
   */
  public boolean verify(Signatures signatures, byte[] message, byte[] signature) throws StreamingException {
    return LowS.isLow(curve, signature) && signatures.verify(this, message, signature);
  }

  private static byte[] multibase(String text) {
    if (text.isEmpty() || text.charAt(0) != 'z') {
      throw new IllegalArgumentException("not base58 multibase");
    }
    return Base58.decode(text.substring(1));
  }

  private static DidKey fromPrefixed(byte[] bytes) {
    if (bytes.length == 2 + COMPRESSED_BYTES) {
      for (Curve curve : Curve.values()) {
        if (bytes[0] == curve.prefix0() && bytes[1] == curve.prefix1()) {
          return new DidKey(curve, Arrays.copyOfRange(bytes, 2, bytes.length));
        }
      }
    }
    throw new IllegalArgumentException("not a key of secp256k1 or P-256");
  }

  private static byte[] compress(byte[] point) {
    if (point.length != UNCOMPRESSED_BYTES || point[0] != 4) {
      return point;
    }
    byte[] compressed = Arrays.copyOf(point, COMPRESSED_BYTES);
    compressed[0] = (byte) (2 + (point[UNCOMPRESSED_BYTES - 1] & 1));
    return compressed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DidKey key && key.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@code did:key:z…}. */
  @Override
  public String toString() {
    return text;
  }
}
