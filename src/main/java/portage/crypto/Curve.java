package portage.crypto;

/** The two curves atproto signs with (specs/cryptography). */
public enum Curve {
  /** secp256k1, ES256K. */
  K256(0xe7, 0x01, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
  /** NIST P-256, secp256r1, ES256. */
  P256(0x80, 0x24, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

  private final byte prefix0;
  private final byte prefix1;
  private final byte[] order = new byte[32];

  Curve(int prefix0, int prefix1, String orderHex) {
    this.prefix0 = (byte) prefix0;
    this.prefix1 = (byte) prefix1;
    for (int i = 0; i < order.length; i++) {
      order[i] = (byte) Integer.parseInt(orderHex.substring(2 * i, 2 * i + 2), 16);
    }
  }

  /** The multicodec of a compressed public key: first byte of its varint. */
  byte prefix0() {
    return prefix0;
  }

  /** Second byte of the varint. */
  byte prefix1() {
    return prefix1;
  }

  /** The order n of the group, 32 bytes, big endian. Not to be changed. */
  byte[] order() {
    return order;
  }
}
