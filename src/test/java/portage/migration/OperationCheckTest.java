package portage.migration;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.BouncySignatures;

class OperationCheckTest {
  private static final SigningKey OWN = SigningKey.numbered(Curve.P256, 21);
  private static final SigningKey SOURCE = SigningKey.numbered(Curve.K256, 22);
  private static final SigningKey TARGET = SigningKey.numbered(Curve.K256, 23);
  private static final SigningKey STRANGER = SigningKey.numbered(Curve.K256, 24);

  private PlcLog log;
  private PlcData wanted;

  @BeforeEach void identityWithTwoRotationKeys() throws StreamingException {
    PlcData now = data("", List.of(OWN, SOURCE), SOURCE, "ana.source.example", "https://source.example");
    PlcOperation genesis = PlcOperation.unsigned(now, null);
    genesis = genesis.signed(SOURCE.sign(genesis.unsignedBytes()));
    JsonObject entry =
        new JsonObject()
            .add("did", genesis.did())
            .add("operation", genesis.toJson())
            .add("cid", genesis.cid().toString())
            .add("nullified", false)
            .add("createdAt", "2026-01-01T00:00:00.000Z");
    log = PlcLog.validate(genesis.did(), new JsonArray().add(entry), new BouncySignatures());
    wanted = data(genesis.did(), List.of(OWN, TARGET), TARGET, "ana.target.example", "https://target.example");
  }

  private static PlcData data(String did, List<SigningKey> rotation, SigningKey signing, String handle, String pds) {
    List<String> keys = new ArrayList<>();
    rotation.forEach(key -> keys.add(key.didKey().toString()));
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    services.put(PlcData.PDS_ID, new PlcData.Service(PlcData.PDS_TYPE, pds));
    services.put("atproto_labeler", new PlcData.Service("AtprotoLabeler", "https://labels.example"));
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put(PlcData.SIGNING_KEY_ID, signing.didKey().toString());
    methods.put("atproto_label", OWN.didKey().toString());
    return new PlcData(did, keys, methods, List.of("at://" + handle, "https://ana.example"), services);
  }

  private Cid head() {
    return log.head().cid();
  }

  private static PlcOperation signed(PlcData data, Cid prev, SigningKey key) {
    PlcOperation operation = PlcOperation.unsigned(data, prev);
    return operation.signed(key.sign(operation.unsignedBytes()));
  }

  private void check(PlcOperation operation) throws StreamingException {
    OperationCheck.check(operation, wanted, log, new BouncySignatures());
  }

  @Test void operationThatGivesTheIdentityUpIsRefused() throws StreamingException {
    JsonObject json = new JsonObject().add("type", "plc_tombstone").add("prev", head().toString()).add("sig", "");
    PlcOperation tombstone = PlcOperation.parse(json);
    assertEquals("it would give the identity up", refusal(tombstone.signed(OWN.sign(tombstone.unsignedBytes()))));
  }

  private String refusal(PlcOperation operation) {
    StreamingException refusal = assertThrows(StreamingException.class, () -> check(operation));
    assertEquals(ErrorCode.OPERATION_WRONG, refusal.code());
    return refusal.detail();
  }

  private void refused(PlcData other, String what) {
    assertTrue(refusal(signed(other, head(), SOURCE)).contains(what), what);
  }

  @Test void operationThatSaysExactlyWhatWasWantedPasses() {
    assertDoesNotThrow(() -> check(signed(wanted, head(), SOURCE)));
  }

  @Test void anyOfTheAccountsOwnRotationKeysMaySign() {
    assertDoesNotThrow(() -> check(signed(wanted, head(), OWN)));
  }

  @Test void orderOfServicesAndMethodsDoesNotCount() throws StreamingException {
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    services.put("atproto_labeler", wanted.services().get("atproto_labeler"));
    services.put(PlcData.PDS_ID, wanted.services().get(PlcData.PDS_ID));
    check(signed(new PlcData(wanted.did(), wanted.rotationKeys(), wanted.verificationMethods(), wanted.alsoKnownAs(),
        services), head(), SOURCE));
  }

  @Test void operationBesideTheHeadIsRefused() {
    Cid elsewhere = Cid.ofBlock(new byte[] {1});
    assertTrue(refusal(signed(wanted, elsewhere, SOURCE)).contains("follow"));
    assertTrue(refusal(signed(wanted, null, SOURCE)).contains("follow"));
  }

