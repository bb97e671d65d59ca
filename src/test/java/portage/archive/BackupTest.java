package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.metrics.MetricsCollector;
import portage.stream.CancelSignal;
import portage.transfer.TransferProfile;

@Timeout(60)
class BackupTest {
  private final MadeAccount account = MadeAccount.small();
  private final CancelSignal signal = new CancelSignal();
  private final MemoryFile file = new MemoryFile();
  private Backup backup;

  private BackupResult run() throws StreamingException {
    return run(file, null);
  }

  private BackupResult run(MemoryFile to, NearCopies copies) throws StreamingException {
    return run(to, copies, account.around());
  }

  private BackupResult run(MemoryFile to, NearCopies copies, BackupSurroundings around) throws StreamingException {
    MetricsCollector metrics = new MetricsCollector(around.clock(), 1 << 20, () -> {});
    backup = new Backup(around, account.account(), null, copies, metrics, signal, () -> {});
    return backup.run(to);
  }

  private static String blobName(Cid cid) {
    return "blobs/" + cid;
  }

  /** All of it is in the file, byte for byte. */
  private void holdsEverything(MemoryFile written) throws StreamingException {
    assertTrue(written.isFinished());
    Map<String, byte[]> content = Zips.read(written.toByteArray());
    assertArrayEquals(account.car(), content.get("repo.car"));
    account.blobs.forEach((cid, bytes) -> assertArrayEquals(bytes, content.get(blobName(cid)), cid.toString()));
    assertEquals(account.document().toString(), new String(content.get("did.json"), StandardCharsets.UTF_8));
    assertEquals(account.log().toString(), new String(content.get("plc-log.json"), StandardCharsets.UTF_8));
    assertTrue(new String(content.get("README.txt"), StandardCharsets.UTF_8).contains(account.did));
    assertEquals(account.blobs.size() + 5, content.size());
    leavesNothing();
  }

  private void leavesNothing() throws StreamingException {
    assertEquals(List.of(), account.storage.names(""), "left in this browser");
  }

  @Test void fileHoldsEverythingByteForByte() throws Exception {
    BackupResult result = run();
    holdsEverything(file);
    assertEquals(List.of(), result.missing());
    assertFalse(result.movedOn());
    assertEquals(4, result.blobCount());
    assertEquals(410_000, result.blobBytes());
    assertEquals(file.sizeBytes(), result.sizeBytes());
    assertEquals(account.root(), result.manifest().root());
    assertEquals(35, result.repo().recordCount());
    assertEquals(BackupProgress.Stage.DONE, backup.progress().stage());
    assertEquals(4, backup.progress().expectedBlobs());
    assertEquals(410_000 + account.car().length, backup.metrics().snapshot().receivedBytes());
    assertEquals(0, backup.metrics().snapshot().memory().heldBytes());
  }

  @Test void eachThingIsAskedForOnce() throws Exception {
    run();
    assertEquals(4, account.calls("getBlob"));
    assertEquals(1, account.calls("getRepo?"));
    assertEquals(2, account.calls("plc.example.com"));
    assertEquals(4 + 1 + 2 + 2, account.calls.size(), account.calls.toString());
  }

  @Test void picturesAndVideoAreStoredTextIsPacked() throws Exception {
    run();
    Map<String, Packing> packings = new LinkedHashMap<>();
    for (ZipEntry entry : ZipReader.open(new MemoryItem("zip", file.toByteArray()), Zips.DEFLATE).entries()) {
      packings.put(entry.name(), entry.packing());
    }
    account.types.forEach((cid, type) ->
        assertEquals(type.startsWith("text/") ? Packing.DEFLATED : Packing.STORED, packings.get(blobName(cid)), type));
    for (String name : List.of("repo.car", "did.json", "plc-log.json", "README.txt", "manifest.json")) {
      assertEquals(Packing.DEFLATED, packings.get(name), name);
    }
    assertEquals("README.txt", packings.keySet().iterator().next());
    assertEquals("manifest.json", new ArrayList<>(packings.keySet()).get(packings.size() - 1));
  }

  @Test void manifestNamesEveryFileWithTheRecordsThatUseIt() throws Exception {
    run();
    ReadManifest manifest = ReadManifest.in(file);
    assertEquals(account.did, manifest.head.did().toString());
    assertEquals(MadeAccount.HANDLE, manifest.head.handleOrNull());
    assertEquals(MadeAccount.PDS, manifest.head.pds());
    assertEquals(account.rev(), manifest.head.revOrNull());
    assertEquals(Manifest.Preferences.NOT_ASKED_FOR, manifest.head.preferences());
    Set<String> names = Zips.read(file.toByteArray()).keySet().stream().filter(name -> !name.equals("manifest.json")).collect(Collectors.toSet());
    assertEquals(names, manifest.entries.keySet());
    List<Cid> cids = new ArrayList<>(account.blobs.keySet());
    ManifestEntry picture = manifest.entries.get(blobName(cids.get(0)));
    assertEquals(List.of("app.bsky.actor.profile/self", "app.bsky.feed.post/3aaa"), picture.records());
    assertEquals("image/jpeg", picture.mediaType());
    assertEquals(cids.get(0), picture.cidOrNull());
    assertEquals(3_000, picture.sizeBytes());
    assertEquals(account.car().length, manifest.entries.get("repo.car").sizeBytes());
  }

