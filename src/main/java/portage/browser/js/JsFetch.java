package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Uint8Array;

/** The fetch API. */
public final class JsFetch {
  private JsFetch() {}

  public interface Response extends JSObject {
    @JSProperty
    int getStatus();

    @JSProperty
    Headers getHeaders();

    /** A {@link JsStreams.Stream}, or null when the answer can have no body. */
    @JSProperty
    JSObject getBody();
  }

  public interface Headers extends JSObject {
    /** Null when absent or hidden by CORS. */
    String get(String name);
  }

  public interface AbortController extends JSObject {
    @JSProperty
    JSObject getSignal();

    void abort();
  }

  @JSBody(script = "return new AbortController();")
  public static native AbortController abortController();

  /** Promise of a {@link Response}. */
  @JSBody(params = {"url", "init"}, script = "return fetch(url, init);")
  public static native JSObject fetch(String url, JSObject init);

  /** What every request of ours has in common: no cookies, no referrer. {@code cache}: a {@code RequestCache}. */
  @JSBody(params = {"method", "headers", "redirect", "cache"}, script = ""
      + "return { method: method, headers: headers, redirect: redirect,"
      + " credentials: 'omit', referrerPolicy: 'no-referrer', cache: cache };")
  public static native JSObject init(String method, JSObject headers, String redirect, String cache);

  /** The bytes that {@code init} sends, where it sends bytes. */
  @JSBody(params = "init", script = "return init.body;")
  public static native Uint8Array bodyOf(JSObject init);

  /**
   * True when this browser really streams request bodies. One that does not know them never asks for {@code duplex} and
   * turns the stream into text, which shows as a content type (Firefox 153).
   */
  @JSBody(params = "url", script = ""
      + "try {"
      + "  var asked = false;"
      + "  var has = new Request(url, { method: 'POST', body: new ReadableStream(),"
      + "    get duplex() { asked = true; return 'half'; } }).headers.has('content-type');"
      + "  return asked && !has;"
      + "} catch (e) { return false; }")
  public static native boolean streamsBodies(String url);
}
