package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import portage.crypto.Vectors;

class DidTest {
  @Test
  void publishedDidsAreJudgedAsPublished() {
    for (String line : Vectors.lines("syntax/did_syntax_valid.txt")) {
      assertTrue(Did.isValid(line), line);
      assertEquals(line, new Did(line).toString());
    }
    for (String line : Vectors.lines("syntax/did_syntax_invalid.txt")) {
      assertFalse(Did.isValid(line), line);
      assertThrows(IllegalArgumentException.class, () -> new Did(line));
    }
  }

  @Test
  void endsAndLengthsAreExact() {
    for (String text : new String[] {"", "did", "did:", "did::", "did:a", "did:a:", "did::a", "did:a:%", "did:a:b:", " did:a:b", "did:a:b\n"}) {
      assertFalse(Did.isValid(text), text);
    }
    assertTrue(Did.isValid("did:a:" + "b".repeat(2042)));
    assertFalse(Did.isValid("did:a:" + "b".repeat(2043)));
  }

  @Test
  void plcHas24CharactersOfBase32() {
    assertTrue(new Did("did:plc:vrcrv2rgcpxhbxrdmuupcc4k").isPlc());
    for (String text : new String[] {
      "did:plc:vrcrv2rgcpxhbxrdmuupcc4", "did:plc:vrcrv2rgcpxhbxrdmuupcc4kk", "did:plc:vrcrv2rgcpxhbxrdmuupcc41",
      "did:plc:VRCRV2RGCPXHBXRDMUUPCC4K", "did:web:example.com", "did:plcx:vrcrv2rgcpxhbxrdmuupcc4k",
    }) {
      assertFalse(new Did(text).isPlc(), text);
    }
  }

  @Test
  void webIsABareHostAndOnlyLocalhostHasAPort() {
    assertEquals("example.com", new Did("did:web:example.com").webHost());
    assertEquals("localhost", new Did("did:web:localhost").webHost());
    assertEquals("localhost:1234", new Did("did:web:localhost%3A1234").webHost());
    for (String text : new String[] {
      "did:web:example.com:path", "did:web:example.com%3A443", "did:web:example", "did:web:localhost%3A", "did:web:localhost%3Aab",
      "did:web:localhost%3A123456", "did:web:-a.b", "did:plc:vrcrv2rgcpxhbxrdmuupcc4k",
    }) {
      assertFalse(Did.isValid(text) && new Did(text).isWeb(), text);
    }
    assertThrows(IllegalStateException.class, () -> new Did("did:key:z").webHost());
  }
}
