package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.atproto.Did;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.Utf8;
import portage.jvm.MemoryItem;
import portage.transfer.BlobItem;

class ArchiveSourcesTest {
  private static final Did DID = new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
  private static final byte[] PICTURE = Utf8.encode("a picture, ".repeat(50));
  private static final byte[] REPO = Utf8.encode("a repo, ".repeat(500));

  private static BlobItem blob(byte[] bytes) {
    return new BlobItem(Cid.of(Cid.RAW, Sha256.hash(bytes)), "app.bsky.feed.post/1", bytes.length, "image/png");
  }

  private static Map<String, byte[]> content() {
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put("blobs/" + blob(PICTURE).cid(), PICTURE);
    content.put("repo.car", REPO);
    return content;
  }

  private static ZipReader reader(byte[] zip) throws StreamingException {
    return ZipReader.open(new MemoryItem("backup.zip", zip), Zips.DEFLATE);
  }

  @Test void repoAndBlobsComeAsTheyWereSaved() throws Exception {
    ZipReader zip = reader(Zips.of(content()));
    assertArrayEquals(REPO, Zips.bytes(new ArchiveRepoSource(zip).download(DID)));
    BlobItem blob = blob(PICTURE);
    Map<String, String> types = Map.of(blob.cid().toString(), "image/jpeg");
    assertArrayEquals(PICTURE, Zips.bytes(new ArchiveBlobSource(zip, types).download(blob)));
    assertEquals("image/jpeg", blob.contentType(), "what the server kept it as");
    BlobItem other = blob(PICTURE);
    new ArchiveBlobSource(zip, Map.of()).download(other).close();
    assertEquals("image/png", other.contentType(), "what the record says");
  }

  @Test void whatIsNotInItIsSaidToBeMissing() throws Exception {
    ZipReader zip = reader(Zips.of(Map.of("README.txt", PICTURE)));
    assertEquals(
        ErrorCode.BACKUP_INCOMPLETE,
        assertThrows(StreamingException.class, () -> new ArchiveRepoSource(zip).download(DID)).code());
    assertEquals(
        ErrorCode.BLOB_MISSING_AT_SOURCE,
        assertThrows(StreamingException.class, () -> new ArchiveBlobSource(zip, Map.of()).download(blob(PICTURE))).code());
  }

  @Test void damagedBlobIsItsOwnMisfortune() throws Exception {
    byte[] zip = Zips.of(content());
    int at = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("a picture, ");
    zip[at + 20] ^= 1;
    ZipReader reader = reader(zip);
    StreamingException failure =
        assertThrows(
            StreamingException.class,
            () -> Zips.bytes(new ArchiveBlobSource(reader, Map.of()).download(blob(PICTURE))));
    assertEquals(ErrorCode.BLOB_CORRUPT, failure.code());
    assertArrayEquals(REPO, Zips.bytes(new ArchiveRepoSource(reader).download(DID)));
  }
}
