package portage.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import portage.archive.BackupFile;
import portage.archive.ZipEntry;
import portage.archive.ZipReader;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;

/**
 * A few pictures of a backup, to be looked at: only such whose bytes are those of their CID and begin a picture of a kind in which
 * nothing can be run. What the backup calls them does not count.
 */
final class BackupPictures implements AutoCloseable {
  private static final int MOST = 12;
  /** Not worth it, or not safe, to hold or to show more. */
  private static final int MOST_BYTES = 1_500_000;
  private static final long MOST_PIXELS = 40_000_000;
  /** Of those that are looked at and turn out to be none. */
  private static final int MOST_TRIES = 60;

  private final Addresses addresses;
  private final List<Block.Pictures.Picture> shown = new ArrayList<>();

  BackupPictures(Addresses addresses) {
    this.addresses = addresses;
  }

  /** Takes the first ones that will do. */
  void take(BackupFile backup, CancelSignal signal) throws StreamingException {
    int tries = 0;
    for (Map.Entry<String, String> each : backup.mediaTypes().entrySet()) {
      if (shown.size() == MOST || tries == MOST_TRIES) {
        return;
      }
      signal.throwIfCancelled("look for pictures");
      ZipEntry entry = backup.zip().entryOrNull("blobs/" + each.getKey());
      if (each.getValue().startsWith("image/") && entry != null && entry.sizeBytes() <= MOST_BYTES) {
        tries++;
        take(backup.zip(), entry, each.getKey());
      }
    }
  }

  private void take(ZipReader zip, ZipEntry entry, String cid) throws StreamingException {
    byte[] bytes = bytesOrNull(zip, entry);
    if (bytes == null) {
      return;
    }
    PictureHead head = PictureHead.ofOrNull(bytes);
    if (head != null && head.pixelCount() <= MOST_PIXELS && isThat(cid, bytes)) {
      String address = addresses.of(bytes, head.mediaType());
      shown.add(new Block.Pictures.Picture(address, BackupText.PICTURE.with(cid)));
    }
  }

  /** Null for one that is damaged, which the check has told of. */
  private static byte[] bytesOrNull(ZipReader zip, ZipEntry entry) throws StreamingException {
    StreamingException failure;
    try {
      return bytes(zip, entry);
    } catch (StreamingException e) {
      failure = e;
    }
    if (failure.code() == ErrorCode.BACKUP_DAMAGED) {
      return null;
    }
    throw failure;
  }

  private static byte[] bytes(ZipReader zip, ZipEntry entry) throws StreamingException {
    byte[] bytes = new byte[(int) entry.sizeBytes()];
    int size = 0;
    try (ByteStream stream = zip.open(entry)) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        chunk.copyTo(0, bytes, size, chunk.sizeBytes());
        size += chunk.sizeBytes();
      }
    }
    return bytes;
  }

  private static boolean isThat(String cid, byte[] bytes) {
    try {
      return Arrays.equals(Cid.parse(cid).digest(), Sha256.hash(bytes));
    } catch (MalformedException e) {
      return false;
    }
  }

  List<Block.Pictures.Picture> shown() {
    return shown;
  }

  /** Nobody looks at them any more. */
  @Override
  public void close() {
    for (Block.Pictures.Picture picture : shown) {
      addresses.release(picture.address());
    }
  }
}
