package portage.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsAesGcm;
import portage.browser.js.JsBytes;
import portage.browser.js.JsIdb;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.migration.TokenSafe;

/**
 * Tokens in IndexedDB, encrypted by a key of WebCrypto that stays inside the browser. That keeps them from whoever reads the
 * disk or a copy of the profile, not from a script of this origin.
 *
 * <pre>
 * store "keys"    key DID            value CryptoKey, not extractable
 * store "tokens"  key DID SPACE NAME value {nonce, data}
 * </pre>
 */
public final class IndexedDbSafe implements TokenSafe {
  private static final String KEYS = "keys";
  private static final String TOKENS = "tokens";
  private static final String PROBE = "probe";

  private enum Usable { UNKNOWN, YES, NO }

  private final String name;
  private IndexedDb database;
  private Usable usable = Usable.UNKNOWN;

  /** Uses the database {@code prefix + "-safe"} of this origin, which is opened when it is first wanted. */
  public IndexedDbSafe(String prefix) {
    name = prefix + "-safe";
  }

  @Override
  public boolean isUsable() {
    if (usable == Usable.UNKNOWN) {
      usable = probe() ? Usable.YES : Usable.NO;
    }
    return usable == Usable.YES;
  }

  private boolean probe() {
    try {
      keep(PROBE, PROBE, PROBE);
      boolean isSame = PROBE.equals(open(PROBE, PROBE));
      wipe(PROBE);
      return isSame;
    } catch (StreamingException e) {
      return false;
    }
  }

  @Override
  public void keep(String did, String tokenName, String token) throws StreamingException {
    try {
      JSObject key = keyOf(did);
      // Encrypted before the transaction: one that waits for anything but its own requests ends.
      JSObject sealed = Js.await(JsAesGcm.seal(key, bytes(place(did, tokenName)), bytes(token)));
      IndexedDb.Tx tx = database().writeStrictly(TOKENS);
      tx.store(TOKENS).put(sealed, JsIdb.key(place(did, tokenName)));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("keep sign-in", null, e);
    }
  }

  /** The account's key, made when there is none. */
  private JSObject keyOf(String did) throws JsException {
    JSObject key = read(KEYS, did);
    if (key != null) {
      return key;
    }
    JSObject made = Js.await(JsAesGcm.generateKey());
    IndexedDb.Tx tx = database().writeStrictly(KEYS);
    JSObject meanwhile = tx.result(tx.store(KEYS).get(JsIdb.key(did)));
    if (meanwhile != null) {
      return meanwhile;
    }
    tx.store(KEYS).put(made, JsIdb.key(did));
    tx.end();
    return made;
  }

  @Override
  public String open(String did, String tokenName) throws StreamingException {
    JSObject key;
    JSObject sealed;
    try {
      key = read(KEYS, did);
      sealed = read(TOKENS, place(did, tokenName));
    } catch (JsException e) {
      throw StorageErrors.of("open sign-in", null, e);
    }
    return key == null || sealed == null ? null : decrypted(key, sealed, place(did, tokenName));
  }

  private static String decrypted(JSObject key, JSObject sealed, String label) {
    try {
      ArrayBuffer text = Js.await(JsAesGcm.open(key, bytes(label), sealed));
      Uint8Array view = JsBytes.of(text);
      byte[] bytes = new byte[view.getLength()];
      Bytes.toJava(view, 0, bytes, 0, bytes.length);
      return Utf8.decodeAnything(bytes, 0, bytes.length);
    } catch (JsException e) {
      return null;
    }
  }

  @Override
  public void wipe(String did) throws StreamingException {
    try {
      IndexedDb.Tx tx = database().writeStrictly(KEYS + "," + TOKENS);
      tx.store(KEYS).delete(JsIdb.key(did));
      tx.store(TOKENS).delete(JsIdb.prefix(place(did, "")));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("wipe sign-in", null, e);
    }
  }

  private JSObject read(String store, String key) throws JsException {
    IndexedDb.Tx tx = database().read(store);
    return tx.result(tx.store(store).get(JsIdb.key(key)));
  }

  private IndexedDb database() throws JsException {
    if (database == null) {
      database = new IndexedDb(name, made -> {
        made.createObjectStore(KEYS);
        made.createObjectStore(TOKENS);
      });
    }
    return database;
  }

  private static String place(String did, String tokenName) {
    return did + " " + tokenName;
  }

  private static Uint8Array bytes(String text) {
    return Bytes.toBrowser(Utf8.encodeAnything(text));
  }
}
