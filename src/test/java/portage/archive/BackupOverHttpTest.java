package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.DiskFile;
import portage.jvm.DiskItem;
import portage.jvm.MortalHttpClient;
import portage.jvm.MortalStorage;
import portage.jvm.PageLife;
import portage.jvm.Sandbox;
import portage.stream.DataChunk;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** Backups of real accounts on servers of both release lines, over HTTP. */
@Timeout(120)
class BackupOverHttpTest {
  private static Sandbox sandbox;

  @TempDir private Path folder;
  private Path zip;

  @BeforeAll static void start() throws IOException {
    Assumptions.assumeTrue(Sandbox.isInstalled(), "the sandbox is not installed: run sandbox/install");
    sandbox = Sandbox.start("--pds", "alpha=0.5", "--pds", "beta=0.4");
  }

  @AfterAll static void stop() throws IOException {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @BeforeEach void emptyTheLog() throws IOException {
    zip = folder.resolve("backup.zip");
    sandbox.control("DELETE", "/faults", null);
    sandbox.control("DELETE", "/log", null);
  }

  private static SandboxBackup account(String pds, String name, int images) throws Exception {
    JsonObject made =
        sandbox
            .account(
                new JsonObject().add("pds", pds).add("name", "keep" + name).add("posts", 60).add("likes", 20).add("images", images)
                    .add("videoBytes", 3_000_000).add("avatar", true).add("preferences", true));
    sandbox.control("DELETE", "/log", null);
    return new SandboxBackup(sandbox, made);
  }

  /** How many requests of that kind were answered with 200. */
  private static int calls(String part) throws IOException {
    int calls = 0;
    for (JsonValue call : sandbox.control("GET", "/log", null).asArray()) {
      calls += call.toString().contains(part) && call.toString().contains("\"status\":200") ? 1 : 0;
    }
    return calls;
  }

  private BackupResult backUp(SandboxBackup account) throws Exception {
    try (DiskFile file = new DiskFile(zip)) {
      return account.run(file);
    }
  }

  private Map<String, byte[]> content() throws Exception {
    try (DiskItem item = new DiskItem(zip)) {
      return Zips.read(item);
    }
  }

  /** Everything that the server has is in the file, byte for byte, and the check says so. */
  private BackupReport isWhole(SandboxBackup account) throws Exception {
    Map<String, byte[]> content = content();
    assertArrayEquals(SandboxBackup.bytes(account.server().getRepo(account.did, account.session)), content.get("repo.car"));
    Set<String> blobs = account.server().listBlobs(account.did, account.session);
    assertEquals(account.made.getInt("blobs", -1), blobs.size());
    for (String cid : blobs) {
      byte[] there = SandboxBackup.bytes(account.server().getBlob(account.did, cid, account.session).stream());
      assertArrayEquals(there, content.get("blobs/" + cid), cid);
    }
    return isSound(account);
  }

  private BackupReport isSound(SandboxBackup account) throws Exception {
    BackupReport report = account.check(zip);
    assertEquals(List.of(), report.problems());
    assertEquals(BackupReport.Verdict.WHOLE, report.verdict());
    assertEquals(List.of(), account.kept.names(""), "left in this browser");
    return report;
  }

  private static String run(String... command) throws Exception {
    File said = File.createTempFile("said", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), command[0]);
      assertEquals(0, process.exitValue(), Files.readString(said.toPath()));
      return Files.readString(said.toPath());
    } finally {
      Files.delete(said.toPath());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha", "beta"})
  void wholeAccountIsInTheFileAndOthersReadIt(String pds) throws Exception {
    SandboxBackup account = account(pds, "whole", 12);
    BackupResult result = backUp(account);
    assertEquals(List.of(), result.missing());
    assertEquals(result.blobCount(), calls("sync.getBlob?"));
    assertEquals(1, calls("sync.getRepo?"));
    BackupReport report = isWhole(account);
    assertEquals(BackupReport.LiveKey.SAME, report.liveKey());
    assertEquals(account.made.getInt("records", -1), report.repoOrNull().recordCount());
    assertEquals(result.blobBytes(), report.blobs().sizeBytes());
    assertFalse(content().containsKey("preferences.json"));

    assertTrue(run("unzip", "-t", zip.toString()).contains("No errors detected"));
    run("unzip", "-q", zip.toString(), "repo.car", "-d", folder.toString());
    String key = account.account().signingKey().toString();
    JsonObject read =
        Json.parse(run("sandbox/node", "sandbox/read-car.mjs", folder.resolve("repo.car").toString(), key)).asObject();
    assertTrue(read.getBoolean("signatureValid", false), read.toString());
    assertEquals(account.did, read.getString("did", ""));
    assertEquals(result.manifest().root().toString(), read.getString("root", ""));
    assertEquals(account.made.getInt("records", -1), read.getInt("records", -2));
    Set<String> blobs = new TreeSet<>();
    read.get("blobs").asArray().forEach(cid -> blobs.add("blobs/" + cid.asString()));
    Set<String> inFile = new TreeSet<>(content().keySet());
    inFile.removeIf(name -> !name.startsWith("blobs/"));
    assertEquals(blobs, inFile);
  }

  @Test void ownersBackupHasThePreferences() throws Exception {
    SandboxBackup account = account("beta", "owner", 2).signedIn();
    assertEquals(Manifest.Preferences.INCLUDED, backUp(account).manifest().preferences());
    isWhole(account);
    String preferences = new String(content().get("preferences.json"), StandardCharsets.UTF_8);
    assertEquals(
        account.around().servers().pds(account.account().signIn(), account.signal).getPreferences(account.session).toString(),
        new ArrayList<>(Json.parse(preferences).asObject().get("preferences").asArray().values()).toString());
  }

  @Test void accountThatIsSwitchedOffIsBackedUpByItsOwner() throws Exception {
    SandboxBackup account = account("alpha", "off", 2).signedIn();
    account.around().servers().pds(account.account().signIn(), account.signal).deactivateAccount(account.session);
    account.signedIn();
    backUp(account);
    isWhole(account);
  }

  @Test void accountWithADocumentOfItsOwnHasNoLog() throws Exception {
    JsonObject made = sandbox.account(new JsonObject().add("pds", "alpha").add("name", "keepweb").add("didWeb", true).add("posts", 3).add("images", 1));
    SandboxBackup account = new SandboxBackup(sandbox, made);
    backUp(account);
    BackupReport report = isSound(account);
    assertFalse(content().containsKey("plc-log.json"));
    assertEquals(1, report.blobs().count());
  }

  @Test void nextBackupFetchesOnlyWhatIsNew() throws Exception {
    SandboxBackup account = account("alpha", "next", 6);
    backUp(account);
    Path earlier = Files.move(zip, folder.resolve("earlier.zip"));
    sandbox.control(
        "POST", "/write",
        new JsonObject().add("pds", "alpha").add("did", account.did).add("count", 3).add("likes", 4).add("images", 2).add("deletes", 2));
    sandbox.control("DELETE", "/log", null);
    try (DiskItem old = new DiskItem(earlier)) {
      account.copies = BackupFile.open(old, Zips.DEFLATE).copiesOf(account.account().did());
      backUp(account);
    }
    assertEquals(1, calls("sync.getRepo?"));
    assertEquals(1, calls("since="));
    assertEquals(2, calls("sync.getBlob?"));
    BackupReport report = isSound(account);
    assertEquals(account.made.getInt("records", -1) + 3 + 4 + 2 - 2, report.repoOrNull().recordCount());
    assertEquals(account.server().getLatestCommit(account.did, null).cid(), report.manifest().root().toString());
    assertEquals(0, report.repoOrNull().unreferencedBlocks());
    Set<String> atServer = account.server().listBlobs(account.did, null);
    assertEquals(atServer.size(), report.blobs().count());
  }

  @Test void deltaThatDoesNotAddUpIsMadeGoodByTheWholeRepo() throws Exception {
    SandboxBackup account = account("beta", "torn", 2);
    backUp(account);
    Path earlier = Files.move(zip, folder.resolve("earlier.zip"));
    sandbox.control("POST", "/write", new JsonObject().add("pds", "beta").add("did", account.did).add("count", 5));
    sandbox.control("DELETE", "/log", null);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("match", "since=").add("call", "every").add("kind", "truncate").add("bytes", 900));
    try (DiskItem old = new DiskItem(earlier)) {
      account.copies = BackupFile.open(old, Zips.DEFLATE).copiesOf(account.account().did());
      backUp(account);
    }
    assertEquals(0, calls("sync.getBlob?"));
    isWhole(account);
  }

