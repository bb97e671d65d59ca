package portage.migration;

import com.eclipsesource.json.JsonObject;
import portage.atproto.Did;
import portage.crypto.Base64Url;
import portage.crypto.Curve;
import portage.crypto.PrivateKey;
import portage.crypto.Sha256;
import portage.crypto.Signing;
import portage.error.StreamingException;
import portage.ipld.Utf8;

/**
 * A service token that an account signs for itself, as its server would (specs/xrpc, "Inter-Service Authentication"): a JWT
 * whose key is the signing key in the account's DID document.
 */
final class ServiceToken {
  /** The one thing such a token is made for here. */
  static final String CREATE_ACCOUNT = "com.atproto.server.createAccount";

  /** Tokens that a server makes live 60 s; this one is signed by a clock that may be somewhat slow. */
  private static final long LIFE_SECONDS = 180;

  private ServiceToken() {}

  /** A token for {@code createAccount} at {@code targetDid}, good from {@code nowMillis} on. */
  static String toCreateAccount(Did did, String targetDid, PrivateKey key, Signing signing, long nowMillis)
      throws StreamingException {
    long now = nowMillis / 1000;
    JsonObject header = new JsonObject().add("typ", "JWT").add("alg", key.curve() == Curve.K256 ? "ES256K" : "ES256");
    JsonObject claims =
        new JsonObject()
            .add("iat", now)
            .add("iss", did.toString())
            .add("aud", targetDid)
            .add("exp", now + LIFE_SECONDS)
            .add("lxm", CREATE_ACCOUNT);
    // Unlike any other token: the key is made for this one, and signs one in a second at most.
    byte[] unique = Sha256.hash(bytes(signing.publicKey(key) + claims.toString()));
    claims.add("jti", Base64Url.encode(unique).substring(0, 22));
    String signed = part(header) + "." + part(claims);
    return signed + "." + Base64Url.encode(key.sign(signing, bytes(signed)));
  }

  private static String part(JsonObject json) {
    return Base64Url.encode(bytes(json.toString()));
  }

  private static byte[] bytes(String text) {
    return Utf8.encodeAnything(text);
  }
}
