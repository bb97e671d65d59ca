package portage.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {
  private static String parsed(String text) {
    Origin origin = Origin.parse(text, Origin.Loopback.REFUSED);
    return origin == null ? null : origin.toString();
  }

  private static String local(String text) {
    Origin origin = Origin.parse(text, Origin.Loopback.ALLOWED);
    return origin == null ? null : origin.toString();
  }

  @Test void addressIsReadAsAPersonTypesIt() {
    for (String text : List.of(
        "https://pds.example.com", "https://pds.example.com/", "pds.example.com", "  pds.example.com \n",
        "HTTPS://PDS.Example.COM", "pds.example.com:443", "https://pds.example.com:443/")) {
      assertEquals("https://pds.example.com", parsed(text), text);
    }
  }

  @Test void portOtherThanTheSchemesOwnStays() {
    assertEquals("https://pds.example.com:8443", parsed("pds.example.com:8443"));
    assertEquals("https://pds.example.com:80", parsed("https://pds.example.com:80"));
    assertEquals("https://pds.example.com:65535", parsed("pds.example.com:65535"));
    Origin origin = Origin.parse("pds.example.com:8443", Origin.Loopback.REFUSED);
    assertEquals("pds.example.com:8443", origin.host());
    assertEquals("pds.example.com", origin.hostName());
  }

  @Test void portsThatAreNoneAreRefused() {
    for (String port : List.of("0", "65536", "99999", "123456", "-1", "+80", "8a", "", " 80", "0x50", "\u0661")) {
      assertNull(parsed("pds.example.com:" + port), port);
    }
  }

  @Test void whatIsMoreThanAnOriginIsRefused() {
    for (String text : List.of(
        "https://pds.example.com/xrpc", "https://pds.example.com//", "https://pds.example.com/?a=b",
        "https://pds.example.com?a=b", "https://pds.example.com#top", "https://pds.example.com/#",
        "pds.example.com/.", "pds.example.com\\", "https://pds.example.com\\.evil.example")) {
      assertNull(parsed(text), text);
    }
  }

  @Test void userNamesAreRefused() {
    for (String text : List.of(
        "https://ana@pds.example.com", "https://ana:secret@pds.example.com", "ana@pds.example.com",
        "https://pds.example.com@evil.example", "https://pds.example.com:443@evil.example",
        "https://localhost:80@evil.example", "https://@evil.example")) {
      assertNull(parsed(text), text);
      assertNull(local(text), text);
    }
  }

  @Test void otherSchemesAreRefused() {
    for (String text : List.of(
        "ftp://pds.example.com", "ws://pds.example.com", "javascript:alert(1)", "data:text/html,x", "blob:https://a.b",
        "file:///etc/hosts", "//pds.example.com", "https:pds.example.com", "https:/pds.example.com",
        "https://https://pds.example.com", "http:https://pds.example.com", "://pds.example.com")) {
      assertNull(parsed(text), text);
      assertNull(local(text), text);
    }
  }

  @Test void httpIsRefusedForOtherComputers() {
    for (String text : List.of(
        "http://pds.example.com", "HTTP://pds.example.com:443", "http://192.168.1.2", "http://localhost.example.com",
        "http://127.0.0.1.example.com", "http://notlocalhost.example")) {
      assertNull(parsed(text), text);
      assertNull(local(text), text);
    }
  }

  @Test void thisComputerIsRefusedUnlessAllowed() {
    for (String text : List.of(
        "localhost", "http://localhost:2583", "https://localhost", "http://127.0.0.1:2583", "127.0.0.1",
        "pds.localhost", "https://a.b.localhost", "LOCALHOST")) {
      assertNull(parsed(text), text);
      assertNotNull(local(text), text);
    }
  }

  @Test void thisComputerIsAskedOverHttpUnlessToldOtherwise() {
    assertEquals("http://localhost:2583", local("localhost:2583"));
    assertEquals("http://localhost", local("http://localhost:80/"));
    assertEquals("https://localhost", local("https://localhost:443"));
    assertEquals("http://pds.localhost:2583", local("pds.localhost:2583"));
    assertEquals("https://pds.example.com", local("pds.example.com"));
  }

  @Test void loopbackIsKnownByTheWholeName() {
    assertTrue(Origin.isLoopbackHost("localhost"));
    assertTrue(Origin.isLoopbackHost("a.localhost"));
    assertTrue(Origin.isLoopbackHost("127.0.0.1"));
    assertFalse(Origin.isLoopbackHost("alocalhost"));
    assertFalse(Origin.isLoopbackHost("localhost.example.com"));
    assertFalse(Origin.isLoopbackHost("127.0.0.1.example.com"));
  }

  @Test void namesThatAreNoHostAreRefused() {
    for (String text : List.of(
        "", " ", "/", "https://", "https:///", "pds", "com", ".", "..", ".example.com", "example.com.",
        "pds..example.com", "-pds.example.com", "pds-.example.com", "pds.-example.com", "pds.example.com-",
        "pds_1.example.com", "pds .example.com", "pds\texample.com", "pds\u0000.example.com", "pds%2eexample.com",
        "[::1]", "https://[::1]:80", "pds*.example.com", "did:web:pds.example.com", "at://pds.example.com",
        "pds,example.com", "a".repeat(64) + ".example.com")) {
      assertNull(parsed(text), text);
      assertNull(local(text), text);
    }
  }

  @Test void topLevelNameDoesNotBeginWithADigit() {
    for (String text : List.of("pds.651exp6", "pds.0xa", "pds.1", "10.0.0.1", "127.0.0.2")) {
      assertNull(local(text), text);
    }
    assertNotNull(parsed("651.exp6"));
  }

  @Test void lettersOfOtherScriptsAreRefused() {
    for (String text : List.of(
        "p\u0434s.example.com", "pds.ex\u0430mple.com", "b\u00fccher.example", "pds\u3002example.com",
        "pds\uff0eexample.com", "pds\u2024example.com", "\u202epds.example.com", "pds\u00ad.example.com",
        "pds.example.com\u200b", "\ud83d\ude00.example.com")) {
      assertNull(parsed(text), text);
    }
    assertEquals("https://xn--bcher-kva.example", parsed("xn--bcher-kva.example"));
  }

  @Test void hostsAreAtMostAsLongAsDnsHasThem() {
    String label = "a".repeat(63);
    String longest = label + "." + label + "." + label + "." + "a".repeat(61);
    assertEquals(253, longest.length());
    assertEquals("https://" + longest, parsed(longest));
    assertNull(parsed(longest + "a"));
    assertNull(parsed("a.".repeat(50_000) + "com"));
  }

  @Test void sameServerIsEqualHoweverItWasTyped() {
    Origin one = Origin.parse("pds.example.com", Origin.Loopback.REFUSED);
    Origin same = Origin.parse("https://PDS.example.com:443/", Origin.Loopback.ALLOWED);
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, Origin.parse("pds.example.com:8443", Origin.Loopback.REFUSED));
    assertNotEquals(
        Origin.parse("http://localhost", Origin.Loopback.ALLOWED),
        Origin.parse("https://localhost", Origin.Loopback.ALLOWED));
  }
}