  @Test void blobsThatAreGoneOrDamagedAtTheSourceAreNamed() throws Exception {
    SandboxBackup account = account("alpha", "gone", 5);
    List<String> cids = List.copyOf(account.server().listBlobs(account.did, null));
    String gone = cids.get(0);
    String damaged = cids.get(1);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("match", gone).add("call", "every").add("kind", "status").add("status", 400)
            .add("error", "BlobNotFound"));
    sandbox.control(
        "POST", "/blobs/corrupt", new JsonObject().add("pds", "alpha").add("did", account.did).add("cid", damaged));
    BackupResult result = backUp(account);
    Map<String, AbsentBlob.Reason> reasons = new HashMap<>();
    result.missing().forEach(blob -> reasons.put(blob.cid(), blob.reason()));
    assertEquals(Map.of(gone, AbsentBlob.Reason.NOT_THERE, damaged, AbsentBlob.Reason.DAMAGED), reasons);
    BackupReport report = account.check(zip);
    assertEquals(List.of(), report.problems());
    assertEquals(BackupReport.Verdict.WITHOUT_SOME_BLOBS, report.verdict());
    assertEquals(cids.size() - 2, report.blobs().count());
    assertEquals(reasons.keySet(), new HashSet<>(report.missing().stream().map(AbsentBlob::cid).toList()));
    assertFalse(report.missing().get(0).records().isEmpty());
  }

  @Test void repoThatIsWrittenToWhileItIsReadIsReadAgain() throws Exception {
    SandboxBackup account = account("alpha", "busy", 2);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.sync.getRepo").add("kind", "truncate").add("bytes", 3_000));
    account.http = new MeddlingHttp(account.http, "sync.getRepo?", () ->
        sandbox.control("POST", "/write", new JsonObject().add("pds", "alpha").add("did", account.did).add("count", 1)));
    backUp(account);
    assertEquals(2, calls("sync.getRepo?"));
    isSound(account);
  }

  @Test void cancelLeavesNothing() throws Exception {
    SandboxBackup account = account("beta", "cancel", 8);
    account.http = new MeddlingHttp(account.http, "sync.getBlob?", () -> account.signal.cancel());
    StreamingException end = assertThrows(StreamingException.class, () -> backUp(account));
    assertEquals(ErrorCode.CANCELLED, end.code());
    assertFalse(Files.exists(zip));
    assertEquals(List.of(), account.kept.names(""));
  }

  /** A file that its page leaves as it is. */
  private record Left(DiskFile file) implements OutputFile {
    @Override
    public long sizeBytes() {
      return file.sizeBytes();
    }

    @Override
    public void append(DataChunk chunk) throws StreamingException {
      file.append(chunk);
    }

    @Override
    public void overwrite(long at, byte[] bytes) throws StreamingException {
      file.overwrite(at, bytes);
    }

    @Override
    public void truncate(long sizeBytes) throws StreamingException {
      file.truncate(sizeBytes);
    }

    @Override
    public StoredItem writtenOrNull() {
      return file.writtenOrNull();
    }

    @Override
    public void finish() throws StreamingException {
      file.finish();
    }

    @Override
    public void close() {
      file.die();
    }
  }

  @Test void pageThatIsKilledAgainAndAgainGetsItDone() throws Exception {
    SandboxBackup account = account("alpha", "killed", 10);
    int pages = 0;
    BackupResult result = null;
    while (result == null) {
      SandboxBackup page = new SandboxBackup(sandbox, account.made);
      PageLife life = new PageLife(page.signal, 60 + 25L * pages++);
      page.http = new MortalHttpClient(page.http, life);
      MortalStorage storage = new MortalStorage(account.kept, life);
      page.storage = storage;
      try {
        result = page.run(new Left(new DiskFile(zip)));
      } catch (StreamingException e) {
        assertTrue(life.hasEnded(), e.toString());
      }
      storage.release();
    }
    assertTrue(pages > 3, "killed " + (pages - 1) + " times");
    assertEquals(account.made.getInt("blobs", -1), result.blobCount());
    Backup.removeLeftovers(account.kept);
    isWhole(account);
  }

  @Test void blobsThatAreInTheFileAlreadyAreNotFetchedAgain() throws Exception {
    SandboxBackup account = account("beta", "again", 6);
    backUp(account);
    byte[] whole = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(whole, whole.length - 40));
    sandbox.control("POST", "/write", new JsonObject().add("pds", "beta").add("did", account.did).add("count", 2).add("images", 1));
    sandbox.control("DELETE", "/log", null);
    backUp(account);
    assertEquals(1, calls("sync.getBlob?"));
    isSound(account);
  }
}
