package portage.atproto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a genesis of the old type {@code create} says, in the form of today (did-method-plc, {@code lib/src/operations.ts}). */
final class LegacyCreate {
  private LegacyCreate() {}

  /** @param fields texts in {@code signingKey}, {@code recoveryKey}, {@code handle} and {@code service} */
  static PlcData data(String did, Map<String, Object> fields) {
    String signingKey = (String) fields.get("signingKey");
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    services.put(PlcData.PDS_ID, new PlcData.Service(PlcData.PDS_TYPE, withHttp((String) fields.get("service"))));
    return new PlcData(did, List.of((String) fields.get("recoveryKey"), signingKey),
        Map.of(PlcData.SIGNING_KEY_ID, signingKey), List.of(withAt((String) fields.get("handle"))), services);
  }

  private static String withHttp(String service) {
    return service.startsWith("http://") || service.startsWith("https://") ? service : "https://" + service;
  }

  private static String withAt(String handle) {
    if (handle.startsWith("at://")) {
      return handle;
    }
    int scheme = handle.startsWith("https://") ? 8 : handle.startsWith("http://") ? 7 : 0;
    return "at://" + handle.substring(scheme);
  }
}
