package portage.jvm;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.Deflate;

/** Raw deflate by the JDK. */
public final class JdkDeflate implements Deflate {
  private static final int CHUNK_BYTES = 64 << 10;

  @Override
  public ByteStream pack(ByteStream plain) {
    return new Packing(plain);
  }

  @Override
  public ByteStream unpack(ByteStream packed) {
    return new Unpacking(packed);
  }

  private static final class Packing implements ByteStream {
    private final ByteStream plain;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] room = new byte[CHUNK_BYTES];

    Packing(ByteStream plain) {
      this.plain = plain;
    }

    @Override
    public DataChunk read() throws StreamingException {
      while (true) {
        int length = deflater.deflate(room);
        if (length > 0) {
          return new ByteChunk(Arrays.copyOf(room, length));
        }
        if (deflater.finished()) {
          return null;
        }
        DataChunk chunk = plain.read();
        if (chunk == null) {
          deflater.finish();
        } else {
          deflater.setInput(chunk.toByteArray());
        }
      }
    }

    @Override
    public void close() {
      deflater.end();
      plain.close();
    }
  }

  private static final class Unpacking implements ByteStream {
    private final ByteStream packed;
    private final Inflater inflater = new Inflater(true);
    private final byte[] room = new byte[CHUNK_BYTES];

    Unpacking(ByteStream packed) {
      this.packed = packed;
    }

    @Override
    public DataChunk read() throws StreamingException {
      while (true) {
        int length = inflate();
        if (length > 0) {
          return new ByteChunk(Arrays.copyOf(room, length));
        }
        DataChunk chunk = inflater.getRemaining() > 0 ? null : packed.read();
        if (inflater.finished()) {
          if (inflater.getRemaining() > 0 || chunk != null) {
            throw damaged("it goes on after its end", null);
          }
          return null;
        }
        if (chunk == null) {
          throw damaged("it ends early", null);
        }
        inflater.setInput(chunk.toByteArray());
      }
    }

    private int inflate() throws StreamingException {
      try {
        return inflater.inflate(room);
      } catch (DataFormatException e) {
        throw damaged("it is not packed as it says", e);
      }
    }

    private static StreamingException damaged(String detail, Throwable cause) {
      return new StreamingException(ErrorCode.BACKUP_DAMAGED, ErrorContext.of("unpack"), detail, cause);
    }

    @Override
    public void close() {
      inflater.end();
      packed.close();
    }
  }
}