  @Test void otherRotationKeysAreRefused() {
    String own = OWN.didKey().toString();
    String target = TARGET.didKey().toString();
    String stranger = STRANGER.didKey().toString();
    for (List<String> keys : List.of(
        List.of(target, own), List.of(own), List.of(target), List.of(own, target, stranger),
        List.of(stranger, own, target), List.of(own, SOURCE.didKey().toString(), target))) {
      refused(
          new PlcData(wanted.did(), keys, wanted.verificationMethods(), wanted.alsoKnownAs(), wanted.services()),
          "rotation keys");
    }
  }

  @Test void otherVerificationMethodsAreRefused() {
    Map<String, String> changed = new LinkedHashMap<>(wanted.verificationMethods());
    changed.put(PlcData.SIGNING_KEY_ID, STRANGER.didKey().toString());
    Map<String, String> less = new LinkedHashMap<>(wanted.verificationMethods());
    less.remove("atproto_label");
    Map<String, String> more = new LinkedHashMap<>(wanted.verificationMethods());
    more.put("extra", STRANGER.didKey().toString());
    for (Map<String, String> methods : List.of(changed, less, more)) {
      refused(
          new PlcData(wanted.did(), wanted.rotationKeys(), methods, wanted.alsoKnownAs(), wanted.services()),
          "verification methods");
    }
  }

  @Test void otherAliasesAreRefused() {
    for (List<String> aliases : List.of(
        List.of("at://ana.target.example"), List.of("https://ana.example", "at://ana.target.example"),
        List.of("at://evil.example", "https://ana.example"),
        List.of("at://ana.target.example", "https://ana.example", "at://evil.example"))) {
      refused(
          new PlcData(wanted.did(), wanted.rotationKeys(), wanted.verificationMethods(), aliases, wanted.services()),
          "aliases");
    }
  }

  @Test void otherServicesAreRefused() {
    Map<String, PlcData.Service> changed = new LinkedHashMap<>(wanted.services());
    changed.put(PlcData.PDS_ID, new PlcData.Service(PlcData.PDS_TYPE, "https://evil.example"));
    Map<String, PlcData.Service> type = new LinkedHashMap<>(wanted.services());
    type.put(PlcData.PDS_ID, new PlcData.Service("Other", "https://target.example"));
    Map<String, PlcData.Service> less = new LinkedHashMap<>(wanted.services());
    less.remove("atproto_labeler");
    for (Map<String, PlcData.Service> services : List.of(changed, type, less)) {
      refused(
          new PlcData(
              wanted.did(), wanted.rotationKeys(), wanted.verificationMethods(), wanted.alsoKnownAs(), services),
          "services");
    }
  }

  @Test void operationThatTheDirectoryWouldRefuseIsRefusedHere() {
    List<String> keys = new ArrayList<>();
    for (int i = 30; i < 36; i++) {
      keys.add(SigningKey.numbered(Curve.K256, i).didKey().toString());
    }
    wanted =
        new PlcData(wanted.did(), keys, wanted.verificationMethods(), wanted.alsoKnownAs(), wanted.services());
    assertTrue(refusal(signed(wanted, head(), SOURCE)).contains("6 rotation keys"));
  }

  @Test void signatureOfSomebodyElseIsRefused() {
    // The target's key is a rotation key only from this operation on.
    for (SigningKey key : List.of(STRANGER, TARGET)) {
      assertTrue(refusal(signed(wanted, head(), key)).contains("not signed"));
    }
  }

  @Test void signatureOverSomethingElseIsRefused() {
    PlcOperation operation = PlcOperation.unsigned(wanted, head());
    byte[] signature = SOURCE.sign(operation.unsignedBytes());
    signature[40] ^= 1;
    assertTrue(refusal(operation.signed(signature)).contains("not signed"));
    assertTrue(refusal(operation.signed(new byte[64])).contains("not signed"));
    assertTrue(refusal(operation.signed(SOURCE.signHighS(operation.unsignedBytes()))).contains("not signed"));
  }

  @Test void unsignedOperationIsRefused() {
    assertTrue(refusal(PlcOperation.unsigned(wanted, head())).contains("not signed"));
  }
}
