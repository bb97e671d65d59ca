package portage.engine;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.List;

/**
 * A page in a tab, in whichever browser: scripts look at it, real keys and clicks work on it. Says yes when the page asks
 * whether it may be left. What goes wrong with the browser, such as an address that nobody serves, is an
 * {@link EngineException}.
 */
public interface Tab extends AutoCloseable {
  /** Opens an address; returns once it is loaded. */
  void navigate(String url);

  /** Loads the page again; returns once it is loaded. */
  void reload();

  /**
   * Calls a function in the page and waits for what it promises.
   *
   * @param function JavaScript of a function that takes a text and returns a promise of a text
   */
  String call(String function, String argument);

  /** Calls a function in the page, with texts or whole numbers; its result, or what it promises, comes as JSON. */
  default JsonValue run(String function, Object... arguments) {
    JsonArray given = new JsonArray();
    for (Object argument : arguments) {
      given.add(argument instanceof Integer number ? Json.value(number) : Json.value((String) argument));
    }
    String called = "async (given) => JSON.stringify((await (" + function + ")(...JSON.parse(given))) ?? null)";
    return Json.parse(call(called, given.toString()));
  }

  /** Presses and releases the mouse at this place of the window, in CSS pixels. */
  void click(double x, double y);

  /** Presses keys in this order, and releases them in the other. */
  void press(Key... keys);

  /** Types into what has the focus. */
  void type(String text);

  /** Chooses a file of this machine in the first input that the CSS selector finds. */
  void choose(String selector, Path file);

  /**
   * Does something that makes the browser save a file.
   *
   * @param folder takes it, and may hold nothing yet; the name is the one that the page suggests
   * @return the file, whole
   */
  Path save(Runnable press, Path folder);

  /** Sets the size of what is seen of the page. */
  void resize(int widthPixels, int heightPixels);

  /** Writes a picture of the whole page, a PNG. */
  void screenshot(Path file);

  /** Errors on the console and errors that nobody caught, as far as this browser tells. */
  List<String> complaints();

  /** Opens another tab of the same profile. */
  Tab another();

  /** Closes the tab, or its profile with all tabs when {@link Engine#open} made it. */
  @Override
  void close();
}
