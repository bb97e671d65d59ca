package portage.ipld;

import java.util.Arrays;
import portage.crypto.Base58;
import portage.crypto.Sha256;

/**
 * A content identifier: what a block or blob is called, after its own hash.
 *
 * <pre>
 * 01       version 1
 * 71 | 55  codec: DAG-CBOR for blocks, raw for blobs
 * 12 20    SHA-256, 32 bytes long
 * …        the digest
 * </pre>
 *
 * <p>These 36 bytes are the only kind atproto makes. Records may link to others; such a CID is carried byte for byte, and
 * {@link #isSha256()} is false.
 */
public final class Cid implements Comparable<Cid> {
  /** Codec of raw bytes: blobs. */
  public static final int RAW = 0x55;
  /** Codec of DAG-CBOR: commits, MST nodes, records, PLC operations. */
  public static final int DAG_CBOR = 0x71;
  /** Bytes of a CID of the usual kind. */
  public static final int SHA256_BYTES = 36;

  private static final int DIGEST_AT = 4;
  private static final int V0_BYTES = 34;

  private final byte[] bytes;

  private Cid(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The CID of a SHA-256 digest of 32 bytes; {@code codec} is {@link #RAW} or {@link #DAG_CBOR}. */
  public static Cid of(int codec, byte[] digest) {
    if ((codec != RAW && codec != DAG_CBOR) || digest.length != Sha256.DIGEST_BYTES) {
      throw new IllegalArgumentException("codec " + codec + ", digest of " + digest.length + " bytes");
    }
    byte[] bytes = new byte[SHA256_BYTES];
    bytes[0] = 1;
    bytes[1] = (byte) codec;
    bytes[2] = 0x12;
    bytes[3] = Sha256.DIGEST_BYTES;
    System.arraycopy(digest, 0, bytes, DIGEST_AT, Sha256.DIGEST_BYTES);
    return new Cid(bytes);
  }

  /** The CID of a block of DAG-CBOR. */
  public static Cid ofBlock(byte[] block) {
    return of(DAG_CBOR, Sha256.hash(block));
  }

  /** Reads all of {@code bytes} as one CID. {@code MalformedException} when it is none. */
  public static Cid fromBytes(byte[] bytes) throws MalformedException {
    return fromBytes(bytes, 0, bytes.length);
  }

  /** Reads {@code bytes[from … from+length)} as one CID. {@code MalformedException} when it is none. */
  public static Cid fromBytes(byte[] bytes, int from, int length) throws MalformedException {
    if (!isUsual(bytes, from, length)) {
      checkOther(bytes, from, length);
    }
    return new Cid(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** Reads {@code b…}, the only text form of atproto (specs/data-model). {@code MalformedException} for any other. */
  public static Cid parse(String text) throws MalformedException {
    if (text.isEmpty() || text.charAt(0) != 'b') {
      throw new MalformedException("not a CID in base32", 0);
    }
    byte[] bytes = Base32.decode(text.substring(1));
    if (bytes.length == V0_BYTES && bytes[0] == 0x12) {
      throw new MalformedException("a CID of version 0 in base32", 0);
    }
    return fromBytes(bytes);
  }

  private static boolean isUsual(byte[] bytes, int from, int length) {
    return length == SHA256_BYTES && bytes[from] == 1 && (bytes[from + 1] == DAG_CBOR || bytes[from + 1] == RAW)
        && bytes[from + 2] == 0x12 && bytes[from + 3] == Sha256.DIGEST_BYTES;
  }

  private static void checkOther(byte[] bytes, int from, int length) throws MalformedException {
    if (length == V0_BYTES && bytes[from] == 0x12 && bytes[from + 1] == Sha256.DIGEST_BYTES) {
      return;
    }
    int end = from + length;
    if (length < 1 || bytes[from] != 1) {
      throw new MalformedException("a CID of an unknown version", from);
    }
    int at = from + 1;
    long digestLength = 0;
    for (int field = 0; field < 3; field++) { // codec, hash function, length of the digest
      digestLength = 0;
      int shift = 0;
      int octet;
      do {
        if (at == end || shift > 56) {
          throw new MalformedException("a CID that is cut off", at);
        }
        octet = bytes[at++];
        digestLength |= (long) (octet & 127) << shift;
        shift += 7;
      } while (octet < 0);
      if (octet == 0 && shift > 7) {
        throw new MalformedException("a CID with a padded number", at);
      }
    }
    if (digestLength != end - at) {
      throw new MalformedException("a CID of the wrong length", at);
    }
  }

  /** True for version 1, SHA-256 and one of the two codecs: what a block or blob can be checked against. */
  public boolean isSha256() {
    return isUsual(bytes, 0, bytes.length);
  }

  /** {@link #RAW} or {@link #DAG_CBOR}; {@code IllegalStateException} unless {@link #isSha256()}. */
  public int codec() {
    requireSha256();
    return bytes[1];
  }

  /** The digest, 32 bytes in a new array; {@code IllegalStateException} unless {@link #isSha256()}. */
  public byte[] digest() {
    requireSha256();
    return Arrays.copyOfRange(bytes, DIGEST_AT, SHA256_BYTES);
  }

  /** True when this CID names bytes with that digest; false when it is of an unusual kind. */
  public boolean matches(byte[] digest) {
    return isSha256() && Arrays.equals(bytes, DIGEST_AT, SHA256_BYTES, digest, 0, digest.length);
  }

  /** The binary form, a new array. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Length of the binary form. */
  public int sizeBytes() {
    return bytes.length;
  }

  /** Copies the binary form to {@code target[at…]}. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  /** Byte {@code index} of the binary form, as a table of CIDs needs it without a copy. */
  public byte byteAt(int index) {
    return bytes[index];
  }

  private void requireSha256() {
    if (!isSha256()) {
      throw new IllegalStateException("not a CID of SHA-256: " + this);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid cid && Arrays.equals(cid.bytes, bytes);
  }

  @Override
  public int hashCode() {
    int end = bytes.length;
    return end < 4 ? end : bytes[end - 4] << 24 | (bytes[end - 3] & 255) << 16 | (bytes[end - 2] & 255) << 8
        | bytes[end - 1] & 255;
  }

  /** By unsigned bytes. */
  @Override
  public int compareTo(Cid other) {
    return UnsignedBytes.compare(bytes, other.bytes);
  }

  /** {@code b} and base32; base58 for one of version 0, which has no other. */
  @Override
  public String toString() {
    return bytes[0] == 0x12 ? Base58.encode(bytes) : "b" + Base32.encode(bytes);
  }
}
