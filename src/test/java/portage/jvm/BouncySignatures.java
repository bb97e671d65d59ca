package portage.jvm;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.Sha256;
import portage.crypto.Signatures;

/** Signatures by BouncyCastle. Takes high-S ones, as an implementation may. */
public final class BouncySignatures implements Signatures {

  /** BouncyCastle's parameters of a curve. */
  public static ECDomainParameters domain(Curve curve) {
    X9ECParameters parameters = CustomNamedCurves.getByName(curve == Curve.K256 ? "secp256k1" : "secp256r1");
    return new ECDomainParameters(parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH());
  }

  @Override
  public boolean verify(DidKey key, byte[] message, byte[] signature) {
    if (signature.length != 64) {
      return false;
    }
    ECDomainParameters domain = domain(key.curve());
    ECPublicKeyParameters parameters;
    try {
      parameters = new ECPublicKeyParameters(domain.getCurve().decodePoint(key.compressed()), domain);
    } catch (IllegalArgumentException e) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, parameters);
    return signer.verifySignature(Sha256.hash(message),
        new BigInteger(1, Arrays.copyOfRange(signature, 0, 32)),
        new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
  }
}
