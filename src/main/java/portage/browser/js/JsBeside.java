package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;

/** What goes from the page to the worker beside a text: files that were chosen, and a place to save to. */
public final class JsBeside {
  private JsBeside() {}

  /** Files by the names of their fields, and perhaps a place. */
  public interface Things extends JSObject {}

  /** The place that was picked. */
  @JSFunctor
  public interface Picked extends JSObject {
    void take(JsFiles.FileHandle place);
  }

  /** Told of something that needs no words. */
  @JSFunctor
  public interface Told extends JSObject {
    void tell();
  }

  @JSBody(script = "return { files: {}, place: null };")
  public static native Things nothing();

  @JSBody(params = {"things", "name", "file"}, script = "things.files[name] = file;")
  public static native void addFile(Things things, String name, JSObject file);

  @JSBody(params = {"things", "place"}, script = "things.place = place;")
  public static native void setPlace(Things things, JsFiles.FileHandle place);

  @JSBody(params = "things", script = "return Object.keys(things.files);")
  public static native JSArrayReader<JSString> fileNames(Things things);

  @JSBody(params = {"things", "name"}, script = "return things.files[name];")
  public static native JsBlob file(Things things, String name);

  /** What the person's own computer calls it. */
  @JSBody(params = {"things", "name"}, script = "return String(things.files[name].name);")
  public static native String fileNameOf(Things things, String name);

  @JSBody(params = "things", script = "return things.place !== null;")
  public static native boolean hasPlace(Things things);

  @JSBody(params = "things", script = "return things.place;")
  public static native JsFiles.FileHandle place(Things things);

  @JSBody(script = "return typeof self.showSaveFilePicker === 'function';")
  public static native boolean canPick();

  /**
   * Asks the person for a place; only while a press is answered. Then one of the three is called: there is a place, the person
   * thought better of it, or this browser does not let the page ask.
   */
  @JSBody(params = {"fileName", "picked", "given", "refused"}, script = ""
      + "self.showSaveFilePicker({"
      + "  suggestedName: fileName, types: [{ description: 'ZIP', accept: { 'application/zip': ['.zip'] } }]"
      + "}).then(picked, function(reason) {"
      + "  if (reason && reason.name === 'AbortError') { given(); } else { refused(); }"
      + "});")
  public static native void pick(String fileName, Picked picked, Told given, Told refused);
}
