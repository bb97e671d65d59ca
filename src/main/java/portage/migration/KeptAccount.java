package portage.migration;

import portage.archive.NearCopies;
import portage.atproto.Did;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.BlobItem;

/** The copies that a move has kept in this browser, as a backup reads them: it need not fetch them again. */
public final class KeptAccount {
  private static final int CHUNK_BYTES = 256 << 10;

  private final StorageBackend storage;
  private final Did did;
  private final MigrationState state;

  private KeptAccount(StorageBackend storage, Did did, MigrationState state) {
    this.storage = storage;
    this.did = did;
    this.state = state;
  }

  /** The copies of {@code did}'s move, of which {@code state} tells; null while no repo is known. */
  public static NearCopies copiesOrNull(StorageBackend storage, Did did, MigrationState state) {
    if (state.repo() == null) {
      return null;
    }
    KeptAccount kept = new KeptAccount(storage, did, state);
    return new NearCopies(kept::repo, state.repo().root(), state.repo().rev(), kept::blob);
  }

  private ByteStream repo(Did of) throws StreamingException {
    StoredItem car = storage.open(KeptCopies.repoName(of.toString()));
    if (car == null) {
      throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("read kept repo"), "it is gone");
    }
    return stream(car);
  }

  private ByteStream blob(BlobItem blob) throws StreamingException {
    String cid = blob.cid().toString();
    StoredItem copy = storage.open(KeptCopies.blobPrefix(did.toString()) + cid);
    if (copy == null) {
      throw new StreamingException(
          ErrorCode.BLOB_MISSING_AT_SOURCE, ErrorContext.of("read kept copy").about(cid), null);
    }
    Fact.BlobKept fact = state.keptBlob(cid);
    if (fact != null) {
      blob.keptAs(fact.contentType());
    }
    return stream(copy);
  }

  private static ByteStream stream(StoredItem item) throws StreamingException {
    ByteStream bytes = opened(item);
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        return bytes.read();
      }

      @Override
      public void close() {
        bytes.close();
        item.close();
      }
    };
  }

  private static ByteStream opened(StoredItem item) throws StreamingException {
    StreamingException failure;
    try {
      return item.stream(CHUNK_BYTES);
    } catch (StreamingException e) {
      failure = e;
    }
    item.close();
    throw failure;
  }
}
