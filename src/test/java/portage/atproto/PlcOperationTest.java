package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import portage.crypto.Base64Url;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.BouncySignatures;

class PlcOperationTest {
  private static final BouncySignatures SIGNATURES = new BouncySignatures();
  private static final SigningKey ROTATION = SigningKey.of(Curve.K256,
      new BigInteger("9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c", 16));
  private static final SigningKey SIGNING = SigningKey.of(Curve.K256,
      new BigInteger("f0f4df55a2b3ff13051ea814a8f24ad00f2e469af73c363ac7e9fb999a9072ed", 16));
  private static final List<String> ROTATION_KEYS = List.of(ROTATION.didKey().toString());
  private static final String DID = "did:plc:vrcrv2rgcpxhbxrdmuupcc4k";

  private static PlcData data(String handle) {
    return new PlcData(DID, ROTATION_KEYS, Map.of("atproto", SIGNING.didKey().toString()), List.of("at://" + handle),
        Map.of("atproto_pds", new PlcData.Service("AtprotoPersonalDataServer", "https://pds.example.com")));
  }

  private static PlcOperation genesis() {
    return PlcLogBuilder.sign(PlcOperation.unsigned(data("alice.test"), null), ROTATION);
  }

  @Test
  void genesisMakesThePublishedDid() throws Exception {
    PlcOperation genesis = genesis();
    assertEquals(DID, genesis.did());
    assertEquals("bafyreifmiunoujqt5zyn4i3ffdyqxcwibq5z5bsek4k4m5fht2ohbab5ky", genesis.cid().toString());
    assertEquals("hWLLL0X7_Po8nXiFXUgyk0LhU0HGhg9p0wxiV0gqhB4ef_KF8QC0hvumqLFPROh0mKz6AJ_TsoSbnifB5pCgfw",
        genesis.toJson().getString("sig", null));
    assertTrue(genesis.isGenesis());
    assertEquals(0, genesis.signer(ROTATION_KEYS, SIGNATURES));
  }

  @Test
  void updateHasThePublishedCid() throws Exception {
    PlcOperation update = PlcLogBuilder.sign(PlcOperation.unsigned(data("bob.test"), genesis().cid()), ROTATION);
    assertEquals("bafyreigxzybvcfaiwfzrn23wxho3cstcul7q4iqxppmle2re22dilpowbm", update.cid().toString());
    assertEquals("tZ_lyfS_9Ku5nA9d0lR4aLq72Vx7oTCBqzBUIorMs7l4HUZJwLn5haR8MFD4F1559pkevJtiZO8FTscsBekU4Q",
        update.toJson().getString("sig", null));
    assertEquals(genesis().cid().toString(), update.prev());
    assertThrows(IllegalStateException.class, update::did);
  }

  @Test
  void jsonComesBack() throws Exception {
    PlcOperation genesis = genesis();
    PlcOperation read = PlcOperation.parse(Json.parse(genesis.toString()));
    assertEquals(genesis, read);
    assertEquals(genesis.hashCode(), read.hashCode());
    assertEquals(genesis.cid(), read.cid());
    assertEquals(data("alice.test"), read.data(DID));
    assertTrue(genesis.toString().contains("\"prev\":null"));
    assertNotEquals(genesis, PlcOperation.unsigned(data("alice.test"), null));
  }

  @Test
  void unsignedOperationHasNoCid() throws Exception {
    PlcOperation operation = PlcOperation.unsigned(data("alice.test"), null);
    assertFalse(operation.isSigned());
    assertThrows(IllegalStateException.class, operation::cid);
    assertThrows(IllegalStateException.class, operation::did);
    assertThrows(IllegalArgumentException.class, () -> operation.signed(new byte[63]));
    assertEquals(-1, operation.signer(ROTATION_KEYS, SIGNATURES));
    assertNull(operation.toJson().get("sig"));
  }

  @Test
  void theKeyThatSignedIsNamedAndOthersAreNot() throws Exception {
    PlcOperation genesis = genesis();
    String other = SIGNING.didKey().toString();
    String own = ROTATION_KEYS.get(0);
    assertEquals(1, genesis.signer(List.of(other, own), SIGNATURES));
    assertEquals(0, genesis.signer(List.of(own, own), SIGNATURES));
    assertEquals(-1, genesis.signer(List.of(other), SIGNATURES));
    assertEquals(-1, genesis.signer(List.of(), SIGNATURES));
    assertEquals(2, genesis.signer(List.of("did:key:zOther", "did:web:example.com", own), SIGNATURES));
  }

