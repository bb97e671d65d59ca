package portage.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

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

  private static BackedBelongings backed(DataSource<BlobItem> saved) {
    return new BackedBelongings(
        new SavedAccount(
            new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), "backup.zip", null, null, 0, null, saved, 1, null),
        new Server());
  }

  @Test void serverAndBackupTakeTurnsAtABlobThatCameDamaged() throws Exception {
    BackedBelongings belongings = backed(any -> new ByteChunks(OF_BACKUP, 3));
    for (byte[] expected : List.of(OF_BACKUP, OF_SERVER, OF_BACKUP)) {
      assertArrayEquals(expected, CarelessTool.bytes(belongings.blobs().download(blob)));
      belongings.cameDamaged(blob);
    }
  }

  @Test void blobThatOnlyFoundNoRoomIsReadFromTheBackupAgain() throws Exception {
    BackedBelongings belongings = backed(any -> new ByteChunks(OF_BACKUP, 3));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(OF_BACKUP, CarelessTool.bytes(belongings.blobs().download(blob)));
    }
  }

  @Test void serverIsAskedForWhatTheBackupLacks() throws Exception {
    DataSource<BlobItem> blobs = backed(any -> {
      throw new StreamingException(ErrorCode.BLOB_MISSING_AT_SOURCE, ErrorContext.of("read backup"), "not in it");
    }).blobs();
    assertArrayEquals(OF_SERVER, CarelessTool.bytes(blobs.download(blob)));
    assertArrayEquals(OF_SERVER, CarelessTool.bytes(blobs.download(blob)));
  }
}
