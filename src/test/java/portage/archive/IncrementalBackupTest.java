package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.atproto.Did;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.BouncySignatures;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.metrics.MetricsCollector;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.CancelSignal;

@Timeout(60)
class IncrementalBackupTest {
  private final MadeAccount account = MadeAccount.small();
  private byte[] earlier;

  @BeforeEach void firstBackup() throws StreamingException {
    earlier = run(null).toByteArray();
    account.calls.clear();
  }

  private MemoryFile run(NearCopies copiesOrNull) throws StreamingException {
    BackupSurroundings around = account.around();
    MemoryFile file = new MemoryFile();
    MetricsCollector metrics = new MetricsCollector(around.clock(), 1 << 20, () -> {});
    new Backup(around, account.account(), null, copiesOrNull, metrics, new CancelSignal(), () -> {}).run(file);
    assertEquals(List.of(), account.storage.names(""), "left in this browser");
    return file;
  }

  private NearCopies copies(byte[] zip) throws StreamingException {
    return BackupFile.open(new MemoryItem("zip", zip), Zips.DEFLATE).copiesOf(new Did(account.did));
  }

  private static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }

  /** The repo in the file is the whole of what the server has now. */
  private RepoReport isComplete(MemoryFile file) throws StreamingException {
    Map<String, byte[]> content = Zips.read(file.toByteArray());
    byte[] car = content.get("repo.car");
    RepoCheck check = new RepoCheck(account.did, MadeAccount.KEY.didKey(), new BouncySignatures());
    check.push(car, 0, car.length);
    RepoReport report = check.finish(new MemoryItem("car", car));
    assertEquals(account.root(), report.root());
    report.blobs().forEach(use -> assertArrayEquals(account.blobs.get(use.cid()), content.get("blobs/" + use.cid())));
    assertEquals(account.root(), ReadManifest.in(file).head.root());
    return report;
  }

  @Test void nothingNewFetchesNothing() throws Exception {
    MemoryFile file = run(copies(earlier));
    isComplete(file);
    assertEquals(0, account.calls("getRepo?") + account.calls("getBlob"));
    assertEquals(2 + 2, account.calls.size(), "the identity, and twice the head: " + account.calls);
    assertArrayEquals(Zips.read(earlier).get("repo.car"), Zips.read(file.toByteArray()).get("repo.car"));
  }

  @Test void onlyTheDeltaAndNewBlobsAreFetched() throws Exception {
    Cid added = account.blob(4_000, "image/png");
    account.record("app.bsky.feed.post/3zzz", Map.of("image", MadeAccount.ref(added, "image/png", 4_000))).committed();
    MemoryFile file = run(copies(earlier));
    assertEquals(5, isComplete(file).blobs().size());
    assertEquals(1, account.calls("getRepo?"));
    assertEquals(1, account.calls("since=" + BackupFile.open(new MemoryItem("zip", earlier), Zips.DEFLATE).manifest().revOrNull()));
    assertEquals(1, account.calls("getBlob"));
    assertEquals(1, account.calls(added.toString()));
  }

  @Test void whatWasDeletedIsNotInTheNewFile() throws Exception {
    account.record("app.bsky.feed.post/3sec", Map.of("text", "regretted")).committed();
    byte[] before = run(copies(earlier)).toByteArray();
    assertTrue(contains(Zips.read(before).get("repo.car"), "regretted"));
    Cid picture = List.copyOf(account.blobs.keySet()).get(1);
    account.without("app.bsky.feed.post/3sec").without("app.bsky.feed.post/3bbb").committed();
    MemoryFile file = run(copies(before));
    RepoReport report = isComplete(file);
    assertEquals(0, report.unreferencedBlocks());
    assertEquals(34, report.recordCount());
    Map<String, byte[]> content = Zips.read(file.toByteArray());
    assertFalse(contains(content.get("repo.car"), "regretted"));
    assertFalse(content.containsKey("blobs/" + picture));
    assertTrue(account.calls.stream().noneMatch(call -> call.endsWith("getRepo?did=" + account.did)));
  }

  @Test void typesOfTheServerAreKept() throws Exception {
    Cid typed = account.blob(1_000, "image/webp");
    account.record("app.bsky.feed.post/3typ", Map.of("image", MadeAccount.ref(typed, "image/jpeg", 1_000))).committed();
    MemoryFile file = run(copies(run(copies(earlier)).toByteArray()));
    assertEquals("image/webp", ReadManifest.in(file).entries.get("blobs/" + typed).mediaType());
  }

  @Test void deltaThatDoesNotAddUpIsMadeGoodByTheWhole() throws Exception {
    account.record("app.bsky.feed.post/3zzz", Map.of("text", "new")).committed();
    String[] known = {account.rev()};
    account.record("app.bsky.feed.post/3yyy", Map.of("text", "newer")).committed();
    NearCopies old = copies(earlier);
    MemoryFile file = run(new NearCopies(old.repo(), old.root(), known[0], old.blobs()));
    isComplete(file);
    assertEquals(2, account.calls("getRepo?"));
    assertEquals(1, account.calls("since="));
    assertArrayEquals(account.car(), Zips.read(file.toByteArray()).get("repo.car"), "as the server gave it");
  }

  @Test void damagedEarlierBackupCostsOnlyWhatIsDamaged() throws Exception {
    List<ZipEntry> entries = ZipReader.open(new MemoryItem("zip", earlier), Zips.DEFLATE).entries();
    for (ZipEntry entry : entries) {
      boolean isRepo = entry.name().equals("repo.car");
      if (!isRepo && !entry.name().startsWith("blobs/")) {
        continue;
      }
      byte[] damaged = earlier.clone();
      damaged[(int) (entry.offsetBytes() + 200 + entry.packedBytes() / 2)] ^= 4;
      account.calls.clear();
      isComplete(run(copies(damaged)));
      assertEquals(isRepo ? 1 : 0, account.calls("getRepo?"), entry.name());
      assertEquals(isRepo ? 0 : 1, account.calls("getBlob"), entry.name());
    }
  }

  @Test void backupOfAnotherAccountIsRefused() throws Exception {
    BackupFile file = BackupFile.open(new MemoryItem("zip", earlier), Zips.DEFLATE);
    StreamingException e =
        assertThrows(StreamingException.class, () -> file.copiesOf(new Did("did:plc:vrcrv2rgcpxhbxrdmuupcc4k")));
    assertEquals(ErrorCode.BACKUP_OF_ANOTHER_ACCOUNT, e.code());
  }

  @Test void serverThatIsSilentAboutItsHeadDoesNotStopWhatIsAllHere() throws Exception {
    account.before = call -> {
      if (call.contains("pds.example.com")) {
        throw MadeAccount.unreachable();
      }
    };
    isComplete(run(copies(earlier)));
  }
}
