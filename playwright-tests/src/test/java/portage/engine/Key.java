package portage.engine;

/** Keys that a test presses by themselves. */
public enum Key {
  TAB("Tab", "\uE004"),
  ENTER("Enter", "\uE007"),
  CONTROL("Control", "\uE009"),
  DELETE("Delete", "\uE017"),
  A("a", "a");

  private final String playwrightName;
  private final String codePoint;

  Key(String playwrightName, String codePoint) {
    this.playwrightName = playwrightName;
    this.codePoint = codePoint;
  }

  String playwrightName() {
    return playwrightName;
  }

  /** What stands for the key in WebDriver and WebDriver BiDi (WebDriver, "Keyboard actions"). */
  String codePoint() {
    return codePoint;
  }
}
