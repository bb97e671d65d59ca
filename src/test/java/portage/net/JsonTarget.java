package portage.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** Every getter answers or refuses, for a body of any bytes that comes in pieces of any size. */
public final class JsonTarget {
  private static final ErrorContext CONTEXT = ErrorContext.of("fuzz");
  private static final int MAX_BYTES = 4096;

  private JsonTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    int pieceBytes = data.length == 0 ? 1 : 1 + (data[0] & 63);
    String text = Owed.read(data.length, () -> TextBody.read(answer(data, pieceBytes), MAX_BYTES, CONTEXT));
    Owed.same(data.length <= MAX_BYTES, text != null);
    if (text == null) {
      return;
    }
    Owed.same(squeezed(new String(data, StandardCharsets.UTF_8)), squeezed(text));
    Json json = Owed.read(data.length, () -> Json.parse(text, CONTEXT));
    if (json != null) {
      for (String name : json.raw().names()) {
        read(json, name, data.length);
      }
    }
  }

  /** Java has one U+FFFD for a character that was begun, where this has one for each of its bytes. */
  private static String squeezed(String text) {
    return text.replaceAll("\ufffd+", "\ufffd");
  }

  private static void read(Json json, String name, int length) {
    Owed.read(length, () -> json.text(name));
    Owed.read(length, () -> json.flagOr(name, true));
    Owed.read(length, () -> json.objectOrNull(name));
    Owed.read(length, () -> json.objects(name));
    Owed.read(length, () -> json.texts(name));
    OptionalLong count = Owed.read(length, () -> json.count(name));
    Owed.holds(count == null || count.isEmpty() || count.getAsLong() >= 0, "a count below 0");
  }

  private static HttpResponse answer(byte[] body, int pieceBytes) {
    return new HttpResponse() {
      private int at;

      @Override public int status() {
        return 200;
      }

      @Override public String header(String name) {
        return null;
      }

      @Override public ByteStream body() {
        return new ByteStream() {
          @Override public DataChunk read() throws StreamingException {
            int length = Math.min(pieceBytes, body.length - at);
            at += length;
            return length == 0 ? null : new ByteChunk(body, at - length, length);
          }

          @Override public void close() {}
        };
      }

      @Override public void endWithin(long millis) {}

      @Override public void close() {}
    };
  }

  public static List<byte[]> seeds() {
    String all =
        "{\"text\":\"gr\u00fc\u00df\\ud83d\\ude00\",\"count\":12,\"large\":9007199254740993,\"below\":-1,\"half\":0.5,\"flag\":true,"
            + "\"none\":null,\"object\":{\"a\":1e400},\"objects\":[{},{}],\"texts\":[\"a\",\"b\"],\"text\":\"twice\"}";
    return List.of(all.getBytes(StandardCharsets.UTF_8), "[[[[{}]]]]".getBytes(StandardCharsets.UTF_8));
  }
}
