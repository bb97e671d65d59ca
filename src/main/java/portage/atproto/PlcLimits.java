package portage.atproto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import portage.crypto.DidKey;

/**
 * What the PLC directory takes: the narrower of the did-method-plc specification and the server's
 * {@code server/src/constraints.ts}, so that an operation passes both.
 */
final class PlcLimits {
  /** Of the signed operation's DAG-CBOR; the spec says 7500. */
  private static final int MAX_BYTES = 4000;
  /** The server lets 10 pass. */
  private static final int MAX_ROTATION_KEYS = 5;
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_ALIAS_CHARS = 258;
  private static final int MAX_ID_CHARS = 32;
  private static final int MAX_SERVICE_TYPE_CHARS = 256;
  private static final int MAX_ENDPOINT_CHARS = 512;
  /** What {@code sig} adds to an unsigned operation: a key of 4 bytes, a head of 2, 86 characters. */
  private static final int SIGNATURE_FIELD_BYTES = 92;

  private final List<String> problems = new ArrayList<>();

  private PlcLimits() {}

  /** One sentence a problem; empty when there is none. */
  static List<String> problems(PlcOperation operation) {
    PlcLimits limits = new PlcLimits();
    int bytes = operation.isSigned()
        ? operation.signedBytes().length
        : operation.unsignedBytes().length + SIGNATURE_FIELD_BYTES;
    if (bytes > MAX_BYTES) {
      limits.problems.add("the operation has " + bytes + " bytes, more than " + MAX_BYTES);
    }
    if (operation.isLegacyCreate()) {
      limits.problems.add("the operation is of the old type create");
    } else if (!operation.isTombstone()) {
      limits.check(operation.data(""));
    }
    return limits.problems;
  }

  private void check(PlcData data) {
    checkRotationKeys(data.rotationKeys());
    checkCount("verification methods", data.verificationMethods().size());
    for (Map.Entry<String, String> method : data.verificationMethods().entrySet()) {
      checkLength("id of verification method", method.getKey(), MAX_ID_CHARS);
      if (!method.getValue().startsWith("did:key:z")) {
        problems.add("verification method " + method.getKey() + " is no did:key");
      }
    }
    checkCount("aliases", data.alsoKnownAs().size());
    checkDistinct("alias", data.alsoKnownAs());
    for (String alias : data.alsoKnownAs()) {
      checkLength("alias", alias, MAX_ALIAS_CHARS);
    }
    checkCount("services", data.services().size());
    for (Map.Entry<String, PlcData.Service> service : data.services().entrySet()) {
      checkLength("id of service", service.getKey(), MAX_ID_CHARS);
      checkLength("type of service", service.getValue().type(), MAX_SERVICE_TYPE_CHARS);
      checkLength("endpoint of service", service.getValue().endpoint(), MAX_ENDPOINT_CHARS);
    }
  }

  private void checkRotationKeys(List<String> keys) {
    if (keys.isEmpty() || keys.size() > MAX_ROTATION_KEYS) {
      problems.add(keys.size() + " rotation keys instead of 1 to " + MAX_ROTATION_KEYS);
    }
    checkDistinct("rotation key", keys);
    for (String key : keys) {
      try {
        DidKey.parse(key);
      } catch (IllegalArgumentException e) {
        problems.add("rotation key " + key + ": " + e.getMessage());
      }
    }
  }

  private void checkDistinct(String what, List<String> texts) {
    if (new HashSet<>(texts).size() != texts.size()) {
      problems.add("one " + what + " is there twice");
    }
  }

  private void checkCount(String what, int count) {
    if (count > MAX_ENTRIES) {
      problems.add(count + " " + what + ", more than " + MAX_ENTRIES);
    }
  }

  private void checkLength(String what, String text, int max) {
    if (text.length() > max) {
      problems.add(what + " of " + text.length() + " characters, more than " + max);
    }
  }
}
