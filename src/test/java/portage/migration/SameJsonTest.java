package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import org.junit.jupiter.api.Test;

class SameJsonTest {
  private static boolean same(String a, String b) {
    boolean same = SameJson.same(Json.parse(a), Json.parse(b));
    assertEquals(same, SameJson.same(Json.parse(b), Json.parse(a)), "not the same both ways round");
    return same;
  }

  @Test void orderOfMembersDoesNotCount() {
    assertTrue(same("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}", "{\"b\":{\"d\":3,\"c\":2},\"a\":1}"));
  }

  @Test void orderOfAListCounts() {
    assertTrue(same("[1,2]", "[1,2]"));
    assertFalse(same("[1,2]", "[2,1]"));
    assertTrue(same("[{\"a\":1,\"b\":2}]", "[{\"b\":2,\"a\":1}]"));
  }

  @Test void moreOrLessIsNotTheSame() {
    assertFalse(same("{\"a\":1}", "{\"a\":1,\"b\":2}"));
    assertFalse(same("{\"a\":1}", "{}"));
    assertFalse(same("[1]", "[1,1]"));
    assertFalse(same("{\"a\":1,\"b\":2}", "{\"a\":1,\"c\":2}"));
    assertFalse(same("{\"a\":null}", "{\"b\":null}"));
  }

  @Test void otherValuesAndTypesAreNotTheSame() {
    assertFalse(same("{\"a\":1}", "{\"a\":2}"));
    assertFalse(same("{\"a\":1}", "{\"a\":\"1\"}"));
    assertFalse(same("{\"a\":true}", "{\"a\":\"true\"}"));
    assertFalse(same("{\"a\":null}", "{\"a\":false}"));
    assertFalse(same("{\"a\":[]}", "{\"a\":{}}"));
    assertFalse(same("[]", "{}"));
  }

  @Test void absentIsOnlyTheSameAsAbsent() {
    assertTrue(SameJson.same(null, null));
    assertFalse(SameJson.same(null, Json.NULL));
    assertFalse(SameJson.same(Json.NULL, null));
  }
}
