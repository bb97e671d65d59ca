package portage.migration;

import java.util.OptionalLong;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.transfer.BlobItem;

/** How large a blob the target takes, where it says so ({@code blobUploadLimit} of describeServer, PDS 0.5). */
record BlobLimit(OptionalLong bytes, String host) {
  /** True when the record that uses the blob already says that it is too large. */
  boolean isExceededByClaim(BlobItem blob) {
    return bytes.isPresent() && blob.claimedBytes() > bytes.getAsLong();
  }

  /** {@code TOO_LARGE} for a blob of {@code sizeBytes} that the target will refuse: sending it would be for nothing. */
  void check(BlobItem blob, long sizeBytes) throws StreamingException {
    if (bytes.isPresent() && sizeBytes > bytes.getAsLong()) {
      throw new StreamingException(
          ErrorCode.TOO_LARGE,
          ErrorContext.of("com.atproto.repo.uploadBlob").about(blob.cid().toString()).at(host),
          sizeBytes + " bytes, " + bytes.getAsLong() + " allowed");
    }
  }
}
