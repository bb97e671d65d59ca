package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Uint8Array;

/** WHATWG streams. */
public final class JsStreams {
  private JsStreams() {}

  public interface Stream extends JSObject {}

  /** A default or a BYOB reader. */
  public interface Reader extends JSObject {
    /** Promise of a {@link ReadResult}. */
    JSObject read();

    /** The same into a view whose buffer is taken away; BYOB readers only. */
    JSObject read(Uint8Array into);

    /** Promise; of a tee's branch it is kept only once the other branch is cancelled too, so nobody waits for it. */
    JSObject cancel();
  }

  public interface ReadResult extends JSObject {
    @JSProperty("done")
    boolean isDone();

    /** Null or undefined at the end. */
    @JSProperty
    Uint8Array getValue();
  }

  public interface Controller extends JSObject {}

  /** Returns the promise that the stream waits for before it pulls again. */
  @JSFunctor
  public interface Pull extends JSObject {
    JSObject pull(Controller controller);
  }

  @JSFunctor
  public interface Cancel extends JSObject {
    void cancel();
  }

  /** A stream that asks only when it is read: its high water mark is 0. */
  @JSBody(params = {"pull", "cancel"}, script = ""
      + "return new ReadableStream({"
      + "  pull: function(controller) { return pull(controller); },"
      + "  cancel: function() { cancel(); }"
      + "}, { highWaterMark: 0 });")
  public static native Stream create(Pull pull, Cancel cancel);

  // The three below do nothing on a stream that was cancelled meanwhile, where the browser would throw.

  @JSBody(params = {"controller", "bytes"}, script = "try { controller.enqueue(bytes); } catch (e) {}")
  public static native void enqueue(Controller controller, Uint8Array bytes);

  @JSBody(params = "controller", script = "try { controller.close(); } catch (e) {}")
  public static native void close(Controller controller);

  @JSBody(params = {"controller", "message"}, script = "try { controller.error(new Error(message)); } catch (e) {}")
  public static native void error(Controller controller, String message);

  /** A BYOB reader, or null where the stream or the browser has none (Safari before 26.4). */
  @JSBody(params = "stream", script = "try { return stream.getReader({ mode: 'byob' }); } catch (e) { return null; }")
  public static native Reader byobReader(JSObject stream);

  @JSBody(params = "stream", script = "return stream.getReader();")
  public static native Reader reader(JSObject stream);

  /** Both branches of a tee. */
  public interface Pair extends JSObject {
    @JSProperty
    Stream getFirst();

    @JSProperty
    Stream getSecond();
  }

  // Not as a Java array: TeaVM 0.15.0 makes invalid WasmGC code of arrays of browser objects.
  @JSBody(params = "stream", script = "var pair = stream.tee(); return { first: pair[0], second: pair[1] };")
  public static native Pair tee(JSObject stream);

  /** Cancels without waiting and without an unhandled rejection. */
  @JSBody(params = "reader", script = "try { reader.cancel().then(null, function() {}); } catch (e) {}")
  public static native void cancelQuietly(Reader reader);

  @JSBody(params = "stream", script = "try { stream.cancel().then(null, function() {}); } catch (e) {}")
  public static native void cancelQuietly(JSObject stream);
}
