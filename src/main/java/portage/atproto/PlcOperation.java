package portage.atproto;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.crypto.Base64Url;
import portage.crypto.DidKey;
import portage.crypto.LowS;
import portage.crypto.Sha256;
import portage.crypto.Signatures;
import portage.error.StreamingException;
import portage.ipld.Base32;
import portage.ipld.Cid;
import portage.ipld.DagCbor;

/**
 * One change of a did:plc identity, signed or about to be (did-method-plc, "Operation Serialization, Signing, and
 * Validation"). Immutable. Three types:
 *
 * <pre>
 * plc_operation  type rotationKeys verificationMethods alsoKnownAs services prev sig
 * create         type signingKey recoveryKey handle service prev sig     (genesis only, no longer made)
 * plc_tombstone  type prev sig                                           (the identity is given up)
 * </pre>
 *
 * <p>What is signed is the DAG-CBOR of the object without {@code sig}; the CID is of the object with it.
 */
public final class PlcOperation {
  private static final String OPERATION = "plc_operation";
  private static final String CREATE = "create";
  private static final String TOMBSTONE = "plc_tombstone";

  private static final int DID_CHARS = 24;

  private final String type;
  private final Map<String, Object> unsigned;
  /** Null while unsigned. */
  private final String sig;
  private final byte[] unsignedBytes;

  private PlcOperation(Map<String, Object> unsigned, String sig) {
    this.type = (String) unsigned.get("type");
    this.unsigned = unsigned;
    this.sig = sig;
    this.unsignedBytes = DagCbor.encode(unsigned);
  }

