package portage.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.atproto.DidDocument;
import portage.crypto.Curve;
import portage.crypto.Sha256;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.metrics.MetricsCollector;
import portage.net.Json;
import portage.repo.RepoBuilder;
import portage.stream.CancelSignal;

@Timeout(60)
class BackupCheckTest {
  private final MadeAccount account = MadeAccount.small();
  private Map<String, byte[]> content;

  @BeforeEach void backUp() throws StreamingException {
    content = Zips.read(backedUp(account).toByteArray());
  }

  private static MemoryFile backedUp(MadeAccount account) throws StreamingException {
    BackupSurroundings around = account.around();
    MemoryFile file = new MemoryFile();
    MetricsCollector metrics = new MetricsCollector(around.clock(), 1 << 20, () -> {});
    new Backup(around, account.account(), null, null, metrics, new CancelSignal(), () -> {}).run(file);
    return file;
  }

  private BackupReport check(byte[] zip, BackupCheck.LiveIdentity live) throws StreamingException {
    int calls = account.calls.size();
    BackupReport report =
        new BackupCheck(account.around(), live, new CancelSignal(), () -> {}).run(new MemoryItem("backup.zip", zip));
    assertEquals(calls, account.calls.size(), "no network is needed");
    assertEquals(List.of(), account.storage.names(""), "left in this browser");
    assertEquals(report.problemCount(), report.problems().size());
    return report;
  }

  private BackupReport check() throws StreamingException {
    return check(Zips.of(content), BackupCheck.LiveIdentity.NOT_ASKED);
  }

  private static BackupCheck.LiveIdentity says(JsonObject document) {
    return did -> DidDocument.of(Json.of(document, ErrorContext.of("test")));
  }

  /** Every problem, as its kind and what it is about. */
  private static List<String> problems(BackupReport report) {
    return report.problems().stream().map(problem -> problem.kind() + " " + problem.subject()).toList();
  }

