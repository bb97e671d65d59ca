package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import portage.crypto.Vectors;

class HandleTest {
  @Test
  void publishedHandlesAreJudgedAsPublished() {
    for (String line : Vectors.lines("syntax/handle_syntax_valid.txt")) {
      assertTrue(Handle.isValid(line), line);
    }
    for (String line : Vectors.lines("syntax/handle_syntax_invalid.txt")) {
      assertFalse(Handle.isValid(line), line);
      assertThrows(IllegalArgumentException.class, () -> new Handle(line));
    }
    assertFalse(Handle.isValid(""));
    assertFalse(Handle.isValid("."));
  }

  @Test
  void publishedIdentifiersAreHandlesOrDids() {
    for (String line : Vectors.lines("syntax/atidentifier_syntax_valid.txt")) {
      assertTrue(Handle.isValid(line) || Did.isValid(line), line);
    }
    for (String line : Vectors.lines("syntax/atidentifier_syntax_invalid.txt")) {
      assertFalse(Handle.isValid(line) || Did.isValid(line), line);
    }
  }

  @Test
  void upperCaseIsTheSameHandle() {
    assertEquals(new Handle("xx.lcs.mit.edu"), new Handle("XX.LCS.MIT.EDU"));
    assertEquals("ii.example.com", new Handle("II.Example.com").toString());
  }

  @Test
  void reservedDomainsAreNotAskedFor() {
    for (String domain : new String[] {"alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion"}) {
      assertFalse(new Handle("alice." + domain).isResolvable());
      assertFalse(new Handle("alice." + domain).isResolvableInDevelopment());
      assertTrue(new Handle(domain + ".com").isResolvable());
    }
    assertFalse(new Handle("handle.invalid").isResolvable());
    assertFalse(new Handle("alice.test").isResolvable());
    assertTrue(new Handle("alice.test").isResolvableInDevelopment());
    assertTrue(new Handle("alice.bsky.social").isResolvable());
  }
}
