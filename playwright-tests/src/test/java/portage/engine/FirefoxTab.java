package portage.engine;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;

/** A tab of Firefox, which is a top-level browsing context of WebDriver BiDi. */
final class FirefoxTab implements Tab {
  /** Until the scripts of the document have run: Firefox calls a page complete only when its workers are loaded, too. */
  private static final String READY = "interactive";

  private final FirefoxEngine engine;
  private final String userContext;
  private final boolean ownsProfile;
  private final String context;

  FirefoxTab(FirefoxEngine engine, String userContext, boolean ownsProfile) {
    this.engine = engine;
    this.userContext = userContext;
    this.ownsProfile = ownsProfile;
    JsonObject made =
        engine.bidi().send(
            "browsingContext.create", new JsonObject().add("type", "tab").add("userContext", userContext));
    this.context = made.getString("context", "");
  }

  private JsonObject send(String method, JsonObject parameters) {
    return engine.bidi().send(method, parameters.set("context", context));
  }

  /** Runs this before anything else in every document that is opened from now on. */
  void runFirst(String script) {
    engine.bidi().send(
        "script.addPreloadScript",
        new JsonObject()
            .add("functionDeclaration", "() => {" + script + "}")
            .add("contexts", new JsonArray().add(context)));
  }

  @Override
  public void navigate(String url) {
    send("browsingContext.navigate", new JsonObject().add("url", url).add("wait", READY));
  }

  @Override
  public void reload() {
    send("browsingContext.reload", new JsonObject().add("wait", READY));
  }

  @Override
  public String call(String function, String argument) {
    JsonObject given = new JsonObject().add("type", "string").add("value", argument);
    JsonObject outcome =
        engine.bidi().send(
            "script.callFunction",
            new JsonObject()
                .add("functionDeclaration", function)
                .add("awaitPromise", true)
                .add("arguments", new JsonArray().add(given))
                .add("target", new JsonObject().add("context", context)));
    if (!outcome.getString("type", "").equals("success")) {
      throw new EngineException(outcome.get("exceptionDetails").asObject().getString("text", "") + " in " + function);
    }
    return outcome.get("result").asObject().getString("value", "");
  }

  @Override
  public void click(double x, double y) {
    send("browsingContext.activate", new JsonObject());
    send("input.performActions", new JsonObject().add("actions", InputActions.click(x, y)));
  }

  @Override
  public void press(Key... keys) {
    send("input.performActions", new JsonObject().add("actions", InputActions.press(keys)));
  }

  @Override
  public void type(String text) {
    send("input.performActions", new JsonObject().add("actions", InputActions.type(text)));
  }

  @Override
  public void choose(String selector, Path file) {
    JsonObject locator = new JsonObject().add("type", "css").add("value", selector);
    JsonObject found = send("browsingContext.locateNodes", new JsonObject().add("locator", locator));
    String node = found.get("nodes").asArray().get(0).asObject().getString("sharedId", "");
    send(
        "input.setFiles",
        new JsonObject()
            .add("element", new JsonObject().add("sharedId", node))
            .add("files", new JsonArray().add(file.toAbsolutePath().toString())));
  }

  @Override
  public Path save(Runnable press, Path folder) {
    JsonObject behavior =
        new JsonObject().add("type", "allowed").add("destinationFolder", folder.toAbsolutePath().toString());
    engine.bidi().send(
        "browser.setDownloadBehavior",
        new JsonObject().add("downloadBehavior", behavior).add("userContexts", new JsonArray().add(userContext)));
    Future<Path> saved = engine.nextSaved(context);
    return Downloads.after(press, saved);
  }

  @Override
  public void resize(int widthPixels, int heightPixels) {
    JsonObject size = new JsonObject().add("width", widthPixels).add("height", heightPixels);
    send("browsingContext.setViewport", new JsonObject().add("viewport", size));
  }

  @Override
  public void screenshot(Path file) {
    String data =
        send("browsingContext.captureScreenshot", new JsonObject().add("origin", "document")).getString("data", "");
    Folders.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public List<String> complaints() {
    return List.copyOf(engine.complaintsOf(context));
  }

  @Override
  public Tab another() {
    return new FirefoxTab(engine, userContext, false);
  }

  @Override
  public void close() {
    if (ownsProfile) {
      engine.bidi().send("browser.removeUserContext", new JsonObject().add("userContext", userContext));
    } else {
      send("browsingContext.close", new JsonObject());
    }
  }
}