  @Test void largeBlobsAndThoseThatLieAboutTheirSizeGoStraightIntoTheFile() throws Exception {
    Cid video = account.blob(900_000, "video/mp4");
    Cid liar = account.blob(70_000, "image/jpeg");
    Cid silent = account.blob(60_000, "image/jpeg");
    account.record("app.bsky.feed.post/3eee", Map.of("a", MadeAccount.ref(video, "video/mp4", 900_000)));
    account.record("app.bsky.feed.post/3fff", Map.of("a", MadeAccount.ref(liar, "image/jpeg", 7)));
    account.record("app.bsky.feed.post/3ggg", Map.of("a", MadeAccount.ref(silent, "image/jpeg", -1)));
    account.committed();
    run();
    holdsEverything(file);
    assertTrue(backup.metrics().snapshot().memory().peakBytes() <= 300_000);
  }

  @Test void manySmallBlobsNeverTakeMoreMemoryThanTheyMay() throws Exception {
    for (int i = 0; i < 120; i++) {
      Cid cid = account.blob(9_000, "image/jpeg");
      account.record("app.bsky.feed.post/4" + i, Map.of("a", MadeAccount.ref(cid, "image/jpeg", 9_000)));
    }
    account.committed();
    run(file, null, account.around(new TransferProfile(64 << 10, 20_000, 3, 3, 0)));
    holdsEverything(file);
    long peak = backup.metrics().snapshot().memory().peakBytes();
    assertTrue(peak > 9_000 && peak <= 60_000, "held " + peak);
  }

  @Test void blobThatIsGoneIsNamed() throws Exception {
    Cid gone = List.copyOf(account.blobs.keySet()).get(1);
    byte[] bytes = account.blobs.remove(gone);
    BackupResult result = run();
    assertEquals(List.of(gone.toString()), result.missing().stream().map(AbsentBlob::cid).toList());
    assertEquals(AbsentBlob.Reason.NOT_THERE, result.missing().get(0).reason());
    assertEquals(List.of("app.bsky.feed.post/3bbb"), result.missing().get(0).records());
    assertEquals(1, backup.progress().absentBlobs());
    assertEquals(result.missing(), ReadManifest.in(file).missing);
    holdsEverything(file);
    assertEquals(5_000, bytes.length);
  }

  @Test void damagedBlobIsNamedAndNotInTheFile() throws Exception {
    for (Cid cid : List.copyOf(account.blobs.keySet())) {
      byte[] whole = account.blobs.get(cid);
      byte[] damaged = whole.clone();
      damaged[damaged.length / 2] ^= 1;
      account.blobs.put(cid, damaged);
      MemoryFile to = new MemoryFile();
      BackupResult result = run(to, null);
      assertEquals(AbsentBlob.Reason.DAMAGED, result.missing().get(0).reason());
      assertEquals(1, result.missing().size());
      assertFalse(Zips.read(to.toByteArray()).containsKey(blobName(cid)));
      account.blobs.put(cid, whole);
    }
  }

  @Test void serverThatFailsOnOneBlobIsNotTheEnd() throws Exception {
    Cid bad = List.copyOf(account.blobs.keySet()).get(2);
    account.before = failing(500, bad.toString());
    BackupResult result = run();
    assertEquals(AbsentBlob.Reason.SERVER_FAILED, result.missing().get(0).reason());
    assertEquals(3, result.blobCount());
  }

  @Test void serverThatFailsOnAllBlobsIsTheEnd() throws Exception {
    account.before = failing(502, "getBlob");
    assertEquals(ErrorCode.SERVER_FAILED, assertThrows(StreamingException.class, this::run).code());
    assertEquals(0, file.sizeBytes(), "nothing of it stays");
    leavesNothing();
  }

  private static MadeAccount.Before failing(int status, String part) {
    return call -> {
      if (call.contains(part)) {
        throw new portage.error.RecoverableStreamingException(
            ErrorCode.SERVER_FAILED, portage.error.ErrorContext.of("getBlob"), String.valueOf(status),
            new portage.error.RecoveryStrategy.RetryAfter(-1));
      }
    };
  }

  @Test void lineThatBreaksOnceIsTriedAgain() throws Exception {
    Set<String> broken = new java.util.HashSet<>();
    account.before = call -> {
      synchronized (broken) {
        if (call.contains("sync.get") && broken.add(call)) {
          throw MadeAccount.unreachable();
        }
      }
    };
    run();
    holdsEverything(file);
  }

