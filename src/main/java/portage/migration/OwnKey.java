package portage.migration;

import java.util.List;
import portage.crypto.DidKey;
import portage.crypto.KeyText;
import portage.crypto.PrivateKey;
import portage.crypto.Signing;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** A rotation key of the person's own, proved to be one of the identity's, in memory until it is wiped. */
public final class OwnKey {
  private final PrivateKey secret;
  private final DidKey publicKey;

  private OwnKey(PrivateKey secret, DidKey publicKey) {
    this.secret = secret;
    this.publicKey = publicKey;
  }

  /**
   * The key in {@code text} that is one of {@code rotationKeys}; whatever else is in it is wiped.
   *
   * @param did whose identity, for errors
   * @throws StreamingException {@code KEY_UNREADABLE} when no private key is in it, {@code KEY_UNKNOWN} when none of those
   *     that are may change this identity
   */
  public static OwnKey find(String text, List<String> rotationKeys, String did, Signing signing)
      throws StreamingException {
    List<PrivateKey> candidates = KeyText.read(text);
    ErrorContext context = ErrorContext.of("read own key").about(did);
    if (candidates.isEmpty()) {
      throw new StreamingException(ErrorCode.KEY_UNREADABLE, context, null);
    }
    OwnKey found = null;
    for (PrivateKey candidate : candidates) {
      DidKey publicKey = signing.publicKey(candidate);
      if (found == null && rotationKeys.contains(publicKey.toString())) {
        found = new OwnKey(candidate, publicKey);
      } else {
        candidate.wipe();
      }
    }
    if (found == null) {
      throw new StreamingException(ErrorCode.KEY_UNKNOWN, context, null);
    }
    return found;
  }

  public DidKey publicKey() {
    return publicKey;
  }

  PrivateKey secret() {
    return secret;
  }

  /** Forgets the key. */
  public void wipe() {
    secret.wipe();
  }

  boolean isWiped() {
    return secret.isWiped();
  }

  /** The public key: the other is never put in words. */
  @Override
  public String toString() {
    return "OwnKey[" + publicKey + "]";
  }
}
