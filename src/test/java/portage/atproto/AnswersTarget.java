package portage.atproto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import portage.crypto.DidKey;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.net.Json;

/** The answers of a PDS that are read field by field. The first byte says which. */
public final class AnswersTarget {
  private static final ErrorContext CONTEXT = ErrorContext.of("fuzz");

  private AnswersTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String text = new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
    Json json = Owed.read(data.length, () -> Json.parse(text, CONTEXT));
    if (json == null) {
      return;
    }
    switch (data[0] % 3) {
      case 0 -> status(Owed.read(data.length, () -> AccountStatus.of(json)));
      case 1 -> Owed.read(data.length, () -> ServerDescription.of(json));
      default -> credentials(Owed.read(data.length, () -> DidCredentials.of(json)));
    }
  }

  private static void status(AccountStatus statusOrNull) {
    if (statusOrNull != null) {
      long least = Math.min(
          Math.min(statusOrNull.repoBlocks(), statusOrNull.indexedRecords()),
          Math.min(statusOrNull.expectedBlobs(), statusOrNull.importedBlobs()));
      Owed.holds(least >= 0, "a count below 0");
    }
  }

  private static void credentials(DidCredentials credentialsOrNull) {
    if (credentialsOrNull != null) {
      Owed.holds(credentialsOrNull.services().get(PlcData.PDS_ID) != null, "no PDS");
      Owed.holds(DidKey.parse(credentialsOrNull.verificationMethods().get(PlcData.SIGNING_KEY_ID)) != null, "no key");
    }
  }

  public static List<byte[]> seeds() throws StreamingException {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(seed(0,
        "{\"activated\":true,\"validDid\":false,\"repoCommit\":\"bafyrei\",\"repoRev\":\"3k\",\"repoBlocks\":3,"
            + "\"indexedRecords\":2,\"privateStateValues\":0,\"expectedBlobs\":1,\"importedBlobs\":0}"));
    seeds.add(seed(1,
        "{\"did\":\"did:web:pds.example\",\"availableUserDomains\":[\".pds.example\"],\"inviteCodeRequired\":true,"
            + "\"phoneVerificationRequired\":false,\"blobUploadLimit\":100,\"links\":{\"termsOfService\":\"https://a.example\","
            + "\"privacyPolicy\":\"https://b.example\"},\"contact\":{\"email\":\"a@b.example\"}}"));
    String key = PlcLogBuilder.SIGNING.didKey().toString();
    seeds.add(seed(2,
        "{\"rotationKeys\":[\"" + key + "\"],\"alsoKnownAs\":[\"at://a.example\"],\"verificationMethods\":{\"atproto\":\""
            + key + "\"},\"services\":{\"atproto_pds\":{\"type\":\"AtprotoPersonalDataServer\","
            + "\"endpoint\":\"https://pds.example\"}}}"));
    return seeds;
  }

  private static byte[] seed(int which, String json) {
    byte[] text = (" " + json).getBytes(StandardCharsets.UTF_8);
    text[0] = (byte) which;
    return text;
  }
}
