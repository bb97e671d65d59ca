package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.atproto.Did;
import portage.atproto.PlcData;
import portage.atproto.PlcOperation;
import portage.crypto.Base64Url;
import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.PrivateKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.BouncySignatures;
import portage.jvm.BouncySigning;

class OwnKeyTest {
  private static final String HEX = "9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c";
  private static final String K256 = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
  private static final String SIGNING_KEY = "did:key:zQ3shtxV1FrJfhqE1dvxYRcCknWNjHc3c5X1y3ZSoPDi2aur2";
  private static final BouncySigning SIGNING = new BouncySigning();

  private static OwnKey find(String text, String... rotationKeys) throws StreamingException {
    return OwnKey.find(text, List.of(rotationKeys), Samples.DID, SIGNING);
  }

  @Test void keyIsFoundAmongThoseOfTheIdentity() throws Exception {
    assertEquals(K256, find(HEX, SIGNING_KEY, K256).publicKey().toString());
    String p256 = SIGNING.publicKey(PrivateKey.of(Curve.P256, find(HEX, K256).secret().scalar())).toString();
    assertEquals(p256, find(HEX, SIGNING_KEY, p256).publicKey().toString(), "the same digits, the other curve");
  }

  @Test void otherKeysAreRefusedAndSaidSoWithoutTheKey() {
    StreamingException unknown = assertThrows(StreamingException.class, () -> find(HEX, SIGNING_KEY));
    assertEquals(ErrorCode.KEY_UNKNOWN, unknown.code());
    StreamingException unreadable = assertThrows(StreamingException.class, () -> find("my key is safe" + HEX, K256));
    assertEquals(ErrorCode.KEY_UNREADABLE, unreadable.code());
    for (StreamingException each : List.of(unknown, unreadable)) {
      assertFalse((each + String.valueOf(each.detail()) + each.context()).contains(HEX.substring(0, 6)), each.toString());
    }
  }

  @Test void wipedKeyIsGone() throws Exception {
    OwnKey key = find(HEX, K256);
    assertFalse(key.toString().contains(HEX.substring(0, 6)));
    key.wipe();
    assertTrue(key.isWiped());
    assertThrows(IllegalStateException.class, () -> key.secret().scalar());
  }

  @Test void operationsHaveThePublishedSignatures() throws Exception {
    PlcOperation genesis = signed(data("alice.test"), null);
    assertEquals("did:plc:vrcrv2rgcpxhbxrdmuupcc4k", genesis.did());
    assertEquals("bafyreifmiunoujqt5zyn4i3ffdyqxcwibq5z5bsek4k4m5fht2ohbab5ky", genesis.cid().toString());
    assertEquals("hWLLL0X7_Po8nXiFXUgyk0LhU0HGhg9p0wxiV0gqhB4ef_KF8QC0hvumqLFPROh0mKz6AJ_TsoSbnifB5pCgfw",
        genesis.toJson().getString("sig", null));
    PlcOperation update = signed(data("bob.test"), genesis);
    assertEquals("bafyreigxzybvcfaiwfzrn23wxho3cstcul7q4iqxppmle2re22dilpowbm", update.cid().toString());
    assertEquals("tZ_lyfS_9Ku5nA9d0lR4aLq72Vx7oTCBqzBUIorMs7l4HUZJwLn5haR8MFD4F1559pkevJtiZO8FTscsBekU4Q",
        update.toJson().getString("sig", null));
  }

  private static PlcData data(String handle) {
    return new PlcData(
        Samples.DID, List.of(K256), Map.of(PlcData.SIGNING_KEY_ID, SIGNING_KEY), List.of("at://" + handle),
        Map.of(PlcData.PDS_ID, new PlcData.Service(PlcData.PDS_TYPE, "https://pds.example.com")));
  }

  private static PlcOperation signed(PlcData data, PlcOperation beforeOrNull) throws StreamingException {
    PlcOperation operation = PlcOperation.unsigned(data, beforeOrNull == null ? null : beforeOrNull.cid());
    return operation.signed(find(HEX, K256).secret().sign(SIGNING, operation.unsignedBytes()));
  }

  @Test void serviceTokenIsWhatAServerWouldSign() throws Exception {
    for (Curve curve : Curve.values()) {
      PrivateKey key = SIGNING.newKey(curve);
      String token =
          ServiceToken.toCreateAccount(new Did(Samples.DID), "did:web:target.example", key, SIGNING, 1_800_000_000_999L);
      String[] parts = token.split("\\.");
      assertEquals(3, parts.length);
      JsonObject header = Json.parse(new String(Base64Url.decode(parts[0]))).asObject();
      assertEquals("JWT", header.getString("typ", ""));
      assertEquals(curve == Curve.K256 ? "ES256K" : "ES256", header.getString("alg", ""));
      JsonObject claims = Json.parse(new String(Base64Url.decode(parts[1]))).asObject();
      assertEquals(List.of("iat", "iss", "aud", "exp", "lxm", "jti"), claims.names());
      assertEquals(Samples.DID, claims.getString("iss", ""));
      assertEquals("did:web:target.example", claims.getString("aud", ""));
      assertEquals("com.atproto.server.createAccount", claims.getString("lxm", ""));
      assertEquals(1_800_000_000L, claims.getLong("iat", 0));
      assertEquals(180, claims.getLong("exp", 0) - claims.getLong("iat", 0));
      DidKey publicKey = SIGNING.publicKey(key);
      assertTrue(
          publicKey.verify(
              new BouncySignatures(), (parts[0] + "." + parts[1]).getBytes(), Base64Url.decode(parts[2])));
    }
  }
}
