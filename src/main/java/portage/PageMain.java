package portage;

import org.teavm.jso.JSBody;

public final class PageMain {
  @JSBody(params = "t", script = "document.body.textContent = t;")
  private static native void say(String t);

  public static void main(String[] args) {
    say("hello");
  }
}
