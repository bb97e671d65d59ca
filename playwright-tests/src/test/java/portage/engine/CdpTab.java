package portage.engine;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A tab of Chromium over its DevTools Protocol alone. When its renderer is gone, everything but {@link #close} fails at once.
 *
 * <p>The domain "Network" stays off: it would copy what goes through it.
 */
final class CdpTab implements Tab {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Tells a document that is being left from the one that comes. */
  private static final String LEAVE = "globalThis.portageLeft = true";

  /** A tab begins with an empty document, which may be replaced by another one. */
  private static final String IS_LOADED =
      "!globalThis.portageLeft && location.href !== 'about:blank' && document.readyState === 'complete'";

  private static final int CONTROL_IS_DOWN = 2;

  private final CdpBrowser browser;
  private final String target;
  private final String session;

  CdpTab(CdpBrowser browser) {
    this.browser = browser;
    target =
        browser.connection().send("Target.createTarget", new JsonObject().add("url", "about:blank")).getString("targetId", "");
    JsonObject attach = new JsonObject().add("targetId", target).add("flatten", true);
    session = browser.connection().send("Target.attachToTarget", attach).getString("sessionId", "");
    send("Inspector.enable", new JsonObject()); // tells when the renderer is gone
    send("Page.enable", new JsonObject());
    send("Runtime.enable", new JsonObject());
    send("Emulation.setFocusEmulationEnabled", new JsonObject().add("enabled", true));
  }

  private JsonObject send(String method, JsonObject parameters) {
    return browser.connection().send(session, method, parameters);
  }

  /** Runs this before anything else in every document that is opened from now on. */
  void runFirst(String script) {
    send("Page.addScriptToEvaluateOnNewDocument", new JsonObject().add("source", script));
  }

  @Override
  public void navigate(String url) {
    evaluate(LEAVE);
    String error = send("Page.navigate", new JsonObject().add("url", url)).getString("errorText", "");
    if (!error.isEmpty()) throw new EngineException(url + ": " + error);
    waitForLoad();
  }

  @Override
  public void reload() {
    evaluate(LEAVE);
    send("Page.reload", new JsonObject());
    waitForLoad();
  }

  /** Both ways of leaving are answered before the document that comes is there. */
  private void waitForLoad() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!evaluate(IS_LOADED).asBoolean()) {
      if (System.nanoTime() > deadline) throw new EngineException("the page does not load");
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public String call(String function, String argument) {
    return evaluate("(" + function + ")(" + Json.value(argument) + ")").asString();
  }

  /** The value of an expression, or what it promises. */
  private JsonValue evaluate(String expression) {
    JsonObject outcome =
        send(
            "Runtime.evaluate",
            new JsonObject().add("expression", expression).add("awaitPromise", true).add("returnByValue", true));
    JsonValue thrown = outcome.get("exceptionDetails");
    if (thrown != null) throw new EngineException(CdpBrowser.text(thrown.asObject()) + " in " + expression);
    return outcome.get("result").asObject().get("value");
  }

  @Override
  public void click(double x, double y) {
    send("Page.bringToFront", new JsonObject());
    mouse("mouseMoved", x, y);
    mouse("mousePressed", x, y);
    mouse("mouseReleased", x, y);
  }

  private void mouse(String type, double x, double y) {
    JsonObject event = new JsonObject().add("type", type).add("x", x).add("y", y);
    if (!type.equals("mouseMoved")) event.add("button", "left").add("clickCount", 1);
    send("Input.dispatchMouseEvent", event);
  }

  @Override
  public void press(Key... keys) {
    int modifiers = 0;
    for (Key key : keys) {
      if (key == Key.CONTROL) modifiers |= CONTROL_IS_DOWN;
      JsonObject event = keyEvent(key, modifiers);
      if (key == Key.ENTER) event.add("text", "\r");
      send("Input.dispatchKeyEvent", event.add("type", event.get("text") == null ? "rawKeyDown" : "keyDown"));
    }
    for (int i = keys.length - 1; i >= 0; i--) {
      if (keys[i] == Key.CONTROL) modifiers &= ~CONTROL_IS_DOWN;
      send("Input.dispatchKeyEvent", keyEvent(keys[i], modifiers).add("type", "keyUp"));
    }
  }

  private static JsonObject keyEvent(Key key, int modifiers) {
    return new JsonObject()
        .add("key", key.domName()).add("windowsVirtualKeyCode", key.windowsCode()).add("modifiers", modifiers);
  }

  @Override
  public void type(String text) {
    send("Input.insertText", new JsonObject().add("text", text));
  }

  @Override
  public void choose(String selector, Path file) {
    String found = "document.querySelector(" + Json.value(selector) + ")";
    JsonObject input = send("Runtime.evaluate", new JsonObject().add("expression", found)).get("result").asObject();
    send(
        "DOM.setFileInputFiles",
        new JsonObject()
            .add("objectId", input.getString("objectId", ""))
            .add("files", new JsonArray().add(file.toAbsolutePath().toString())));
  }

  @Override
  public Path save(Runnable press, Path folder) {
    browser.connection().send(
        "Browser.setDownloadBehavior",
        new JsonObject()
            .add("behavior", "allow").add("downloadPath", folder.toAbsolutePath().toString()).add("eventsEnabled", true));
    Future<Path> saved = browser.nextSaved(folder);
    return Downloads.after(press, saved);
  }

  @Override
  public void resize(int widthPixels, int heightPixels) {
    send(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject().add("width", widthPixels).add("height", heightPixels).add("deviceScaleFactor", 1).add("mobile", false));
  }

  @Override
  public void screenshot(Path file) {
    JsonObject page = send("Page.getLayoutMetrics", new JsonObject()).get("cssContentSize").asObject();
    JsonObject whole =
        new JsonObject()
            .add("x", 0).add("y", 0).add("width", page.get("width")).add("height", page.get("height")).add("scale", 1);
    JsonObject wanted = new JsonObject().add("captureBeyondViewport", true).add("clip", whole);
    Folders.write(file, Base64.getDecoder().decode(send("Page.captureScreenshot", wanted).getString("data", "")));
  }

  @Override
  public List<String> complaints() {
    return List.copyOf(browser.complaintsOf(session));
  }

  @Override
  public Tab another() {
    return new CdpTab(browser);
  }

  /** Works without a renderer, too. */
  @Override
  public void close() {
    browser.connection().send("Target.closeTarget", new JsonObject().add("targetId", target));
  }
}
