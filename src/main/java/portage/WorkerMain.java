package portage;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSBodyImport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

public final class WorkerMain {
  @JSFunctor
  interface OnMessage extends JSObject {
    void handle(String text);
  }

  @JSBody(params = "t", script = "self.postMessage(t);")
  private static native void say(String t);

  @JSBody(params = "f", script = "self.onmessage = function(e) { f(e.data); };")
  private static native void listen(OnMessage f);

  @JSBody(params = "s", imports = @JSBodyImport(alias = "secp", fromModule = "./vendor/noble-secp256k1/index.js"), script = "return typeof secp.verify + s;")
  private static native String secp(String s);

  public static void main(String[] args) {
    listen(t -> new Thread(() -> say("got " + t)).start());
    say("hello " + secp("!"));
  }
}
