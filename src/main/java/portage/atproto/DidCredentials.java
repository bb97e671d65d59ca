package portage.atproto;

import com.eclipsesource.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Json;

/**
 * What a PDS wants to see in the DID document ({@code com.atproto.identity.getRecommendedDidCredentials}).
 *
 * @param rotationKeys as did:key; the first may be the operator's recovery key
 * @param verificationMethods name to did:key
 */
public record DidCredentials(
    List<String> rotationKeys,
    List<String> alsoKnownAs,
    Map<String, String> verificationMethods,
    Map<String, PlcData.Service> services) {

  static DidCredentials of(Json json, String host) throws StreamingException {
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
    DidCredentials credentials =
        new DidCredentials(json.texts("rotationKeys"), json.texts("alsoKnownAs"), methods, services);
    if (!methods.containsKey("atproto") || !services.containsKey("atproto_pds")) {
      throw new StreamingException(
          ErrorCode.BAD_ANSWER,
          ErrorContext.of("com.atproto.identity.getRecommendedDidCredentials").at(host),
          "no signing key or no PDS address");
    }
    return credentials;
  }
}
