package portage.net;

import java.io.ByteArrayOutputStream;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** Reads a body that must be small into memory, within a time that even a slow line does not need. */
public final class TextBody {
  /** Enough for every JSON answer of the lexicons. Parsed it may take forty times as much. */
  public static final int MAX_BYTES = 2 << 20;

  /** At 128 kbit/s {@link #MAX_BYTES} take 131 s. */
  static final long MAX_MILLIS = 3 * 60_000;

  private TextBody() {}

  /**
   * The body as UTF-8 text; {@code BAD_ANSWER} when longer than {@code maxBytes}, {@code STALLED} when it takes longer than
   * {@link #MAX_MILLIS}. Closes the response.
   */
  public static String read(HttpResponse response, int maxBytes, ErrorContext context) throws StreamingException {
    byte[] bytes = readBytes(response, maxBytes, context);
    return Utf8.decodeAnything(bytes, 0, bytes.length);
  }

  /** The body's bytes, within the same limits. Closes the response. */
  public static byte[] readBytes(HttpResponse response, int maxBytes, ErrorContext context) throws StreamingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      response.endWithin(MAX_MILLIS);
      ByteStream body = response.body();
      for (DataChunk chunk = body.read(); chunk != null; chunk = body.read()) {
        if (bytes.size() + (long) chunk.sizeBytes() > maxBytes) {
          throw new StreamingException(ErrorCode.BAD_ANSWER, context, "answer longer than " + maxBytes + " bytes");
        }
        bytes.write(chunk.toByteArray(), 0, chunk.sizeBytes());
      }
    } finally {
      response.close();
    }
    return bytes.toByteArray();
  }
}
