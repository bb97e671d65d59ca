package portage.atproto;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import portage.crypto.Base64Url;
import portage.fuzz.Owed;
import portage.net.HttpResponse;
import portage.stream.ByteStream;

/** What is read out of headers and tokens: a type that may stand in a header, a time that is one, a scope or nothing. */
public final class HeadersTarget {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]*");
  private static final long NOW = 1_800_000_000_000L;

  private HeadersTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    String type = Owed.read(data.length, () -> MediaType.forUpload(text));
    Owed.holds(type.length() <= 127 && TYPE.matcher(type).matches(), "not a media type: " + type);
    Owed.same(type, MediaType.forUpload(type));
    for (String name : List.of("retry-after", "ratelimit-reset")) {
      Owed.holds(Owed.read(data.length, () -> RetryAfter.millis(answer(name, text), NOW)) >= -1, "time runs backwards");
    }
    TokenClaims claims = Owed.read(data.length, () -> TokenClaims.of(text));
    Owed.holds(claims.scope() != null && claims.lifeMillis() >= 0, "claims that are none");
    Owed.holds(Owed.read(data.length, () -> RetryAfter.windowMillis(text)) >= -1, "a window that ends before it begins");
  }

  private static HttpResponse answer(String header, String value) {
    return new HttpResponse() {
      @Override public int status() {
        return 429;
      }

      @Override public String header(String name) {
        return name.equals(header) ? value : null;
      }

      @Override public ByteStream body() {
        throw new IllegalStateException("no body here");
      }

      @Override public void endWithin(long millis) {}

      @Override public void close() {}
    };
  }

  public static List<byte[]> seeds() {
    return List.of(
        utf8("image/png"), utf8("video/mp4; codecs=\"a/b\""), utf8("120"), utf8("999999999999"),
        utf8("Wed, 21 Oct 2026 07:28:00 GMT"), utf8("1000;w=86400"),
        utf8("e30." + Base64Url.encode(utf8("{\"scope\":\"com.atproto.access\",\"iat\":1700000000,\"exp\":1700007200}")) + ".c2ln"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
