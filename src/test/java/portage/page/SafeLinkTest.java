package portage.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeLinkTest {
  @Test void httpsWithAHostIsAllowed() {
    for (String href : List.of(
        "https://bsky.app/profile/ana.example", "https://example.com", "https://example.com:8443/?a=b#c",
        "https://example.com/@ana")) {
      assertTrue(SafeLink.allows(href), href);
    }
  }

  @Test void plainHttpIsForThisMachineOnly() {
    for (String href : List.of("http://localhost:2583/xrpc", "http://127.0.0.1", "http://[::1]:80/")) {
      assertTrue(SafeLink.allows(href), href);
    }
    for (String href : List.of(
        "http://example.com/", "http://localhost.example.com/", "http://localhost:80@example.com/",
        "http://localhost@example.com", "http://127.0.0.1.example.com", "http://localhost:1x")) {
      assertFalse(SafeLink.allows(href), href);
    }
  }

  @Test void everythingElseIsRefused() {
    for (String href : List.of(
        "", "https://", "https:///path", "https://:80/", "https://?", "https:example.com", "https:\\\\example.com",
        "https://user@example.com/", "https://exam\nple.com", " https://example.com", "https://ex\u0430mple.com",
        "https://example.com\\@evil.example", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x",
        "blob:https://example.com/1", "//example.com", "/path", "mailto:ana@example.com", "file:///etc/hosts")) {
      assertFalse(SafeLink.allows(href), href);
    }
  }
}
