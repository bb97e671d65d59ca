package portage.atproto;

import com.eclipsesource.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.crypto.DidKey;
import portage.error.StreamingException;
import portage.net.Json;

/**
 * What a PDS wants to see in the DID document ({@code com.atproto.identity.getRecommendedDidCredentials}).
 *
 * @param rotationKeys as did:key; the first may be the operator's recovery key
 * @param verificationMethods name to did:key; {@code atproto} is among them and of a curve that atproto has
 * @param services name to service; {@code atproto_pds} is among them and of the type that others look for
 */
public record DidCredentials(
    List<String> rotationKeys,
    List<String> alsoKnownAs,
    Map<String, String> verificationMethods,
    Map<String, PlcData.Service> services) {

  static DidCredentials of(Json json) throws StreamingException {
    Map<String, String> methods = new LinkedHashMap<>();
    Json methodsJson = json.object("verificationMethods");
    for (JsonObject.Member member : methodsJson.raw()) {
      methods.put(member.getName(), methodsJson.text(member.getName()));
    }
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    Json servicesJson = json.object("services");
    for (JsonObject.Member member : servicesJson.raw()) {
      Json service = servicesJson.object(member.getName());
      services.put(member.getName(), new PlcData.Service(service.text("type"), service.text("endpoint")));
    }
    List<String> rotationKeys = json.texts("rotationKeys");
    for (String key : rotationKeys) {
      checkKey(json, "rotationKeys", key);
    }
    checkKey(json, "verificationMethods", methods.getOrDefault(PlcData.SIGNING_KEY_ID, ""));
    PlcData.Service pds = services.get(PlcData.PDS_ID);
    if (pds == null || !pds.type().equals(PlcData.PDS_TYPE)) {
      throw json.bad("services", "no PDS");
    }
    return new DidCredentials(rotationKeys, json.texts("alsoKnownAs"), methods, services);
  }

  private static void checkKey(Json json, String field, String key) throws StreamingException {
    try {
      DidKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw json.bad(field, e.getMessage());
    }
  }
}
