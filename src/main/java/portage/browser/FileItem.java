package portage.browser;

import org.teavm.classlib.PlatformDetector;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** An item whose bytes the browser reads into typed arrays. */
abstract class FileItem implements StoredItem {
  /** Fills {@code into}, all within the item, from byte {@code at}. */
  abstract void fill(long at, Uint8Array into) throws StreamingException;

  @Override
  public final void read(long at, byte[] target, int offset, int length) throws StreamingException {
    if (at < 0 || offset < 0 || length < 0 || offset > target.length - length) {
      throw new IllegalArgumentException(length + " bytes from " + at + " to " + offset + " of " + target.length);
    }
    if (at > sizeBytes() - length) {
      throw StorageErrors.failed("read", name(), length + " bytes from " + at + " of " + sizeBytes());
    }
    if (!PlatformDetector.isWebAssemblyGC()) {
      if (length > 0) {
        fill(at, Bytes.toBrowser(target, offset, length));
      }
      return;
    }
    // Room of the browser, not the stage: another coroutine may use that while this one waits for a handle.
    Uint8Array room = ReadRooms.take();
    try {
      for (int done = 0; done < length; ) {
        int count = Math.min(length - done, ReadRooms.BYTES);
        fill(at + done, JsBytes.view(room, 0, count));
        Bytes.toJava(room, 0, target, offset + done, count);
        done += count;
      }
    } finally {
      ReadRooms.giveBack(room);
    }
  }

  @Override
  public final ByteStream stream(int chunkBytes) {
    if (chunkBytes < 1) {
      throw new IllegalArgumentException("chunks of " + chunkBytes + " bytes");
    }
    return new Chunks(0, Long.MAX_VALUE, chunkBytes);
  }

  @Override
  public ByteStream stream(long from, long to, int chunkBytes) {
    return new Chunks(from, to, chunkBytes);
  }

  private final class Chunks implements ByteStream {
    private final int chunkBytes;
    private final long end;
    /** Filled again and again; null before the first chunk. */
    private Uint8Array room;
    private long at;
    private boolean closed;

    /** An item may grow: what is behind {@code end} is left out, and the end is where the item ends if that comes first. */
    Chunks(long from, long end, int chunkBytes) {
      this.at = from;
      this.end = end;
      this.chunkBytes = chunkBytes;
    }

    @Override
    public DataChunk read() throws StreamingException {
      if (closed) {
        throw StorageErrors.failed("read", name(), "closed");
      }
      int count = (int) Math.min(chunkBytes, Math.min(end, sizeBytes()) - at);
      if (count <= 0) {
        return null;
      }
      if (room == null) {
        room = JsBytes.create(count);
      }
      Uint8Array bytes = JsBytes.view(room, 0, count);
      fill(at, bytes);
      at += count;
      return JsChunk.lent(bytes);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
