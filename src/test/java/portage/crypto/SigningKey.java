package portage.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import portage.jvm.BouncySignatures;

/** A private key for tests. Signs with the nonces of RFC 6979, so that a signature can stand in a test. */
public final class SigningKey {
  private final Curve curve;
  private final BigInteger secret;
  /** Made when it is first asked for: it takes a millisecond. */
  private DidKey didKey;

  private SigningKey(Curve curve, BigInteger secret) {
    this.curve = curve;
    this.secret = secret;
  }

  public static SigningKey of(Curve curve, BigInteger secret) {
    return new SigningKey(curve, secret);
  }

  /** The same key for the same number, always. */
  public static SigningKey numbered(Curve curve, int number) {
    return new SigningKey(curve, new BigInteger(1, Sha256.hash(("key " + number).getBytes())));
  }

  public synchronized DidKey didKey() {
    if (didKey == null) {
      didKey = DidKey.of(curve, BouncySignatures.domain(curve).getG().multiply(secret).getEncoded(true));
    }
    return didKey;
  }

  /** 64 bytes, low-S. */
  public byte[] sign(byte[] message) {
    BigInteger[] parts = parts(message);
    BigInteger half = order().shiftRight(1);
    return bytes(parts[0], parts[1].compareTo(half) > 0 ? order().subtract(parts[1]) : parts[1]);
  }

  /** The other signature of the same message, which verifies too and which atproto forbids. */
  public byte[] signHighS(byte[] message) {
    return highS(curve, sign(message));
  }

  /** The high-S twin of a low-S signature. */
  public static byte[] highS(Curve curve, byte[] signature) {
    BigInteger order = BouncySignatures.domain(curve).getN();
    BigInteger r = new BigInteger(1, java.util.Arrays.copyOfRange(signature, 0, 32));
    BigInteger s = new BigInteger(1, java.util.Arrays.copyOfRange(signature, 32, 64));
    return bytes(r, order.subtract(s));
  }

  private BigInteger[] parts(byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, BouncySignatures.domain(curve)));
    return signer.generateSignature(Sha256.hash(message));
  }

  private BigInteger order() {
    return BouncySignatures.domain(curve).getN();
  }

  /** r and s as 64 bytes. */
  static byte[] bytes(BigInteger r, BigInteger s) {
    byte[] signature = new byte[64];
    put(r, signature, 32);
    put(s, signature, 64);
    return signature;
  }

  private static void put(BigInteger number, byte[] target, int end) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, target, end - length, length);
  }
}
