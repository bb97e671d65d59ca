package portage.jvm;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.PrivateKey;
import portage.crypto.Sha256;
import portage.crypto.Signing;

/** Signs by BouncyCastle with the nonces of RFC 6979, in either half, as an implementation may. */
public final class BouncySigning implements Signing {
  private final SecureRandom random = new SecureRandom();

  @Override
  public DidKey publicKey(PrivateKey key) {
    return DidKey.of(key.curve(), BouncySignatures.domain(key.curve()).getG().multiply(number(key)).getEncoded(true));
  }

  @Override
  public byte[] sign(PrivateKey key, byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(number(key), BouncySignatures.domain(key.curve())));
    BigInteger[] parts = signer.generateSignature(Sha256.hash(message));
    byte[] signature = new byte[64];
    put(parts[0], signature, 32);
    put(parts[1], signature, 64);
    return signature;
  }

  @Override
  public PrivateKey newKey(Curve curve) {
    while (true) {
      byte[] scalar = new byte[PrivateKey.BYTES];
      random.nextBytes(scalar);
      try {
        return PrivateKey.of(curve, scalar);
      } catch (IllegalArgumentException e) {
        // Not below the order of the curve: hardly ever.
      }
    }
  }

  private static BigInteger number(PrivateKey key) {
    return new BigInteger(1, key.scalar());
  }

  private static void put(BigInteger number, byte[] target, int end) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, target, end - length, length);
  }
}
