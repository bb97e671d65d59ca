package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;

/** WebCrypto's AES-GCM. Where the browser has none, the promises are broken. */
public final class JsAesGcm {
  private JsAesGcm() {}

  /** Promise of a key of 256 bits whose bytes the browser gives to nobody. */
  @JSBody(script = ""
      + "return Promise.resolve().then(function() {"
      + "  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);"
      + "});")
  public static native JSObject generateKey();

  /** A text that was encrypted, as IndexedDB keeps it. */
  public interface Sealed extends JSObject {
    @JSProperty
    Uint8Array getNonce();

    @JSProperty
    ArrayBuffer getData();
  }

  /** Promise of a {@link Sealed}, with a nonce of its own; {@code label} must be given again to open it. */
  @JSBody(params = {"key", "label", "text"}, script = ""
      + "return Promise.resolve().then(function() {"
      + "  var nonce = crypto.getRandomValues(new Uint8Array(12));"
      + "  var how = { name: 'AES-GCM', iv: nonce, additionalData: label };"
      + "  return crypto.subtle.encrypt(how, key, text).then(function(data) { return { nonce: nonce, data: data }; });"
      + "});")
  public static native JSObject seal(JSObject key, Uint8Array label, Uint8Array text);

  /** Promise of the text's bytes as an {@code ArrayBuffer}; broken when key, label or data are not what they were. */
  @JSBody(params = {"key", "label", "sealed"}, script = ""
      + "return Promise.resolve().then(function() {"
      + "  var how = { name: 'AES-GCM', iv: sealed.nonce, additionalData: label };"
      + "  return crypto.subtle.decrypt(how, key, sealed.data);"
      + "});")
  public static native JSObject open(JSObject key, Uint8Array label, JSObject sealed);
}
