package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portage.atproto.Did;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.Utf8;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.metrics.MetricsCollector;
import portage.stream.CancelSignal;
import portage.transfer.BlobItem;

class BackupContentsTest {
  private final MadeAccount account = MadeAccount.small();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  @BeforeEach void backUp() throws StreamingException {
    MemoryFile file = new MemoryFile();
    BackupSurroundings around = account.around();
    MetricsCollector metrics = new MetricsCollector(around.clock(), 1 << 20, () -> {});
    new Backup(around, account.account(), null, null, metrics, new CancelSignal(), () -> {}).run(file);
    files.putAll(Zips.read(file.toByteArray()));
  }

  /** What is in the file by now, zipped by hand. */
  private BackupContents open() throws StreamingException {
    return BackupContents.open(new MemoryItem("backup.zip", Zips.of(files)), Zips.DEFLATE);
  }

  private ErrorCode refusal() {
    return assertThrows(StreamingException.class, this::open).code();
  }

  private String text(String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }

  @Test void everythingInItCanBeRead() throws Exception {
    BackupContents contents = open();
    assertEquals(account.did, contents.manifest().did().toString());
    assertEquals(account.root(), contents.manifest().root());
    assertEquals(account.rev(), contents.manifest().revOrNull());
    assertEquals(MadeAccount.KEY.didKey(), contents.signingKey());
    assertNull(contents.preferencesOrNull());
    assertEquals(4, contents.blobCount());
    assertArrayEquals(account.car(), Zips.bytes(contents.repo().download(new Did(account.did))));
    for (Map.Entry<Cid, byte[]> blob : account.blobs.entrySet()) {
      BlobItem item = BlobItem.unknown(blob.getKey(), "app.bsky.feed.post/3aaa");
      assertArrayEquals(blob.getValue(), Zips.bytes(contents.blobs().download(item)));
      assertEquals(account.types.get(blob.getKey()), item.contentType());
    }
  }

  @Test void preferencesAreThereWhereTheManifestSaysSo() throws Exception {
    files.put("manifest.json", Utf8.encode(text("manifest.json").replace("not-asked-for", "included")));
    assertEquals(ErrorCode.BACKUP_INCOMPLETE, refusal());
    files.put("preferences.json", Utf8.encode("{\"preferences\":[{\"$type\":\"app.bsky.actor.defs#mutedWordsPref\"}]}"));
    assertEquals(1, open().preferencesOrNull().size());
    for (String wrong : new String[] {"", "[]", "{}", "{\"preferences\":{}}", "{\"preferences\":[1]}", "{\"preferences\":[" }) {
      files.put("preferences.json", Utf8.encode(wrong));
      assertEquals(ErrorCode.BACKUP_DAMAGED, refusal(), wrong);
    }
  }

  @Test void identityOfAnotherAccountIsRefused() {
    files.put("did.json", Utf8.encode(text("did.json").replace(account.did, "did:plc:ewvi7nxzyoun6zhxrhs64oiz")));
    assertEquals(ErrorCode.BACKUP_OF_ANOTHER_ACCOUNT, refusal());
  }

  @Test void withoutManifestItIsNoBackupAndWithoutIdentityItIsIncomplete() {
    byte[] document = files.remove("did.json");
    assertEquals(ErrorCode.BACKUP_INCOMPLETE, refusal());
    files.put("did.json", Utf8.encode("{}"));
    assertEquals(ErrorCode.BACKUP_DAMAGED, refusal());
    files.put("did.json", Utf8.encode(new String(document, StandardCharsets.UTF_8).replace("Multikey", "Unknown")));
    assertEquals(ErrorCode.BACKUP_DAMAGED, refusal());
    files.put("did.json", new byte[(1 << 20) + 1]);
    assertEquals(ErrorCode.BACKUP_DAMAGED, refusal());
    files.remove("manifest.json");
    assertEquals(ErrorCode.BACKUP_UNREADABLE, refusal());
  }
}
