package portage.journey;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import portage.engine.Key;
import portage.engine.Tab;

/**
 * The elements of a page, used as a person would: what cannot be seen is not there, what is covered, busy or moving cannot
 * be pressed. Everything waits for what it needs, {@link Stage#PATIENCE_MILLIS} at most.
 */
final class Elements {
  private static final long POLL_NANOS = 30_000_000;

  /** What the scripts share: texts as they are seen, and elements that can be. */
  private static final String TOOLS =
      """
      const text = (element) => element.innerText.replace(/\\s+/g, ' ').trim();
      const isSeen = (element) =>
        element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
      const found = (way, what) => {
        if (way === 'css') return [...document.querySelectorAll(what)];
        const buttons = [...document.querySelectorAll('button')].filter(isSeen);
        return buttons.filter((button) => way === 'label' ? text(button) === what : text(button).startsWith(what));
      };
      """;

  /** Where to press the element, once it stands still and nothing covers it; remembers whether it was pressed. */
  private static final String PLACE =
      """
      async (way, what) => {
        const elements = found(way, what).filter(isSeen);
        if (elements.length !== 1) return null;
        const [element] = elements;
        if (element.disabled || element.closest('[aria-disabled="true"]')) return null;
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const place = () => {
          const box = element.getBoundingClientRect();
          return [box.left + box.width / 2, box.top + box.height / 2];
        };
        const before = place();
        await new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
          setTimeout(resolve, 200); // a tab behind another one paints nothing
        });
        const now = place();
        if (before[0] !== now[0] || before[1] !== now[1]) return null;
        const hit = document.elementFromPoint(now[0], now[1]);
        if (!element.contains(hit) && hit?.closest('label')?.control !== element) return null;
        globalThis.portagePressed = false;
        element.addEventListener('click', () => { globalThis.portagePressed = true; }, { once: true });
        return now;
      }
      """;

  /** A way to elements: {@code "css"} selectors, buttons by their {@code "label"} or by what it {@code "begins"} with. */
  record Find(String way, String what) {
    static Find css(String selector) {
      return new Find("css", selector);
    }

    static Find button(String label) {
      return new Find("label", label);
    }

    static Find buttonThatBegins(String label) {
      return new Find("begins", label);
    }
  }

  private final Tab tab;

  Elements(Tab tab) {
    this.tab = tab;
  }

  /** Runs a function of elements, the ones that are found; seen or not. */
  JsonValue run(String function, Find find) {
    return tab.run("(way, what) => {" + TOOLS + "return (" + function + ")(found(way, what)); }", find.way, find.what);
  }

  /** How many there are, seen or not. */
  int count(Find find) {
    return run("(all) => all.length", find).asInt();
  }

  /** The text of the one element that is seen, or null. */
  String textOrNull(Find find) {
    JsonValue text = run("(all) => { const s = all.filter(isSeen); return s.length === 1 ? text(s[0]) : null; }", find);
    return text.isNull() ? null : text.asString();
  }

  /** Waits for an element whose text fits, and returns that. */
  String waitForText(Find find, Predicate<String> fits, String wanted) {
    String[] last = {null};
    return waitFor(
        () -> {
          last[0] = textOrNull(find);
          return last[0] != null && fits.test(last[0]) ? last[0] : null;
        },
        () -> find.what + ": wanted " + wanted + ", found " + last[0]);
  }

  /** Waits until a function of the elements that are found gives a text that fits, and returns that. */
  String waitForValue(Find find, String function, Pattern wanted) {
    String[] last = {null};
    return waitFor(
        () -> {
          JsonValue value = run(function, find);
          if (value.isNull()) return null; // a page that was loaded anew
          last[0] = value.asString();
          return wanted.matcher(last[0]).matches() ? last[0] : null;
        },
        () -> find.what + ": wanted " + wanted + ", found " + last[0]);
  }

  /** Waits until there is none, seen or not. */
  void waitForNone(Find find) {
    waitFor(() -> count(find) == 0 ? Boolean.TRUE : null, () -> find.what + " is still there");
  }

  void click(Find find) {
    waitFor(() -> isPressed(find) ? Boolean.TRUE : null, () -> find.what + " cannot be pressed");
  }

  /** Whether the element could be pressed, and got it: what moves in between gets out of the way. */
  private boolean isPressed(Find find) {
    JsonValue place =
        tab.run("(way, what) => {" + TOOLS + "return (" + PLACE + ")(way, what); }", find.way, find.what);
    if (place.isNull()) return false;
    JsonArray xAndY = place.asArray();
    tab.click(xAndY.get(0).asDouble(), xAndY.get(1).asDouble());
    return tab.run("() => globalThis.portagePressed").isTrue(); // a page that was loaded anew knows of no press
  }

  /** Types the text in place of what stands in the field. */
  void fill(Find field, String text) {
    click(field);
    run("([field]) => { field.select(); }", field);
    if (text.isEmpty()) tab.press(Key.DELETE);
    else tab.type(text);
    waitForValue(field, "value", text);
  }

  void check(Find box) {
    click(box);
    waitForValue(box, "checked", "true");
  }

  private void waitForValue(Find field, String property, String wanted) {
    String function = "([field]) => field ? String(field." + property + ") : null";
    waitFor(
        () -> run(function, field).equals(Json.value(wanted)) ? Boolean.TRUE : null,
        () -> field.what + " did not take what was typed");
  }

  /** Chooses a file of this machine: no test can press the browser's own dialogue. */
  void choose(Find input, Path file) {
    waitFor(() -> count(input) == 1 ? Boolean.TRUE : null, () -> input.what + " is not there");
    tab.choose(input.what, file);
  }

  boolean isFocused(Find find) {
    return run("([element]) => element !== undefined && document.activeElement === element", find).asBoolean();
  }

  /** Asks until there is an answer. */
  private static <T> T waitFor(Supplier<T> somethingOrNull, Supplier<String> complaint) {
    long deadline = System.nanoTime() + (long) Stage.PATIENCE_MILLIS * 1_000_000;
    while (true) {
      T something = somethingOrNull.get();
      if (something != null) return something;
      if (System.nanoTime() > deadline) throw new AssertionError(complaint.get());
      LockSupport.parkNanos(POLL_NANOS); // one way for all browsers, none of which can be waited for alike
    }
  }
}
