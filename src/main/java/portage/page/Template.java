package portage.page;

/**
 * Fills sentences: {0}, {1}… stand for arguments, which may be of strangers ({@link Shown}). What an argument holds is not
 * looked at again.
 */
final class Template {
  private Template() {}

  static String fill(String template, Object... arguments) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '{') {
        text.append(Shown.of(String.valueOf(arguments[template.charAt(i + 1) - '0'])));
        i += 2;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
