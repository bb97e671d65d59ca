package portage.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.DataSource;
import portage.transfer.BlobItem;

/** Who is asked for a blob: the backup, or the server beside it. */
class BackedBelongingsTest {
  private static final byte[] OF_BACKUP = {1, 2, 3, 4};
  private static final byte[] OF_SERVER = {5, 6};
  private final BlobItem blob;

  BackedBelongingsTest() throws MalformedException {
    Cid cid = Cid.parse("bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy");
    blob = BlobItem.unknown(cid, "app.bsky.feed.post/3k");
  }

  private static final class Server implements Belongings {
    @Override public DataSource<BlobItem> blobs() {
      return any -> new ByteChunks(OF_SERVER, 2);
    }

    @Override public String host() {
      throw new UnsupportedOperationException();
    }

    @Override public LatestCommit latestCommit() {
      throw new UnsupportedOperationException();
    }

    @Override public DataSource<Did> repo() {
      throw new UnsupportedOperationException();
    }

    @Override public ByteStream repoSince(String rev) {
      throw new UnsupportedOperationException();
    }

    @Override public long blocksToStream() {
      throw new UnsupportedOperationException();
    }

    @Override public boolean multiplexes() {
      throw new UnsupportedOperationException();
    }

    @Override public List<JsonObject> preferencesOrNull() {
      throw new UnsupportedOperationException();
    }
  }

  private static DataSource<BlobItem> backed(DataSource<BlobItem> saved) {
    return new BackedBelongings(
            new SavedAccount(
                new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), "backup.zip", null, null, 0, null, saved, 1, null),
            new Server())
        .blobs();
  }

  @Test void serverAndBackupTakeTurnsAtABlobThatWasReadAndWasNoGood() throws Exception {
    DataSource<BlobItem> blobs = backed(any -> new ByteChunks(OF_BACKUP, 3));
    assertArrayEquals(OF_BACKUP, CarelessTool.bytes(blobs.download(blob)));
    assertArrayEquals(OF_SERVER, CarelessTool.bytes(blobs.download(blob)));
    assertArrayEquals(OF_BACKUP, CarelessTool.bytes(blobs.download(blob)));
  }

  @Test void blobThatWasNotReadToItsEndIsReadFromTheBackupAgain() throws Exception {
    DataSource<BlobItem> blobs = backed(any -> new ByteChunks(OF_BACKUP, 3));
    ByteStream noRoom = blobs.download(blob);
    DataChunk first = noRoom.read();
    assertEquals(3, first.sizeBytes());
    noRoom.close();
    assertArrayEquals(OF_BACKUP, CarelessTool.bytes(blobs.download(blob)));
  }

  @Test void serverIsAskedForWhatCannotBeReadInTheBackup() throws Exception {
    DataSource<BlobItem> blobs = backed(any -> new ByteStream() {
      @Override public DataChunk read() throws StreamingException {
        throw new StreamingException(ErrorCode.BLOB_CORRUPT, ErrorContext.of("read backup"), "bad CRC");
      }

      @Override public void close() {}
    });
    ByteStream damaged = blobs.download(blob);
    assertThrows(StreamingException.class, damaged::read);
    assertArrayEquals(OF_SERVER, CarelessTool.bytes(blobs.download(blob)));
  }

  @Test void serverIsAskedForWhatTheBackupLacks() throws Exception {
    DataSource<BlobItem> blobs = backed(any -> {
      throw new StreamingException(ErrorCode.BLOB_MISSING_AT_SOURCE, ErrorContext.of("read backup"), "not in it");
    });
    assertArrayEquals(OF_SERVER, CarelessTool.bytes(blobs.download(blob)));
    assertArrayEquals(OF_SERVER, CarelessTool.bytes(blobs.download(blob)));
  }
}
