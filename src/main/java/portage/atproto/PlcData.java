package portage.atproto;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/**
 * What a did:plc identity says at one moment: the directory's {@code /<did>/data}, or an operation's contents.
 *
 * @param did whose identity
 * @param rotationKeys did:keys that may change it, the most powerful first
 * @param verificationMethods did:keys by id; {@code atproto} signs the repo. Others may be of any curve
 * @param alsoKnownAs {@code at://handle} first
 * @param services by id; {@code atproto_pds} is the PDS
 */
public record PlcData(
    String did,
    List<String> rotationKeys,
    Map<String, String> verificationMethods,
    List<String> alsoKnownAs,
    Map<String, Service> services) {

  /** Id of the repo's signing key. */
  public static final String SIGNING_KEY_ID = "atproto";
  /** Id of the PDS among the services. */
  public static final String PDS_ID = "atproto_pds";
  /** Type of the PDS among the services. */
  public static final String PDS_TYPE = "AtprotoPersonalDataServer";

  private static final String HANDLE_SCHEME = "at://";
  /** More than a whole operation may have (did-method-plc: 7500 bytes). */
  private static final int MAX_TEXT_CHARS = 8_000;

  /** A service of the identity. */
  public record Service(String type, String endpoint) {}

  public PlcData {
    rotationKeys = Collections.unmodifiableList(new ArrayList<>(rotationKeys));
    verificationMethods = Collections.unmodifiableMap(new LinkedHashMap<>(verificationMethods));
    alsoKnownAs = Collections.unmodifiableList(new ArrayList<>(alsoKnownAs));
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
  }

  /** Reads the directory's {@code /<did>/data}. {@code BAD_ANSWER} when a field is missing or of another type. */
  public static PlcData parse(JsonObject json) throws StreamingException {
    return new PlcData(text(json, "did"), texts(json, "rotationKeys"), textMap(json, "verificationMethods"),
        texts(json, "alsoKnownAs"), serviceMap(json, "services"));
  }

  /** The repo's signing key as did:key, or null when there is none. */
  public String signingKey() {
    return verificationMethods.get(SIGNING_KEY_ID);
  }

  /** The PDS's endpoint as it stands there, or null when there is no PDS of the known type. */
  public String pdsEndpoint() {
    Service pds = services.get(PDS_ID);
    return pds != null && pds.type().equals(PDS_TYPE) ? pds.endpoint() : null;
  }

  /** The fields that {@code com.atproto.identity.signPlcOperation} takes; given ones replace, absent ones would stay. */
  JsonObject operationFields() {
    JsonObject methods = new JsonObject();
    for (Map.Entry<String, String> method : verificationMethods.entrySet()) {
      methods.add(method.getKey(), method.getValue());
    }
    JsonObject serviceObjects = new JsonObject();
    for (Map.Entry<String, Service> service : services.entrySet()) {
      serviceObjects.add(
          service.getKey(),
          new JsonObject().add("type", service.getValue().type()).add("endpoint", service.getValue().endpoint()));
    }
    return new JsonObject()
        .add("rotationKeys", array(rotationKeys))
        .add("verificationMethods", methods)
        .add("alsoKnownAs", array(alsoKnownAs))
        .add("services", serviceObjects);
  }

  private static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    for (String text : texts) {
      array.add(text);
    }
    return array;
  }

  /** The first name under {@code at://}, or null when there is none. Not checked: it may not be a handle. */
  public String handle() {
    for (String name : alsoKnownAs) {
      if (name.startsWith(HANDLE_SCHEME)) {
        return name.substring(HANDLE_SCHEME.length());
      }
    }
    return null;
  }

  static String text(JsonObject json, String name) throws StreamingException {
    JsonValue value = json.get(name);
    if (value == null || !value.isString()) {
      throw bad("no text in " + name);
    }
    return bounded(value.asString(), name);
  }

  private static String bounded(String text, String name) throws StreamingException {
    if (text.length() > MAX_TEXT_CHARS) {
      throw bad("a text of " + text.length() + " characters in " + name);
    }
    return text;
  }

  static List<String> texts(JsonObject json, String name) throws StreamingException {
    JsonValue value = json.get(name);
    if (value == null || !value.isArray()) {
      throw bad("no list in " + name);
    }
    JsonArray array = value.asArray();
    List<String> texts = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isString()) {
        throw bad("no text in " + name);
      }
      texts.add(bounded(array.get(i).asString(), name));
    }
    return texts;
  }

  static Map<String, String> textMap(JsonObject json, String name) throws StreamingException {
    JsonObject object = object(json, name);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : object.names()) {
      if (texts.put(key, text(object, key)) != null) {
        throw bad(key + " twice in " + name);
      }
    }
    return texts;
  }

  static Map<String, Service> serviceMap(JsonObject json, String name) throws StreamingException {
    JsonObject object = object(json, name);
    Map<String, Service> services = new LinkedHashMap<>();
    for (String key : object.names()) {
      JsonObject service = object(object, key);
      if (service.size() != 2) {
        throw bad("a service with other fields than type and endpoint");
      }
      if (services.put(key, new Service(text(service, "type"), text(service, "endpoint"))) != null) {
        throw bad(key + " twice in " + name);
      }
    }
    return services;
  }

  private static JsonObject object(JsonObject json, String name) throws StreamingException {
    JsonValue value = json.get(name);
    if (value == null || !value.isObject()) {
      throw bad("no object in " + name);
    }
    return value.asObject();
  }

  static StreamingException bad(String detail) {
    return new StreamingException(ErrorCode.BAD_ANSWER, ErrorContext.of("read PLC identity"), detail);
  }
}
