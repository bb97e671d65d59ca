package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Json;

class PagesTest {
  private final Pages pages = new Pages("list", "pds.example");

  private static Json page(String cursorOrNull) throws StreamingException {
    JsonObject page = new JsonObject();
    if (cursorOrNull != null) {
      page.add("cursor", cursorOrNull);
    }
    return Json.of(page, ErrorContext.of("list"));
  }

  @Test void pageWithoutACursorIsTheLast() throws StreamingException {
    assertTrue(pages.goOn(page("a"), 500));
    assertEquals("a", pages.cursorOrNull());
    assertFalse(pages.goOn(page(null), 600));
  }

  @Test void emptyPageThatLeadsOnIsFollowed() throws StreamingException {
    assertTrue(pages.goOn(page("a"), 0));
    assertTrue(pages.goOn(page("b"), 0));
    assertTrue(pages.goOn(page("c"), 1));
  }

  @Test void pageThatBringsNothingAndLeadsBackIsTheLast() throws StreamingException {
    assertTrue(pages.goOn(page("a"), 500));
    assertTrue(pages.goOn(page("b"), 900));
    assertFalse(pages.goOn(page("a"), 900));
  }

  @Test void emptyPagesThatLeadOnForEverAreRefused() {
    StreamingException refusal = assertThrows(StreamingException.class, () -> {
      for (int i = 0; pages.goOn(page("cursor " + i), 0); i++) {
        assertTrue(i < Pages.MAX_EMPTY_PAGES, "still going on");
      }
    });
    assertEquals(ErrorCode.BAD_ANSWER, refusal.code());
  }

  @Test void listThatOutgrowsEveryAccountIsRefused() {
    StreamingException refusal = assertThrows(StreamingException.class, () -> {
      for (int i = 1; pages.goOn(page("cursor " + i), i * 100_000); i++) {
        assertTrue(i * 100_000 <= Pages.MAX_ITEMS, "still going on");
      }
    });
    assertEquals(ErrorCode.BAD_ANSWER, refusal.code());
  }

  @Test void cursorThatFitsIntoNoAddressIsRefused() {
    assertThrows(StreamingException.class, () -> pages.goOn(page("x".repeat(10_000)), 1));
  }
}
