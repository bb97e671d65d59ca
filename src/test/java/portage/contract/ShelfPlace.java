package portage.contract;

import portage.error.StreamingException;
import portage.page.Shelf;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** One name on a shelf. */
final class ShelfPlace implements OutputFileContract.Place {
  private static final String NAME = "contract.zip";

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
    return bytes;
  }
}
