package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import portage.crypto.Vectors;

class SyntaxTest {
  @Test
  void publishedTidsAreJudgedAsPublished() {
    judge("tid", Tid::isValid);
  }

  @Test
  void publishedNsidsAreJudgedAsPublished() {
    judge("nsid", Nsid::isValid);
  }

  @Test
  void publishedRecordKeysAreJudgedAsPublished() {
    judge("recordkey", RecordKey::isValid);
  }

  private static void judge(String kind, Predicate<String> isValid) {
    for (String line : Vectors.lines("syntax/" + kind + "_syntax_valid.txt")) {
      assertTrue(isValid.test(line), line);
    }
    for (String line : Vectors.lines("syntax/" + kind + "_syntax_invalid.txt")) {
      assertFalse(isValid.test(line), line);
    }
    assertFalse(isValid.test(""));
  }

  @Test
  void pathsAreTakenAsServersTakeThem() {
    assertTrue(RecordPath.isValid("app.bsky.feed.post/3jqfcqzm3fo2j"));
    assertTrue(RecordPath.isValid("a/~1.2-3_:"));
    assertTrue(RecordPath.isValid("a/" + "b".repeat(1022)));
    for (String path : new String[] {
      "", "/", "a", "a/", "/a", "a//b", "a/b/c", "a/b ", "a/é", "a/b\n", "a/" + "b".repeat(1023), "a/b#", "a\u0000/b",
    }) {
      assertFalse(RecordPath.isValid(path), path);
    }
    assertEquals("app.bsky.feed.post", RecordPath.collection("app.bsky.feed.post/self"));
    assertEquals("self", RecordPath.recordKey("app.bsky.feed.post/self"));
  }
}
