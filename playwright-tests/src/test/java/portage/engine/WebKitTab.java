package portage.engine;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A tab of WebKitGTK. WebDriver tells nothing of the console: complaints are the errors that nobody caught and what the
 * page itself wrote there as errors, both since it was loaded; a worker's are missing, but for those nobody caught.
 */
final class WebKitTab implements Tab {
  /** Keeps complaints in the page, where {@link #TAKE} finds them. */
  private static final String LISTEN =
      """
      async () => {
        const heard = globalThis.portageComplaints = [];
        addEventListener('error', (event) => heard.push(String(event.message)));
        addEventListener('unhandledrejection', (event) => heard.push(String(event.reason)));
        addEventListener('securitypolicyviolation', (event) => heard.push('blocked: ' + event.blockedURI));
        const error = console.error;
        console.error = (...values) => { heard.push(values.map(String).join(' ')); error.apply(console, values); };
        return '';
      }
      """;

  private static final String TAKE = "() => globalThis.portageComplaints?.splice(0) ?? []";

  /** The page takes a new size at its next frame at the earliest, and the window shows it some frames later. */
  private static final String PAINTED =
      """
      async () => {
        for (let frames = 0; frames < 10; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      """;

  /** What WebDriver calls an element in its answers (W3C WebDriver, "Elements"). */
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private final WebDriver session;
  private final String window;
  private final Program driverOrNull;
  private final List<String> complaints = new ArrayList<>();

  private WebKitTab(WebDriver session, String window, Program driverOrNull) {
    this.session = session;
    this.window = window;
    this.driverOrNull = driverOrNull;
  }

  /** The tab that a session begins with; ends the driver with it. */
  static WebKitTab first(WebDriver session, Program driver) {
    return new WebKitTab(session, session.get("/window").asString(), driver);
  }

  /** Commands go to the tab that was chosen last. */
  private WebDriver chosen() {
    session.post("/window", new JsonObject().add("handle", window));
    return session;
  }

  @Override
  public void navigate(String url) {
    takeComplaints();
    chosen().post("/url", new JsonObject().add("url", url));
    call(LISTEN, "");
  }

  @Override
  public void reload() {
    takeComplaints();
    chosen().post("/refresh", new JsonObject());
    call(LISTEN, "");
  }

  @Override
  public String call(String function, String argument) {
    JsonObject script =
        new JsonObject().add("script", "return (" + function + ")(arguments[0]);").add("args", new JsonArray().add(argument));
    return chosen().post("/execute/sync", script).asString();
  }

  @Override
  public void click(double x, double y) {
    perform(InputActions.click(x, y));
  }

  @Override
  public void press(Key... keys) {
    perform(InputActions.press(keys));
  }

  @Override
  public void type(String text) {
    perform(InputActions.type(text));
  }

  private void perform(JsonArray actions) {
    chosen().post("/actions", new JsonObject().add("actions", actions));
  }

  @Override
  public void choose(String selector, Path file) {
    JsonObject input =
        chosen().post("/element", new JsonObject().add("using", "css selector").add("value", selector)).asObject();
    String element = input.getString(ELEMENT, "");
    session.post("/element/" + element + "/value", new JsonObject().add("text", file.toAbsolutePath().toString()));
  }

  /** Its driver does not say when a file is whole. */
  @Override
  public Path save(Runnable press, Path folder) {
    throw new UnsupportedOperationException("WebKit's driver tells nothing of what is saved");
  }

  @Override
  public void resize(int widthPixels, int heightPixels) {
    setWindow(widthPixels, heightPixels);
    // The first size was the window's, with its frame and toolbar.
    JsonArray seen = seenPixels();
    setWindow(2 * widthPixels - seen.get(0).asInt(), 2 * heightPixels - seen.get(1).asInt());
  }

  /** Returns once the page is painted at the new size. */
  private void setWindow(int widthPixels, int heightPixels) {
    chosen().post("/window/rect", new JsonObject().add("width", widthPixels).add("height", heightPixels));
    run(PAINTED);
  }

  private JsonArray seenPixels() {
    return run("() => [innerWidth, innerHeight]").asArray();
  }

  /** WebDriver's picture is of what is seen, so the window is made as high as the page meanwhile. */
  @Override
  public void screenshot(Path file) {
    JsonArray seen = seenPixels();
    int wholeHeight = run("() => document.documentElement.scrollHeight").asInt();
    resize(seen.get(0).asInt(), wholeHeight);
    String data = chosen().get("/screenshot").asString();
    resize(seen.get(0).asInt(), seen.get(1).asInt());
    Folders.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public List<String> complaints() {
    takeComplaints();
    return List.copyOf(complaints);
  }

  private void takeComplaints() {
    for (JsonValue heard : run(TAKE).asArray()) complaints.add(heard.asString());
  }

  /** In a window of its own: a tab behind another one takes no clicks. */
  @Override
  public Tab another() {
    JsonObject made = chosen().post("/window/new", new JsonObject().add("type", "window")).asObject();
    return new WebKitTab(session, made.getString("handle", ""), null);
  }

  @Override
  public void close() {
    if (driverOrNull == null) {
      chosen().delete("/window");
    } else {
      session.delete("");
      driverOrNull.close();
    }
  }
}
