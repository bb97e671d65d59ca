package portage.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** How much the browser lets the pages of one origin keep. Ends with the test that made it; Chromium only. */
final class Room implements AutoCloseable {
  private final Page page;
  private final CDPSession devTools;

  /** {@code page} shows a page of that origin whenever the room is changed. */
  Room(Page page) {
    this.page = page;
    devTools = page.context().newCDPSession(page);
  }

  void is(long bytes) {
    JsonObject quota = new JsonObject();
    quota.addProperty("origin", (String) page.evaluate("location.origin"));
    quota.addProperty("quotaSize", bytes);
    devTools.send("Storage.overrideQuotaForOrigin", quota);
  }

  @Override
  public void close() {
    devTools.detach();
  }
}
