package portage.contract;

import java.util.Arrays;
import portage.error.StreamingException;
import portage.page.Shelf;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** One name on a shelf. */
final class ShelfPlace implements OutputFileContract.Place {
  private static final String NAME = "contract.zip";
  private static final int PART_BYTES = 70_000;

  private final Shelf shelf;

  ShelfPlace(Shelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public OutputFile open() throws StreamingException {
    shelf.remove(NAME);
    return shelf.write(NAME);
  }

  @Override
  public byte[] bytesOrNull() throws StreamingException {
    try (StoredItem item = shelf.readOrNull(NAME)) {
      return item == null ? null : bytes(item);
    }
  }

  static byte[] bytes(StoredItem item) throws StreamingException {
    byte[] bytes = new byte[(int) item.sizeBytes()];
    item.read(0, bytes, 0, bytes.length);
    sameAsStream(item, bytes, bytes.length / 3);
    return bytes;
  }

  /** A part that is read as a stream is what it is in the whole. */
  private static void sameAsStream(StoredItem item, byte[] bytes, int from) throws StreamingException {
    int at = from;
    try (ByteStream stream = item.stream(from, bytes.length, PART_BYTES)) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        byte[] part = Arrays.copyOfRange(bytes, at, at + chunk.sizeBytes());
        Contract.check(Arrays.equals(part, chunk.toByteArray()), "other bytes from " + at);
        at += part.length;
      }
    }
    Contract.same(bytes.length, at);
  }
}
