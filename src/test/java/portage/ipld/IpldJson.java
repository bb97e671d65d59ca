package portage.ipld;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.crypto.Vectors;

/** Reads the JSON form of the data model: {@code {"$link": …}} is a CID, {@code {"$bytes": …}} a byte string. */
public final class IpldJson {
  private IpldJson() {}

  public static Object value(JsonValue json) throws MalformedException {
    if (json.isObject()) {
      return object(json.asObject());
    }
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonValue item : json.asArray()) {
        list.add(value(item));
      }
      return list;
    }
    if (json.isNumber()) {
      return (long) json.asDouble();
    }
    if (json.isNull()) {
      return null;
    }
    return json.isBoolean() ? (Object) json.asBoolean() : json.asString();
  }

  private static Object object(JsonObject json) throws MalformedException {
    if (json.size() == 1 && json.get("$link") != null) {
      return Cid.parse(json.get("$link").asString());
    }
    if (json.size() == 1 && json.get("$bytes") != null) {
      return Vectors.base64(json.get("$bytes").asString());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name : json.names()) {
      map.put(name, value(json.get(name)));
    }
    return map;
  }
}
