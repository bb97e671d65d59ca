package portage.browser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import portage.browser.js.Guarded;

/**
 * Waiting for promises, and starting work from callbacks.
 *
 * <p>{@code JSPromise.await} is not used anywhere: on a rejection it hangs for ever on WasmGC and loses the reason on
 * JavaScript (TeaVM 0.15.0).
 */
public final class Js {
  /** Called by the browser; must not wait for anything, only start a job with {@link #start}. */
  @JSFunctor
  public interface Callback extends JSObject {
    void call();
  }

  @JSFunctor
  interface Settle extends JSObject {
    void with(JSObject value);
  }

  private record Settled(JSObject value, boolean rejected) {}

  /** Jobs that no coroutine has taken yet, oldest first. */
  private static final ArrayDeque<Runnable> jobs = new ArrayDeque<>();
  /** Coroutines that wait for a job. */
  private static final List<Deferred> idle = new ArrayList<>();

  private Js() {}

  /** The promise's value; its rejection is thrown. Suspends the calling coroutine. */
  @SuppressWarnings("unchecked")
  public static <T extends JSObject> T await(JSObject promise) throws JsException {
    Settled settled = settle(promise);
    if (settled.rejected()) {
      throw new JsException(settled.value());
    }
    return (T) settled.value();
  }

  /** The object that a guarded call returned; what it threw is thrown. */
  @SuppressWarnings("unchecked")
  public static <T extends JSObject> T value(Guarded result) throws JsException {
    if (result.error() != null) {
      throw new JsException(result.error());
    }
    return (T) result.value();
  }

  /** The number that a guarded call returned; what it threw is thrown. */
  public static double number(Guarded result) throws JsException {
    if (result.error() != null) {
      throw new JsException(result.error());
    }
    return result.number();
  }

  /**
   * Runs {@code job} on a coroutine of its own, where it may wait; returns at once. May be called from a browser callback.
   * Jobs begin in the order of the calls.
   *
   * <p>Coroutines are used again: {@code Thread.start} goes through {@code setTimeout}, which browsers hold back for 4 ms
   * once calls are nested, while waking a waiting coroutine is one microtask.
   */
  public static void start(Runnable job) {
    jobs.add(job);
    if (idle.isEmpty()) {
      new Thread(Js::work).start();
    } else {
      idle.remove(idle.size() - 1).resolve();
    }
  }

  private static void work() {
    while (true) {
      Runnable job = jobs.poll();
      if (job == null) {
        Deferred wake = new Deferred();
        idle.add(wake);
        wake.await();
      } else {
        runAndReport(job);
      }
    }
  }

  private static void runAndReport(Runnable job) {
    try {
      job.run();
    } catch (Throwable e) {
      // A job that fails must not take the coroutine with it; whoever starts one catches what it expects.
      consoleError("job failed: " + e);
    }
  }

  /** Waits about {@code millis}. */
  public static void sleep(double millis) {
    Deferred over = new Deferred();
    after(millis, over::resolve);
    over.await();
  }

  /** Calls back after about {@code millis}; the number cancels it by {@link #cancelTimer}. */
  @JSBody(params = {"millis", "callback"}, script = "return setTimeout(callback, millis);")
  public static native int after(double millis, Callback callback);

  @JSBody(params = "timer", script = "clearTimeout(timer);")
  public static native void cancelTimer(int timer);

  /** Milliseconds from some fixed instant; does not jump when the clock is set. */
  @JSBody(script = "return performance.now();")
  public static native double monotonicMillis();

  @JSBody(params = "text", script = "console.error(text);")
  private static native void consoleError(String text);

  /** An empty object. */
  @JSBody(script = "return {};")
  public static native JSObject object();

  @JSBody(params = {"object", "name", "value"}, script = "object[name] = value;")
  public static native void set(JSObject object, String name, String value);

  @JSBody(params = {"object", "name", "value"}, script = "object[name] = value;")
  public static native void set(JSObject object, String name, JSObject value);

  @JSBody(params = {"object", "name", "value"}, script = "object[name] = value;")
  public static native void set(JSObject object, String name, boolean value);

  /** True for null and undefined. */
  @JSBody(params = "value", script = "return value === null || value === undefined;")
  public static native boolean isNothing(JSObject value);

  @JSBody(params = {"promise", "kept", "broken"}, script = "promise.then(kept, broken);")
  private static native void then(JSObject promise, Settle kept, Settle broken);

  @Async
  private static native Settled settle(JSObject promise);

  private static void settle(JSObject promise, AsyncCallback<Settled> callback) {
    // A rejection is completed as a value: AsyncCallback.error would stay in the fiber on WasmGC and be thrown again by
    // every later wait of that coroutine.
    then(promise, v -> callback.complete(new Settled(v, false)), e -> callback.complete(new Settled(e, true)));
  }
}