  @Test
  void everyOtherFormOfTheSignatureFails() throws Exception {
    PlcOperation genesis = genesis();
    String sig = genesis.toJson().getString("sig", null);
    byte[] signature = Base64Url.decode(sig);
    byte[] der = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
      new ASN1Integer(new BigInteger(1, java.util.Arrays.copyOfRange(signature, 0, 32))),
      new ASN1Integer(new BigInteger(1, java.util.Arrays.copyOfRange(signature, 32, 64))),
    }).getEncoded();
    // 64 bytes leave two bits over in the last character: w stands for the same bytes as x, y and z would.
    char last = sig.charAt(sig.length() - 1);
    String leftover = sig.substring(0, sig.length() - 1) + (char) (last + 1);
    List<String> twins = List.of(
        Base64Url.encode(SigningKey.highS(Curve.K256, signature)), Base64Url.encode(der), sig + "==", sig + "=", sig + "\n",
        "\n" + sig, leftover, sig.substring(1), sig + "AA", "", sig.replace('_', '/').replace('-', '+'));
    for (String twin : twins) {
      PlcOperation changed = PlcOperation.parse(genesis.toJson().set("sig", twin));
      assertEquals(-1, changed.signer(ROTATION_KEYS, SIGNATURES), twin);
      assertNotEquals(genesis.cid(), changed.cid());
      assertNotEquals(genesis, changed);
    }
    assertEquals(0, PlcOperation.parse(genesis.toJson().set("sig", sig)).signer(ROTATION_KEYS, SIGNATURES));
  }

  @Test
  void changedFieldBreaksTheSignature() throws Exception {
    JsonObject json = genesis().toJson();
    json.set("alsoKnownAs", new JsonArray().add("at://mallory.test"));
    assertEquals(-1, PlcOperation.parse(json).signer(ROTATION_KEYS, SIGNATURES));
  }

  @Test
  void legacyCreateIsReadAndGivenInTheNewForm() throws Exception {
    PlcOperation create = legacy("alice.test", "pds.example.com");
    assertTrue(create.isLegacyCreate());
    assertTrue(create.did().startsWith("did:plc:"));
    assertEquals(data("alice.test").services(), create.data(create.did()).services());
    assertEquals(List.of(SIGNING.didKey().toString(), ROTATION.didKey().toString()), create.data("").rotationKeys());
    assertEquals(ROTATION.didKey().toString(), create.data("").signingKey());
    assertEquals(List.of("at://alice.test"), create.data("").alsoKnownAs());
    assertEquals("at://bob.test", legacy("at://bob.test", "x").data("").alsoKnownAs().get(0));
    assertEquals("at://bob.test", legacy("https://bob.test", "x").data("").alsoKnownAs().get(0));
    assertEquals("http://localhost:1", legacy("bob.test", "http://localhost:1").data("").pdsEndpoint());
    assertEquals(1, create.signer(create.data("").rotationKeys(), SIGNATURES));
    assertFalse(create.problems().isEmpty());
  }

  /** Signed by the signing key, as the first accounts were. */
  static PlcOperation legacy(String handle, String service) throws StreamingException {
    JsonObject json = new JsonObject().add("type", "create").add("signingKey", ROTATION.didKey().toString())
        .add("recoveryKey", SIGNING.didKey().toString()).add("handle", handle).add("service", service)
        .add("prev", Json.NULL).add("sig", "");
    return PlcLogBuilder.sign(PlcOperation.parse(json), ROTATION);
  }

  @Test
  void tombstoneIsReadAndSaysNothing() throws Exception {
    PlcOperation tombstone = PlcLogBuilder.tombstone(genesis().cid(), ROTATION);
    assertTrue(tombstone.isTombstone());
    assertNull(tombstone.data(DID));
    assertEquals(List.of(), tombstone.problems());
    assertEquals(0, tombstone.signer(ROTATION_KEYS, SIGNATURES));
    assertEquals(tombstone, PlcOperation.parse(tombstone.toJson()));
  }

  @Test
  void operationsOfAnotherShapeAreRefused() {
    JsonObject good = genesis().toJson();
    for (String name : good.names()) {
      refused(without(good, name));
      refused(with(good, name, Json.value(1)));
      if (!name.equals("prev")) {
        refused(with(good, name, Json.NULL));
      }
    }
    refused(with(good, "extra", Json.value("x")));
    refused(with(good, "type", Json.value("plc_other")));
    refused(with(good, "rotationKeys", new JsonArray().add(1)));
    refused(with(good, "verificationMethods", new JsonObject().add("atproto", 1)));
    refused(with(good, "services", new JsonObject().add("x", "y")));
    refused(with(good, "services", new JsonObject().add("x", new JsonObject().add("type", "y"))));
    refused(with(good, "services",
        new JsonObject().add("x", new JsonObject().add("type", "y").add("endpoint", "z").add("more", "w"))));
    refused(Json.parse(good.toString().replaceFirst("\\{", "{\"sig\":\"x\",")));
    refused(Json.parse(good.toString().replaceFirst("\"atproto\":", "\"atproto\":\"did:key:zX\",\"atproto\":")));
    refused(with(good, "alsoKnownAs", new JsonArray().add("\ud800")));
    refused(with(good, "sig", Json.value("\ud800")), false);
    refused(Json.parse("[]"));
    refused(null);
  }

  private static void refused(JsonValue json) {
    refused(json, true);
  }

  private static void refused(JsonValue json, boolean atOnce) {
    if (atOnce) {
      StreamingException e = assertThrows(StreamingException.class, () -> PlcOperation.parse(json), String.valueOf(json));
      assertEquals(ErrorCode.BAD_ANSWER, e.code());
    } else {
      assertThrows(Exception.class, () -> PlcOperation.parse(json).cid());
    }
  }

  private static JsonObject with(JsonObject json, String name, JsonValue value) {
    return new JsonObject(json).set(name, value);
  }

  private static JsonObject without(JsonObject json, String name) {
    return new JsonObject(json).remove(name);
  }

  @Test
  void limitsOfTheDirectoryAreExact() {
    assertEquals(List.of(), genesis().problems());
    assertEquals(List.of(), PlcOperation.unsigned(data("alice.test"), null).problems());
    assertEquals(List.of(), with(keys(5), Map.of(), List.of(), Map.of()));
    assertEquals(1, with(keys(6), Map.of(), List.of(), Map.of()).size());
    assertEquals(1, with(keys(0), Map.of(), List.of(), Map.of()).size());
    assertEquals(1, with(List.of(keys(1).get(0), keys(1).get(0)), Map.of(), List.of(), Map.of()).size());
    assertEquals(1, with(List.of("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"), Map.of(), List.of(), Map.of()).size());
    assertEquals(List.of(), with(keys(1), Map.of("x".repeat(32), "did:key:z6Mkh"), List.of(), Map.of()));
    assertEquals(1, with(keys(1), Map.of("x".repeat(33), "did:key:z6Mkh"), List.of(), Map.of()).size());
    assertEquals(1, with(keys(1), Map.of("x", "z6Mkh"), List.of(), Map.of()).size());
    assertEquals(List.of(), with(keys(1), Map.of(), List.of("a".repeat(258)), Map.of()));
    assertEquals(1, with(keys(1), Map.of(), List.of("a".repeat(259)), Map.of()).size());
    assertEquals(1, with(keys(1), Map.of(), List.of("a", "a"), Map.of()).size());
    assertEquals(List.of(), with(keys(1), Map.of(), aliases(10), Map.of()));
    assertEquals(1, with(keys(1), Map.of(), aliases(11), Map.of()).size());
    assertEquals(List.of(), with(keys(1), Map.of(), List.of(), Map.of("x", new PlcData.Service("t", "e".repeat(512)))));
    assertEquals(1, with(keys(1), Map.of(), List.of(), Map.of("x", new PlcData.Service("t", "e".repeat(513)))).size());
    assertEquals(1, with(keys(1), Map.of(), List.of(), Map.of("x", new PlcData.Service("t".repeat(257), "e"))).size());
  }

  @Test
  void bytesAreCountedWithTheSignatureToCome() {
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    for (int i = 0; i < 7; i++) {
      services.put("s" + i, new PlcData.Service("t", "e".repeat(500)));
    }
    int[] last = new int[1];
    for (int length = 1; length < 512; length++) {
      services.put("pad", new PlcData.Service("t", "e".repeat(length)));
      PlcOperation operation =
          PlcOperation.unsigned(new PlcData("", keys(1), Map.of(), List.of(), services), null);
      PlcOperation signed = PlcLogBuilder.sign(operation, ROTATION);
      assertEquals(signed.problems(), operation.problems());
      assertEquals(signed.signedBytes().length <= 4000, operation.problems().isEmpty());
      last[0] = signed.signedBytes().length;
    }
    assertTrue(last[0] > 4000);
  }

  private static List<String> with(List<String> keys, Map<String, String> methods, List<String> aliases,
      Map<String, PlcData.Service> services) {
    return PlcOperation.unsigned(new PlcData("", keys, methods, aliases, services), null).problems();
  }

  private static List<String> keys(int count) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(SigningKey.numbered(i % 2 == 0 ? Curve.K256 : Curve.P256, i).didKey().toString());
    }
    return keys;
  }

  private static List<String> aliases(int count) {
    List<String> aliases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      aliases.add("at://" + i);
    }
    return Collections.unmodifiableList(aliases);
  }
}
