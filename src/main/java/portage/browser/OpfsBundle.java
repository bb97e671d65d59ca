package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.browser.js.JsFiles;
import portage.error.StreamingException;

/** One bundle file: appended to and read through one exclusive handle, which is open only while somebody needs it. */
final class OpfsBundle {
  /** Is told of the entries found in a file, in their order. */
  interface Found {
    void entry(BundleEntry entry, long offsetBytes);
  }

  private final String fileName;
  private final JsFiles.FileHandle file;
  private JsFiles.SyncHandle handle;
  private long endBytes;
  private int liveItems;

  OpfsBundle(String fileName, JsFiles.FileHandle file) {
    this.fileName = fileName;
    this.file = file;
  }

  String fileName() {
    return fileName;
  }

  /** Bytes of whole entries. */
  long endBytes() {
    return endBytes;
  }

  int liveItems() {
    return liveItems;
  }

  void addLive(int items) {
    liveItems += items;
  }

  /** Opens the file if it is not, and tells of entries that came since it was last looked at. */
  void open(Found found) throws StreamingException {
    if (handle != null) {
      return;
    }
    handle = OpfsDirectory.openHandle(file, fileName);
    byte[] header = new byte[BundleEntry.MAX_HEADER_BYTES];
    long size = (long) JsFiles.size(handle);
    while (endBytes < size) {
      int count = (int) Math.min(header.length, size - endBytes);
      Uint8Array room = JsBytes.create(count);
      OpfsReadHandle.readFully(handle, endBytes, room, fileName);
      Bytes.toJava(room, 0, header, 0, count);
      BundleEntry entry = BundleEntry.read(header, count);
      long next = entry == null ? 0 : endBytes + entry.headerBytes() + entry.sizeBytes();
      if (entry == null || next > size) {
        // What a crash cut off in the middle: nobody was told that it is kept, and the next entry goes over it.
        return;
      }
      long offset = endBytes + entry.headerBytes();
      endBytes = next;
      found.entry(entry, offset);
    }
  }

  /** Appends a whole entry. {@code STORAGE_FULL} leaves the file as it was. */
  void append(Uint8Array framed, String itemName) throws StreamingException {
    StreamingException failure = OpfsWriter.writeFully(handle, framed, endBytes, itemName);
    if (failure != null) {
      JsFiles.truncate(handle, endBytes);
      throw failure;
    }
    endBytes += framed.getLength();
  }

  /** Fills {@code into} from byte {@code at} of the file. */
  void read(double at, Uint8Array into, String itemName) throws StreamingException {
    if (handle == null) {
      throw StorageErrors.failed("read", itemName, "its file is gone");
    }
    OpfsReadHandle.readFully(handle, at, into, itemName);
  }

  /** The bytes reach the disk. */
  void flush() {
    if (handle != null) {
      JsFiles.flush(handle);
    }
  }

  void close() {
    if (handle != null) {
      JsFiles.close(handle);
      handle = null;
    }
  }
}