  private void manifest(String right, String wrong) {
    String text = new String(content.get("manifest.json"), StandardCharsets.UTF_8);
    assertTrue(text.contains(right), right + " in " + text);
    content.put("manifest.json", text.replace(right, wrong).getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces a file, and what the manifest says of it. */
  private void replaced(String name, byte[] bytes) {
    byte[] old = content.put(name, bytes);
    manifest("\"sizeBytes\":" + old.length + ",\"sha256\":\"" + FileHash.hex(Sha256.hash(old)) + "\"",
        "\"sizeBytes\":" + bytes.length + ",\"sha256\":\"" + FileHash.hex(Sha256.hash(bytes)) + "\"");
  }

  private String blob(int number) {
    return "blobs/" + List.copyOf(account.blobs.keySet()).get(number);
  }

  @Test void goodBackupCanBeRestoredWholly() throws Exception {
    BackupReport report = check(backedUp(account).toByteArray(), BackupCheck.LiveIdentity.NOT_ASKED);
    assertEquals(List.of(), report.problems());
    assertEquals(BackupReport.Verdict.WHOLE, report.verdict());
    assertNull(report.obstacleOrNull());
    assertEquals(List.of(), report.missing());
    assertEquals(
        Map.of("app.bsky.actor.profile", 1, "app.bsky.feed.like", 30, "app.bsky.feed.post", 4),
        report.repoOrNull().collectionCounts());
    assertEquals(
        Map.of(
            "image/jpeg", new BackupReport.Sum(1, 3_000), "image/png", new BackupReport.Sum(1, 5_000),
            "text/vtt", new BackupReport.Sum(1, 2_000), "video/mp4", new BackupReport.Sum(1, 400_000)),
        report.blobsByType());
    assertEquals(new BackupReport.Sum(4, 410_000), report.blobs());
    assertEquals(BackupReport.LiveKey.NOT_ASKED, report.liveKey());
  }

  @Test void everyByteIsReadOnceAndCounted() throws Exception {
    byte[] zip = Zips.of(content);
    BackupCheck check = new BackupCheck(account.around(), BackupCheck.LiveIdentity.NOT_ASKED, new CancelSignal(), () -> {});
    check.run(new MemoryItem("backup.zip", zip));
    long all = content.values().stream().mapToLong(bytes -> bytes.length).sum();
    assertEquals(all, check.progress().expectedBytes());
    assertEquals(all - content.get("manifest.json").length, check.progress().checkedBytes());
  }

  @Test void sameContentZippedByHandIsTheSame() throws Exception {
    Map<String, byte[]> reversed = new LinkedHashMap<>();
    List<String> names = new java.util.ArrayList<>(content.keySet());
    java.util.Collections.reverse(names);
    names.forEach(name -> reversed.put(name, content.get(name)));
    BackupReport report = check(Zips.of(reversed), BackupCheck.LiveIdentity.NOT_ASKED);
    assertEquals(List.of(), report.problems());
    assertEquals(BackupReport.Verdict.WHOLE, report.verdict());
  }

  @Test void liveDocumentSaysWhetherTheKeyIsStillTheSame() throws Exception {
    byte[] zip = Zips.of(content);
    assertEquals(BackupReport.LiveKey.SAME, check(zip, says(account.document())).liveKey());
    BackupReport moved = check(zip, says(account.document(SigningKey.numbered(Curve.P256, 5))));
    assertEquals(BackupReport.LiveKey.CHANGED, moved.liveKey());
    assertEquals(BackupReport.Verdict.WHOLE, moved.verdict(), "it was signed by the key of then");
  }

  @Test void blobThatWasMissingIsSaidToBe() throws Exception {
    account.blobs.remove(List.copyOf(account.blobs.keySet()).get(1));
    BackupReport report = check(backedUp(account).toByteArray(), BackupCheck.LiveIdentity.NOT_ASKED);
    assertEquals(List.of(), report.problems());
    assertEquals(BackupReport.Verdict.WITHOUT_SOME_BLOBS, report.verdict());
    assertEquals(AbsentBlob.Reason.NOT_THERE, report.missing().get(0).reason());
    assertEquals(List.of("app.bsky.feed.post/3bbb"), report.missing().get(0).records());
  }

  @Test void everyDamagedByteOfABlobIsNoticed() throws Exception {
    byte[] zip = Zips.of(content);
    for (ZipEntry entry : ZipReader.open(new MemoryItem("zip", zip), Zips.DEFLATE).entries()) {
      if (entry.name().startsWith("blobs/")) {
        byte[] damaged = zip.clone();
        damaged[(int) (entry.offsetBytes() + entry.packedBytes())] ^= 1;
        BackupReport report = check(damaged, BackupCheck.LiveIdentity.NOT_ASKED);
        assertEquals(List.of("BLOB_DAMAGED " + entry.name()), problems(report));
        assertEquals(BackupReport.Verdict.WITHOUT_SOME_BLOBS, report.verdict());
        assertEquals(AbsentBlob.Reason.DAMAGED, report.missing().get(0).reason());
      }
    }
  }

  @Test void blobWithTheRightChecksumAndTheWrongBytesIsDamaged() throws Exception {
    content.put(blob(1), new byte[5_000]);
    BackupReport report = check();
    assertEquals(List.of("BLOB_DAMAGED " + blob(1)), problems(report));
    assertEquals(BackupReport.Verdict.WITHOUT_SOME_BLOBS, report.verdict());
  }

  @Test void fileThatIsGoneIsNamed() throws Exception {
    content.remove(blob(0));
    BackupReport report = check();
    assertEquals(List.of("FILE_MISSING " + blob(0), "ABSENCE_NOT_NAMED " + blob(0)), problems(report));
    assertEquals(BackupReport.Verdict.WITHOUT_SOME_BLOBS, report.verdict());
  }

  @Test void fileOfWhichTheManifestDoesNotKnowIsNamed() throws Exception {
    content.put("holiday.txt", new byte[] {1});
    manifest("\"name\":\"" + blob(0) + "\"", "\"name\":\"blobs/other\"");
    BackupReport report = check();
    assertEquals(
        List.of("FILE_MISSING blobs/other", "FILE_UNKNOWN " + blob(0), "FILE_UNKNOWN holiday.txt"),
        problems(report).stream().sorted().toList());
    assertEquals(BackupReport.Verdict.WHOLE, report.verdict(), "the blob itself is there");
  }

  @Test void manifestThatContradictsIsTold() throws Exception {
    manifest("\"sizeBytes\":3000", "\"sizeBytes\":3001");
    manifest("app.bsky.feed.post/3bbb", "app.bsky.feed.post/3xyz");
    manifest("\"missing\":[", "\"missing\":[{\"cid\":\"" + blob(2).substring(6) + "\",\"reason\":\"refused\",\"records\":[]}");
    manifest(account.root().toString(), Cid.ofBlock(new byte[] {9}).toString());
    manifest("\"rev\":\"" + account.rev(), "\"rev\":\"" + RepoBuilder.REV);
    BackupReport report = check();
    assertEquals(
        List.of(
            "MANIFEST_CONTRADICTS " + blob(0), "MANIFEST_CONTRADICTS " + blob(2), "MANIFEST_CONTRADICTS repo.car",
            "MANIFEST_CONTRADICTS repo.car", "RECORDS_CONTRADICT " + blob(1)).stream().sorted().toList(),
        problems(report).stream().sorted().toList());
    assertEquals(BackupReport.Verdict.WHOLE, report.verdict());
  }

  @Test void manifestThatNamesAFileTwiceIsTold() throws Exception {
    manifest("\"entries\":[", "\"entries\":[{\"name\":\"did.json\",\"sizeBytes\":1,\"sha256\":\"" + "0".repeat(64)
        + "\",\"mediaType\":\"application/json\"},");
    assertEquals(
        List.of("FILE_DAMAGED did.json", "MANIFEST_CONTRADICTS did.json", "MANIFEST_CONTRADICTS did.json"),
        problems(check()).stream().sorted().toList());
  }

  @Test void checksumThatIsAnotherIsTold() throws Exception {
    for (String name : List.of("repo.car", "README.txt", "did.json", "plc-log.json")) {
      String sha256 = FileHash.hex(Sha256.hash(content.get(name)));
      manifest(sha256, "1".repeat(64));
      BackupReport report = check();
      assertEquals(1, report.problems().size(), name);
      assertEquals(name, report.problems().get(0).subject());
      assertEquals(BackupReport.Verdict.WHOLE, report.verdict());
      manifest("1".repeat(64), sha256);
    }
  }

  @Test void repoThatIsCutOffOrGoneCannotBeRestored() throws Exception {
    byte[] car = content.get("repo.car");
    replaced("repo.car", java.util.Arrays.copyOf(car, car.length / 2));
    BackupReport report = check();
    assertEquals(BackupProblem.Kind.REPO_DAMAGED, report.obstacleOrNull().kind());
    assertEquals(BackupReport.Verdict.NOT_AT_ALL, report.verdict());
    assertNull(report.repoOrNull());
    content.remove("repo.car");
    assertEquals(BackupProblem.Kind.REPO_MISSING, check().obstacleOrNull().kind());
  }

  @Test void repoOfAnotherAccountIsRefused() throws Exception {
    replaced("repo.car", new RepoBuilder().posts(5).car());
    BackupReport report = check();
    assertEquals(BackupProblem.Kind.REPO_OF_ANOTHER_ACCOUNT, report.obstacleOrNull().kind());
    assertEquals(BackupReport.Verdict.NOT_AT_ALL, report.verdict());
  }

  @Test void repoThatAnotherKeySignedIsRefused() throws Exception {
    RepoBuilder forged =
        new RepoBuilder().posts(5).commitField("did", account.did).signedBy(SigningKey.numbered(Curve.K256, 66));
    replaced("repo.car", forged.car());
    assertEquals(BackupProblem.Kind.REPO_SIGNATURE_INVALID, check().obstacleOrNull().kind());
  }

  @Test void documentWithTheForgersKeyProvesNothing() throws Exception {
    SigningKey forger = SigningKey.numbered(Curve.K256, 66);
    replaced("repo.car", new RepoBuilder().posts(5).commitField("did", account.did).signedBy(forger).car());
    replaced("did.json", account.document(forger).toString().getBytes(StandardCharsets.UTF_8));
    BackupReport report = check();
    assertEquals(BackupProblem.Kind.IDENTITY_NOT_PROVEN, report.obstacleOrNull().kind());
    assertTrue(problems(report).contains("KEYS_DIFFER did.json"));
  }

  @Test void logOfAnotherAccountProvesNothingUnlessTheLiveDocumentDoes() throws Exception {
    JsonArray other = account.log();
    other.get(0).asObject().set("did", "did:plc:vrcrv2rgcpxhbxrdmuupcc4k");
    replaced("plc-log.json", other.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(BackupProblem.Kind.IDENTITY_NOT_PROVEN, check().obstacleOrNull().kind());
    BackupReport asked = check(Zips.of(content), says(account.document()));
    assertEquals(List.of("LOG_BROKEN plc-log.json"), problems(asked));
    assertEquals(BackupReport.Verdict.WHOLE, asked.verdict());
  }

  @Test void brokenDocumentIsToldAndTheLogIsEnough() throws Exception {
    for (String text : List.of("{}", "[]", "{\"id\":\"" + account.did + "\"}", "x".repeat(300_000))) {
      backUp();
      replaced("did.json", text.getBytes(StandardCharsets.UTF_8));
      BackupReport report = check();
      assertEquals(List.of("DOCUMENT_BROKEN did.json"), problems(report), text.substring(0, Math.min(30, text.length())));
      assertEquals(BackupReport.Verdict.WHOLE, report.verdict());
    }
    backUp();
    replaced("did.json", account.document().set("id", "did:plc:vrcrv2rgcpxhbxrdmuupcc4k").toString().getBytes());
    assertEquals(List.of("DOCUMENT_OF_ANOTHER_ACCOUNT did.json"), problems(check()));
  }

  @Test void brokenLogOfAnyKindProvesNothing() throws Exception {
    for (String text : List.of("{}", "[]", "[1]", "nonsense", "[" + "0,".repeat(3_000_000) + "0]")) {
      backUp();
      replaced("plc-log.json", text.getBytes(StandardCharsets.UTF_8));
      assertEquals(List.of("LOG_BROKEN plc-log.json", "IDENTITY_NOT_PROVEN " + account.did), problems(check()));
    }
  }

  @Test void otherFilesAreNoBackup() throws Exception {
    content.remove("manifest.json");
    assertEquals(ErrorCode.BACKUP_UNREADABLE, assertThrows(StreamingException.class, this::check).code());
    content.put("manifest.json", "{\"name\":\"an app\"}".getBytes());
    assertEquals(ErrorCode.BACKUP_UNREADABLE, assertThrows(StreamingException.class, this::check).code());
    byte[] noZip = new byte[1000];
    StreamingException e =
        assertThrows(StreamingException.class, () -> check(noZip, BackupCheck.LiveIdentity.NOT_ASKED));
    assertEquals(ErrorCode.BACKUP_UNREADABLE, e.code());
  }

  @Test void cancelLeavesNothing() throws Exception {
    byte[] zip = Zips.of(content);
    for (int at = 1; at < 500; at += 3) {
      CancelSignal signal = new CancelSignal();
      int[] left = {at};
      BackupCheck check = new BackupCheck(account.around(), BackupCheck.LiveIdentity.NOT_ASKED, signal, () -> {
        if (--left[0] == 0) {
          signal.cancel();
        }
      });
      try {
        check.run(new MemoryItem("backup.zip", zip));
        assertTrue(left[0] > 0 || at > 5, "cancelled and nobody cared");
        break;
      } catch (StreamingException e) {
        assertEquals(ErrorCode.CANCELLED, e.code());
      }
      assertEquals(List.of(), account.storage.names(""));
    }
  }
}
