package portage.migration;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

/** Compares JSON by meaning: the order of an object's members does not count. */
final class SameJson {
  private SameJson() {}

  static boolean same(JsonValue a, JsonValue b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a.isObject() && b.isObject()) {
      JsonObject left = a.asObject();
      JsonObject right = b.asObject();
      if (left.size() != right.size()) {
        return false;
      }
      for (JsonObject.Member member : left) {
        if (!same(member.getValue(), right.get(member.getName()))) {
          return false;
        }
      }
      // Equally many members are not the same ones where a name is there twice.
      return left.names().containsAll(right.names());
    }
    if (a.isArray() && b.isArray()) {
      JsonArray left = a.asArray();
      JsonArray right = b.asArray();
      if (left.size() != right.size()) {
        return false;
      }
      for (int i = 0; i < left.size(); i++) {
        if (!same(left.get(i), right.get(i))) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }
}
