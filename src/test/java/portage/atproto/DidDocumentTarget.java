package portage.atproto;

import java.nio.charset.StandardCharsets;
import java.util.List;
import portage.crypto.DidKey;
import portage.error.ErrorContext;
import portage.fuzz.Owed;
import portage.net.Json;
import portage.net.Origin;

/** A document that is accepted names a handle that is one, and a server by an address or by something that is refused. */
public final class DidDocumentTarget {
  private static final ErrorContext CONTEXT = ErrorContext.of("fuzz");

  private DidDocumentTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    DidDocument document = Owed.read(data.length, () -> DidDocument.of(Json.parse(text, CONTEXT)));
    if (document == null) {
      return;
    }
    Owed.holds(document.did() != null, "a document of nobody");
    Owed.holds(document.handleOrNull() == null || Handle.isValid(document.handleOrNull()), "a handle that is none");
    if (document.pdsEndpointOrNull() != null) {
      Owed.read(data.length, () -> Origin.parse(document.pdsEndpointOrNull(), Origin.Loopback.REFUSED));
    }
    DidKey key = Owed.read(data.length, document::signingKey);
    Owed.same(document.signingKeyOrNull(), key);
    if (key != null) {
      Owed.same(key, DidKey.parse(key.toString()));
    }
  }

  public static List<byte[]> seeds() {
    String key = PlcLogBuilder.SIGNING.didKey().toString().substring("did:key:".length());
    return List.of(
        seed("did:plc:ewvi7nxzyoun6zhxrhs64oiz", "#atproto", "Multikey", key),
        seed("did:plc:ewvi7nxzyoun6zhxrhs64oiz", "did:plc:ewvi7nxzyoun6zhxrhs64oiz#atproto",
            "EcdsaSecp256k1VerificationKey2019", "zQYEBzXeuTM9UR3rfvNag6L3RNAs5pQZyYPsomTsgQhsxLdEgCrPTLgFna8yqCnxPpNT7DBk6Ym3dgPKNu86vt9GR"),
        seed("did:web:a.example", "#atproto", "EcdsaSecp256r1VerificationKey2019", key));
  }

  private static byte[] seed(String did, String keyId, String keyType, String key) {
    return ("{\"@context\":[\"https://www.w3.org/ns/did/v1\"],\"id\":\"" + did + "\",\"alsoKnownAs\":[\"at://ana.example\"],"
        + "\"verificationMethod\":[{\"id\":\"" + keyId + "\",\"type\":\"" + keyType + "\",\"controller\":\"" + did
        + "\",\"publicKeyMultibase\":\"" + key + "\"}],\"service\":[{\"id\":\"#other\",\"type\":\"Other\",\"serviceEndpoint\":{}},"
        + "{\"id\":\"#atproto_pds\",\"type\":\"AtprotoPersonalDataServer\",\"serviceEndpoint\":\"https://pds.example\"}]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
