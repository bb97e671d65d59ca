package portage.atproto;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.StreamingException;
import portage.ipld.Cid;

/** Writes audit logs for tests, an hour between operations unless told otherwise. */
final class PlcLogBuilder {
  static final SigningKey STRONG = SigningKey.numbered(Curve.P256, 10);
  static final SigningKey MIDDLE = SigningKey.numbered(Curve.K256, 11);
  static final SigningKey WEAK = SigningKey.numbered(Curve.K256, 12);
  static final SigningKey SIGNING = SigningKey.numbered(Curve.K256, 13);

  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000L;

  private final List<JsonObject> entries = new ArrayList<>();
  private String did;

  /** What an identity with these rotation keys says. */
  static PlcData data(String handle, SigningKey... rotationKeys) {
    List<String> keys = new ArrayList<>();
    for (SigningKey key : rotationKeys) {
      keys.add(key.didKey().toString());
    }
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    services.put(PlcData.PDS_ID, new PlcData.Service(PlcData.PDS_TYPE, "https://" + handle + ".example.com"));
    return new PlcData("", keys, Map.of("atproto", SIGNING.didKey().toString()), List.of("at://" + handle + ".test"), services);
  }

  static PlcOperation sign(PlcOperation operation, SigningKey key) {
    return operation.signed(key.sign(operation.unsignedBytes()));
  }

  /** Adds a change of the handle by the middle key of all three. */
  Cid add(Cid prev, String handle) {
    return add(prev, data(handle, STRONG, MIDDLE, WEAK), MIDDLE);
  }

  Cid add(Cid prev, PlcData data, SigningKey key) {
    return add(sign(PlcOperation.unsigned(data, prev), key));
  }

  Cid add(PlcOperation operation) {
    if (did == null) {
      did = operation.did();
    }
    return entry(operation, START + entries.size() * HOUR);
  }

  Cid addAt(PlcOperation operation, long afterStartMillis) {
    return entry(operation, START + afterStartMillis);
  }

  private Cid entry(PlcOperation operation, long createdAtMillis) {
    JsonObject entry = new JsonObject();
    entry.add("did", did);
    entry.add("operation", operation.toJson());
    entry.add("cid", operation.cid().toString());
    entry.add("nullified", false);
    entry.add("createdAt", java.time.Instant.ofEpochMilli(createdAtMillis).toString());
    entries.add(entry);
    return operation.cid();
  }

  static PlcOperation tombstone(Cid prev, SigningKey key) throws StreamingException {
    return sign(tombstone(prev), key);
  }

  /** One whose signature is none yet. */
  static PlcOperation tombstone(Cid prev) throws StreamingException {
    return PlcOperation.parse(new JsonObject().add("type", "plc_tombstone").add("prev", prev.toString()).add("sig", ""));
  }

  PlcLogBuilder nullified(int... numbers) {
    for (int number : numbers) {
      entries.get(number).set("nullified", true);
    }
    return this;
  }

  /** Changes one field of an entry. */
  PlcLogBuilder set(int number, String name, JsonValue value) {
    entries.get(number).set(name, value);
    return this;
  }

  /** Changes a field of an entry's operation and its CID with it. */
  PlcLogBuilder setInOperation(int number, String name, String value) throws StreamingException {
    JsonObject operation = entries.get(number).get("operation").asObject();
    operation.set(name, value);
    entries.get(number).set("cid", PlcOperation.parse(operation).cid().toString());
    return this;
  }

  String did() {
    return did;
  }

  JsonArray log() {
    JsonArray log = new JsonArray();
    entries.forEach(log::add);
    return log;
  }
}
