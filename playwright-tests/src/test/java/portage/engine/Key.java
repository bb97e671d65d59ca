package portage.engine;

/** Keys that a test presses by themselves. */
public enum Key {
  TAB("Tab", "\uE004", 9),
  ENTER("Enter", "\uE007", 13),
  CONTROL("Control", "\uE009", 17),
  DELETE("Delete", "\uE017", 46),
  A("a", "a", 65);

  private final String domName;
  private final String codePoint;
  private final int windowsCode;

  Key(String domName, String codePoint, int windowsCode) {
    this.domName = domName;
    this.codePoint = codePoint;
    this.windowsCode = windowsCode;
  }

  /** What a page reads as the key of its events (UI Events, "key"); Playwright's name for it, too. */
  String domName() {
    return domName;
  }

  /** What stands for the key in WebDriver and WebDriver BiDi (WebDriver, "Keyboard actions"). */
  String codePoint() {
    return codePoint;
  }

  /** Windows' virtual key code, by which the DevTools Protocol tells what a key does. */
  int windowsCode() {
    return windowsCode;
  }
}
