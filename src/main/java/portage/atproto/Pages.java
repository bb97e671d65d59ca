package portage.atproto;

import java.util.HashSet;
import java.util.Set;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Json;

/**
 * Follows the cursors of a list, and neither in circles nor for ever: a page may be empty, but one that brings nothing new and
 * leads where we have been is the last, and a list that outgrows every account is {@code BAD_ANSWER}.
 */
final class Pages {
  /** A thousand uploads a day for almost three years. */
  static final int MAX_ITEMS = 1_000_000;
  static final int MAX_EMPTY_PAGES = 100;

  private static final int MAX_PAGES = 20_000;
  private static final int MAX_CURSOR_CHARS = 2_000;

  private final ErrorContext context;
  private final Set<String> visited = new HashSet<>();
  private String cursor;
  private int items;
  private int pages;
  private int emptyInARow;

  Pages(String nsid, String host) {
    this.context = ErrorContext.of(nsid).at(host);
  }

  /** Leads to the page that is next; null for the first. */
  String cursorOrNull() {
    return cursor;
  }

  /**
   * Takes in a page; true when there is another.
   *
   * @param itemsSoFar how many different items there are with those of this page
   */
  boolean goOn(Json page, int itemsSoFar) throws StreamingException {
    boolean isNew = itemsSoFar > items;
    items = itemsSoFar;
    pages++;
    emptyInARow = isNew ? 0 : emptyInARow + 1;
    cursor = page.textOr("cursor", "");
    if (cursor.isEmpty()) {
      return false;
    }
    if (cursor.length() > MAX_CURSOR_CHARS) {
      throw page.bad("cursor", cursor.length() + " characters");
    }
    if (!visited.add(cursor) && !isNew) {
      return false;
    }
    if (items > MAX_ITEMS || pages >= MAX_PAGES || emptyInARow >= MAX_EMPTY_PAGES) {
      throw new StreamingException(
          ErrorCode.BAD_ANSWER, context, "a list without an end: " + items + " entries on " + pages + " pages");
    }
    return true;
  }
}