  @Test void cancelAtAnyCallLeavesNothing() throws Exception {
    run();
    int calls = account.calls.size();
    for (int at = 1; at <= calls; at++) {
      CancelSignal cancelled = new CancelSignal();
      int last = at;
      int[] seen = {0};
      account.before = call -> {
        synchronized (seen) {
          if (++seen[0] == last) {
            cancelled.cancel();
          }
        }
      };
      MemoryFile to = new MemoryFile();
      BackupSurroundings around = account.around();
      Backup doomed =
          new Backup(
              around, account.account(), null, null, new MetricsCollector(around.clock(), 1 << 20, () -> {}), cancelled, () -> {});
      StreamingException end = assertThrows(StreamingException.class, () -> doomed.run(to), "cancelled at call " + at);
      assertEquals(ErrorCode.CANCELLED, end.code(), end.getMessage());
      assertEquals(0, to.sizeBytes());
      leavesNothing();
    }
  }

  @Test void fullDiskLeavesNothing() throws Exception {
    run();
    for (long room = 0; room < file.sizeBytes(); room += 10_000) {
      MemoryFile small = new MemoryFile();
      small.roomBytes(room);
      assertEquals(ErrorCode.STORAGE_FULL, assertThrows(StreamingException.class, () -> run(small, null)).code());
      assertEquals(0, small.sizeBytes());
      leavesNothing();
    }
  }

  @Test void unfinishedFileIsGoneOnWithWhereverItEnds() throws Exception {
    run();
    byte[] whole = file.toByteArray();
    for (int length = 0; length <= whole.length; length += 7_919) {
      account.calls.clear();
      MemoryFile left = new MemoryFile(Arrays.copyOf(whole, length));
      BackupResult result = run(left, null);
      holdsEverything(left);
      assertEquals(4, result.blobCount());
      assertEquals(4 - backup.progress().takenOverBlobs(), account.calls("getBlob"));
    }
    assertEquals(4, backup.progress().takenOverBlobs(), "the last was all but whole");
  }

  @Test void accountThatWasWrittenToMeanwhileIsTheNewOneAndItsBlobsAreNotFetchedAgain() throws Exception {
    run();
    byte[] left = Arrays.copyOf(file.toByteArray(), (int) file.sizeBytes() - 30);
    Cid added = account.blob(4_000, "image/jpeg");
    account.record("app.bsky.feed.post/3zzz", Map.of("image", MadeAccount.ref(added, "image/jpeg", 4_000)));
    account.without("app.bsky.feed.post/3bbb").committed();
    account.calls.clear();
    MemoryFile to = new MemoryFile(left);
    run(to, null);
    holdsEverything(to);
    assertEquals(1, account.calls("getBlob"));
    Cid unused = List.copyOf(account.blobs.keySet()).get(1);
    assertEquals(List.of(), ReadManifest.in(to).entries.get(blobName(unused)).records());
  }

  @Test void blobThatRottedInTheUnfinishedFileIsFetchedAgain() throws Exception {
    run();
    byte[] left = file.toByteArray();
    List<ZipEntry> entries = ZipReader.open(new MemoryItem("zip", left), Zips.DEFLATE).entries();
    ZipEntry second = entries.get(2);
    left[(int) second.offsetBytes() + 200] ^= 1;
    account.calls.clear();
    MemoryFile to = new MemoryFile(left);
    run(to, null);
    holdsEverything(to);
    assertEquals(3, account.calls("getBlob"), "what stood before it stays");
  }

  @Test void unfinishedFileOfAnotherAccountIsBegunAnew() throws Exception {
    Map<String, byte[]> other = new LinkedHashMap<>();
    other.put("README.txt", "Another account's".getBytes());
    Cid first = account.blobs.keySet().iterator().next();
    other.put(blobName(first), account.blobs.get(first));
    MemoryFile to = new MemoryFile(Zips.of(other));
    run(to, null);
    holdsEverything(to);
    assertEquals(0, backup.progress().takenOverBlobs());
  }

  @Test void writesWhileItRunsAreToldAndTheFileIsConsistent() throws Exception {
    byte[] before = account.car();
    account.before = call -> {
      if (call.contains("getBlob") && account.calls("getBlob") == 1) {
        account.record("app.bsky.feed.post/3new", Map.of("text", "meanwhile")).committed();
      }
    };
    BackupResult result = run();
    assertTrue(result.movedOn());
    assertArrayEquals(before, Zips.read(file.toByteArray()).get("repo.car"));
  }

  @Test void leftoversOfAKilledPageAreRemoved() throws Exception {
    try (var writer = account.storage.create("backup-did.plc.x-car")) {
      writer.finish();
    }
    Backup.removeLeftovers(account.storage);
    leavesNothing();
  }
}
