package portage.atproto;

import java.util.List;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Json;

/**
 * The parts of a DID document that atproto uses. Ids may be relative ({@code #atproto_pds}) or full; those of another DID do
 * not count.
 *
 * @param did whose document it is
 * @param handleOrNull the first {@code at://} alias, without the scheme; null when that is no handle
 * @param pdsEndpointOrNull the PDS's address as written
 * @param signingKeyOrNull the key that signs the repo, or null when absent or of a kind that atproto does not use
 */
public record DidDocument(String did, String handleOrNull, String pdsEndpointOrNull, DidKey signingKeyOrNull) {

  /** Reads it; {@code BAD_ANSWER} when a field is of another type than it has to be. */
  public static DidDocument of(Json json) throws StreamingException {
    String did = json.text("id");
    if (!Did.isValid(did)) {
      throw json.bad("id", "not a DID");
    }
    return new DidDocument(did, handle(json.texts("alsoKnownAs")), pdsEndpoint(did, json), signingKey(did, json));
  }

  private static String handle(List<String> aliases) {
    for (String alias : aliases) {
      if (alias.startsWith("at://")) {
        String handle = alias.substring(5);
        return Handle.isValid(handle) ? handle : null;
      }
    }
    return null;
  }

  private static String pdsEndpoint(String did, Json json) throws StreamingException {
    for (Json service : json.objects("service")) {
      if (isId(service.textOr("id", ""), did, "#atproto_pds")
          && service.textOr("type", "").equals("AtprotoPersonalDataServer")) {
        // Other endpoints may be objects or lists by the DID standard; the PDS's is a text.
        return service.text("serviceEndpoint");
      }
    }
    return null;
  }

  private static boolean isId(String id, String did, String fragment) {
    return id.equals(fragment) || id.equals(did + fragment);
  }

  private static DidKey signingKey(String did, Json json) throws StreamingException {
    for (Json method : json.objects("verificationMethod")) {
      if (isId(method.textOr("id", ""), did, "#atproto")) {
        String multibase = method.textOr("publicKeyMultibase", null);
        if (multibase == null) {
          return null;
        }
        try {
          return DidKey.fromMultibase(method.textOr("type", ""), multibase);
        } catch (IllegalArgumentException e) {
          return null;
        }
      }
    }
    return null;
  }

  /** The signing key; {@code DID_DOCUMENT_BROKEN} when there is none that can be used. */
  public DidKey signingKey() throws StreamingException {
    if (signingKeyOrNull == null) {
      throw new StreamingException(
          ErrorCode.DID_DOCUMENT_BROKEN, ErrorContext.of("read DID document").about(did), "no usable signing key");
    }
    return signingKeyOrNull;
  }
}