  /**
   * An operation that makes the identity say {@code data}, without a signature.
   *
   * @param prev CID of the operation before, or null for a genesis
   * @throws IllegalArgumentException for text that is half a surrogate pair
   */
  public static PlcOperation unsigned(PlcData data, Cid prev) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", OPERATION);
    fields.put("rotationKeys", data.rotationKeys());
    fields.put("verificationMethods", data.verificationMethods());
    fields.put("alsoKnownAs", data.alsoKnownAs());
    fields.put("services", plain(data.services()));
    fields.put("prev", prev == null ? null : prev.toString());
    return new PlcOperation(fields, null);
  }

  /**
   * Reads a signed operation of any of the three types, as the directory and the PDS give it.
   *
   * @throws StreamingException {@code BAD_ANSWER} for a field that is missing, unknown, twice or of another type. Whether
   *     the signature is good, {@link #signer} says
   */
  public static PlcOperation parse(JsonValue value) throws StreamingException {
    if (value == null || !value.isObject()) {
      throw PlcData.bad("an operation that is no object");
    }
    JsonObject json = value.asObject();
    Map<String, Object> fields = new LinkedHashMap<>();
    String type = PlcData.text(json, "type");
    fields.put("type", type);
    switch (type) {
      case OPERATION -> {
        fields.put("rotationKeys", PlcData.texts(json, "rotationKeys"));
        fields.put("verificationMethods", PlcData.textMap(json, "verificationMethods"));
        fields.put("alsoKnownAs", PlcData.texts(json, "alsoKnownAs"));
        fields.put("services", plain(PlcData.serviceMap(json, "services")));
        fields.put("prev", prev(json));
      }
      case CREATE -> {
        fields.put("signingKey", PlcData.text(json, "signingKey"));
        fields.put("recoveryKey", PlcData.text(json, "recoveryKey"));
        fields.put("handle", PlcData.text(json, "handle"));
        fields.put("service", PlcData.text(json, "service"));
        fields.put("prev", prev(json));
      }
      case TOMBSTONE -> fields.put("prev", PlcData.text(json, "prev"));
      default -> throw PlcData.bad("an operation of unknown type");
    }
    if (json.size() != fields.size() + 1) {
      throw PlcData.bad("an operation with a field that is unknown or there twice");
    }
    try {
      PlcOperation operation = new PlcOperation(fields, PlcData.text(json, "sig"));
      operation.signedBytes(); // a signature may be half a surrogate pair, too
      return operation;
    } catch (IllegalArgumentException e) {
      throw PlcData.bad(e.getMessage());
    }
  }

  private static String prev(JsonObject json) throws StreamingException {
    JsonValue prev = json.get("prev");
    return prev != null && prev.isNull() ? null : PlcData.text(json, "prev");
  }

  private static Map<String, Object> plain(Map<String, PlcData.Service> services) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<String, PlcData.Service> entry : services.entrySet()) {
      Map<String, Object> service = new LinkedHashMap<>();
      service.put("type", entry.getValue().type());
      service.put("endpoint", entry.getValue().endpoint());
      plain.put(entry.getKey(), service);
    }
    return plain;
  }

  /** This operation with a signature over {@link #unsignedBytes()}: 64 bytes, low-S. */
  public PlcOperation signed(byte[] signature) {
    if (signature.length != LowS.SIGNATURE_BYTES) {
      throw new IllegalArgumentException("signature of " + signature.length + " bytes");
    }
    return new PlcOperation(unsigned, Base64Url.encode(signature));
  }

  public boolean isSigned() {
    return sig != null;
  }

  /** True for the type that gives the identity up. */
  public boolean isTombstone() {
    return type.equals(TOMBSTONE);
  }

  /** True for an operation without {@code prev}. */
  public boolean isGenesis() {
    return prev() == null;
  }

  /** True for the old type, which only a genesis may be. */
  public boolean isLegacyCreate() {
    return type.equals(CREATE);
  }

  /** CID of the operation before, as text and as it stands there, or null. */
  public String prev() {
    return (String) unsigned.get("prev");
  }

  /** What is signed, a new array. */
  public byte[] unsignedBytes() {
    return unsignedBytes.clone();
  }

  /** What the CID is of. {@code IllegalStateException} while unsigned. */
  public byte[] signedBytes() {
    if (sig == null) {
      throw new IllegalStateException("the operation is not signed");
    }
    Map<String, Object> fields = new LinkedHashMap<>(unsigned);
    fields.put("sig", sig);
    return DagCbor.encode(fields);
  }

  /** CID of the signed operation. {@code IllegalStateException} while unsigned. */
  public Cid cid() {
    return Cid.ofBlock(signedBytes());
  }

  /** The DID that this operation founds; {@code IllegalStateException} unless it is a signed genesis. */
  public String did() {
    if (!isGenesis()) {
      throw new IllegalStateException("not a genesis");
    }
    return "did:plc:" + Base32.encode(Sha256.hash(signedBytes())).substring(0, DID_CHARS);
  }

  /**
   * Which of the keys signed this operation: the lowest index, or -1 for none of them, an unsigned operation, and a
   * signature in any form but the one allowed ({@link Base64Url}, {@link LowS}). Keys that do not parse are passed over.
   *
   * @param rotationKeys did:keys of the operation before, or its own for a genesis
   */
  public int signer(List<String> rotationKeys, Signatures signatures) throws StreamingException {
    byte[] signature;
    try {
      signature = sig == null ? new byte[0] : Base64Url.decode(sig);
    } catch (IllegalArgumentException e) {
      return -1;
    }
    for (int i = 0; i < rotationKeys.size(); i++) {
      DidKey key;
      try {
        key = DidKey.parse(rotationKeys.get(i));
      } catch (IllegalArgumentException e) {
        continue;
      }
      if (key.verify(signatures, unsignedBytes, signature)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What the identity says after this operation; the old type is given in the form of the new. Null after a tombstone.
   *
   * @param did whose operation this is
   */
  @SuppressWarnings("unchecked") // the maps and lists were filled by parse and unsigned
  public PlcData data(String did) {
    if (isTombstone()) {
      return null;
    }
    if (isLegacyCreate()) {
      return LegacyCreate.data(did, unsigned);
    }
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    Map<String, Object> plain = (Map<String, Object>) unsigned.get("services");
    for (Map.Entry<String, Object> entry : plain.entrySet()) {
      Map<String, String> service = (Map<String, String>) entry.getValue();
      services.put(entry.getKey(), new PlcData.Service(service.get("type"), service.get("endpoint")));
    }
    return new PlcData(did, (List<String>) unsigned.get("rotationKeys"),
        (Map<String, String>) unsigned.get("verificationMethods"), (List<String>) unsigned.get("alsoKnownAs"), services);
  }

  /**
   * What the directory would refuse about its size and shape, one sentence each; empty when it may be submitted. Says
   * nothing about signature and {@code prev}.
   */
  public List<String> problems() {
    return PlcLimits.problems(this);
  }

  /** The operation as it is submitted; without {@code sig} while unsigned. */
  public JsonObject toJson() {
    JsonObject json = object(unsigned);
    if (sig != null) {
      json.add("sig", sig);
    }
    return json;
  }

  private static JsonObject object(Map<?, ?> fields) {
    JsonObject json = new JsonObject();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      json.add((String) field.getKey(), json(field.getValue()));
    }
    return json;
  }

  private static JsonValue json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      for (Object item : list) {
        array.add(json(item));
      }
      return array;
    }
    return value == null ? Json.NULL : Json.value((String) value);
  }

  /** Same contents and same signature. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PlcOperation operation && Arrays.equals(operation.unsignedBytes, unsignedBytes)
        && (sig == null ? operation.sig == null : sig.equals(operation.sig));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(unsignedBytes);
  }

  /** JSON. */
  @Override
  public String toString() {
    return toJson().toString();
  }
}
