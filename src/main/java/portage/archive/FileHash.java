package portage.archive;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.transfer.BlobHash;
import portage.transfer.ItemCheck;

/** SHA-256 of a file that is no blob, as its bytes flow past; compared with what it has to be where that is known. */
final class FileHash implements ItemCheck {
  private static final String DIGITS = "0123456789abcdef";

  private final BlobHash hash;
  private final String wantedOrNull;
  private String found = "";

  FileHash(BlobHash hash) {
    this(hash, null);
  }

  /** {@code BLOB_CORRUPT} when the bytes have another hash than {@code wantedOrNull}. */
  FileHash(BlobHash hash, String wantedOrNull) {
    this.hash = hash;
    this.wantedOrNull = wantedOrNull;
  }

  @Override
  public void push(DataChunk chunk) throws StreamingException {
    hash.push(chunk);
  }

  @Override
  public void finish(StoredItem item) throws StreamingException {
    found = hex(hash.digest());
    if (wantedOrNull != null && !wantedOrNull.equals(found)) {
      throw new StreamingException(ErrorCode.BLOB_CORRUPT, ErrorContext.of("check file"), "bytes that hash to something else");
    }
  }

  /** 64 hexadecimal digits, once the bytes have ended. */
  String sha256() {
    return found;
  }

  static String hex(byte[] digest) {
    StringBuilder text = new StringBuilder(2 * digest.length);
    for (byte octet : digest) {
      text.append(DIGITS.charAt(octet >> 4 & 15)).append(DIGITS.charAt(octet & 15));
    }
    return text.toString();
  }
}
