package portage.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.Gzip;
import portage.stream.StoredItem;

/** gzip by the JDK, in memory. */
public final class JdkGzip implements Gzip {
  @Override
  public StoredItem pack(String name, ByteStream plain) throws StreamingException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (plain; GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (DataChunk chunk = plain.read(); chunk != null; chunk = plain.read()) {
        gzip.write(chunk.toByteArray());
      }
    } catch (IOException e) {
      throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("pack").about(name), e.getMessage(), e);
    }
    return new MemoryItem(name, packed.toByteArray());
  }
}
