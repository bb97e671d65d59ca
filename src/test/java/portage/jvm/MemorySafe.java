package portage.jvm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import portage.migration.TokenSafe;

/** Tokens in memory, encrypted as the browser's adapter does it. */
public final class MemorySafe implements TokenSafe {
  private static final String CIPHER = "AES/GCM/NoPadding";

  private record Sealed(byte[] nonce, byte[] data) {}

  private final Map<String, SecretKey> keys = new HashMap<>();
  private final Map<String, Sealed> tokens = new HashMap<>();

  @Override
  public boolean isUsable() {
    return true;
  }

  @Override
  public synchronized void keep(String did, String name, String token) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, keys.computeIfAbsent(did, key -> newKey()));
      cipher.updateAAD(place(did, name).getBytes(StandardCharsets.UTF_8));
      tokens.put(place(did, name), new Sealed(cipher.getIV(), cipher.doFinal(token.getBytes(StandardCharsets.UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecretKey newKey() {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      return generator.generateKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized String open(String did, String name) {
    Sealed sealed = tokens.get(place(did, name));
    if (sealed == null || !keys.containsKey(did)) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, keys.get(did), new GCMParameterSpec(128, sealed.nonce()));
      cipher.updateAAD(place(did, name).getBytes(StandardCharsets.UTF_8));
      return new String(cipher.doFinal(sealed.data()), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  @Override
  public synchronized void wipe(String did) {
    keys.remove(did);
    tokens.keySet().removeIf(place -> place.startsWith(place(did, "")));
  }

  /** True when there is neither a key nor a token, of anybody. */
  public synchronized boolean isEmpty() {
    return keys.isEmpty() && tokens.isEmpty();
  }

  private static String place(String did, String name) {
    return did + " " + name;
  }
}
