package portage.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import portage.fuzz.Owed;
import portage.ipld.Base32;

/** Base32, base58 and base64url: one text for one value, both ways; and did:keys, which are made of them. */
public final class BasesTarget {
  private BasesTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    roundTrips(data);
    byte[] of32 = Owed.read(data.length, () -> Base32.decode(text));
    if (of32 != null) {
      Owed.same(text, Base32.encode(of32));
    }
    byte[] of58 = orNull(text, Base58::decode);
    if (of58 != null) {
      Owed.same(text, Base58.encode(of58));
    }
    byte[] of64 = orNull(text, Base64Url::decode);
    if (of64 != null) {
      Owed.same(text, Base64Url.encode(of64));
      Owed.same(Base64.getUrlDecoder().decode(text), of64);
    }
    DidKey key = orNull(text, DidKey::parse);
    if (key != null) {
      Owed.same(text, key.toString());
      Owed.same(key, DidKey.of(key.curve(), key.compressed()));
    }
    for (String type : List.of("Multikey", "EcdsaSecp256k1VerificationKey2019", "EcdsaSecp256r1VerificationKey2019")) {
      DidKey method = orNull(text, multibase -> DidKey.fromMultibase(type, multibase));
      if (method != null) {
        Owed.same(method, DidKey.parse(method.toString()));
      }
    }
  }

  private static void roundTrips(byte[] data) {
    Owed.same(data, Owed.read(data.length, () -> Base32.decode(Base32.encode(data))));
    Owed.same(data, Base64Url.decode(Base64Url.encode(data)));
    Owed.same(Base64.getUrlEncoder().withoutPadding().encodeToString(data), Base64Url.encode(data));
    if (data.length <= 300) {
      Owed.same(data, Base58.decode(Base58.encode(data)));
    }
  }

  /** One that answers or throws IllegalArgumentException, as the two bases and keys promise. */
  private interface Parser<T> {
    T parse(String text);
  }

  private static <T> T orNull(String text, Parser<T> parser) {
    return Owed.read(text.length(), () -> {
      try {
        return parser.parse(text);
      } catch (IllegalArgumentException e) {
        return null;
      }
    });
  }

  public static List<byte[]> seeds() {
    String k256 = SigningKey.numbered(Curve.K256, 1).didKey().toString();
    String p256 = SigningKey.numbered(Curve.P256, 2).didKey().toString();
    return List.of(
        ascii(k256), ascii(p256), ascii(k256.substring(8)), ascii(Base58.encode(new byte[] {0, 0, 1, 2})),
        ascii(Base64Url.encode(new byte[64])), ascii(Base32.encode(new byte[36])));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
