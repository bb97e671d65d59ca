package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What the browser tells about the device; every answer may be missing or wrong. */
public final class JsDevice {
  private JsDevice() {}

  /** GiB of memory, rounded and capped by the browser, or -1 where it does not say (Firefox, Safari). */
  @JSBody(script = "return navigator.deviceMemory || -1;")
  public static native double memoryGiB();

  /** Processor cores, or -1. */
  @JSBody(script = "return navigator.hardwareConcurrency || -1;")
  public static native int cores();

  /** {@code "slow-2g"} to {@code "4g"}, or an empty text (Firefox, Safari). */
  @JSBody(script = "return navigator.connection && navigator.connection.effectiveType || '';")
  public static native String connection();

  /** The person asked the browser to save data. */
  @JSBody(script = "return !!(navigator.connection && navigator.connection.saveData);")
  public static native boolean savesData();

  /** A phone or a tablet. Chromium says so; the others have "Mobi" or "Android" in their names. */
  @JSBody(
      script =
          "return navigator.userAgentData ? !!navigator.userAgentData.mobile"
              + " : navigator.userAgent.indexOf('Mobi') >= 0 || navigator.userAgent.indexOf('Android') >= 0;")
  public static native boolean isMobile();

  /** The browser's own name of itself, for the report. */
  @JSBody(script = "return String(navigator.userAgent);")
  public static native String userAgent();

  /** False is dependable, true proves nothing. */
  @JSBody(script = "return navigator.onLine !== false;")
  public static native boolean mayBeOnline();

  @JSFunctor
  public interface Heard extends JSObject {
    void heard();
  }

  /** Calls back whenever the network is there again. */
  @JSBody(params = "callback", script = "self.addEventListener('online', function() { callback(); });")
  public static native void onOnline(Heard callback);

  public interface Estimate extends JSObject {
    /** Bytes; a hint, often far from the truth. */
    @JSProperty
    double getQuota();

    @JSProperty
    double getUsage();
  }

  /** Promise of an {@link Estimate}. */
  @JSBody(script = "return navigator.storage.estimate();")
  public static native JSObject estimate();

  /** Promise of true when the browser will not evict this origin's data; Firefox asks the person. */
  @JSBody(script = "return navigator.storage.persist().then(function(kept) { return { n: kept ? 1 : 0 }; });")
  public static native JSObject persist();
}
