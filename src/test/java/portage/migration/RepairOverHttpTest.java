package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.HurriedClock;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.MemoryStorage;
import portage.jvm.OverHttpTest;
import portage.metrics.MetricsCollector;
import portage.net.Origin;
import portage.stream.ByteChunk;
import portage.stream.CancelSignal;
import portage.stream.StoredWriter;

/** Accounts that were moved without their blobs, mended between the real servers of the sandbox. */
@Timeout(60)
class RepairOverHttpTest extends OverHttpTest {
  private final CancelSignal signal = new CancelSignal();
  private final MemoryJournal journal = new MemoryJournal();
  private final MemoryStorage storage = new MemoryStorage();
  private final Migration.Surroundings around =
      AccountMove.around(
          sandbox, new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN), new HurriedClock(Long.MAX_VALUE), storage,
          journal);
  private final List<String> askedToSignIn = new ArrayList<>();

  private Account moved(JsonObject account, CarelessTool.Blobs blobs, CarelessTool.SourceAfterwards afterwards)
      throws StreamingException, IOException {
    CarelessTool tool = new CarelessTool(sandbox, around.servers(), around.directory(), around.identities());
    return tool.move(account, "alpha", "beta", blobs, afterwards);
  }

  private static JsonObject account(String name) throws IOException {
    return sandbox.account(
        new JsonObject().add("pds", "alpha").add("name", name).add("posts", 3).add("images", 4));
  }

  private Repair repair(Account account) throws StreamingException {
    String did = account.did().toString();
    Session session =
        around.servers().pds(account.signIn(), signal).createSession(did, did, CarelessTool.NEW_PASSWORD, null);
    return new Repair(
        around, account, session, new MetricsCollector(around.clock(), 1 << 20, () -> {}), signal, () -> {});
  }

  private Origin alpha() {
    return around.servers().parse(sandbox.pds("alpha"));
  }

  private static Session noSignIn(Origin server) {
    throw new AssertionError("asked to sign in at " + server);
  }

  /** Signs in at the former server with the account's password there. */
  private Repair.FormerSignIn asOwner(JsonObject account) {
    return server -> {
      askedToSignIn.add(server.host());
      String did = account.getString("did", "");
      return around.servers().pds(server, signal).createSession(did, did, account.getString("password", ""), null);
    };
  }

  private static List<String> causes(Repair repair) {
    List<String> causes = new ArrayList<>();
    for (MissingBlob each : repair.missing()) {
      for (MissingBlob.Reason reason : each.reasons()) {
        causes.add(reason.cause().name());
      }
    }
    return causes;
  }

  private static void control(String path, String did, String cid) throws IOException {
    sandbox.control("POST", path, new JsonObject().add("pds", "alpha").add("did", did).add("cid", cid));
  }

  /** Fails when the reference packages find a blob that is not as it should be. */
  private static void assertNoBlobDiffers(JsonObject account) throws IOException {
    JsonObject compared =
        sandbox
            .control(
                "POST", "/compare",
                new JsonObject().add("did", account.getString("did", "")).add("source", "alpha").add("target", "beta")
                    .add("targetPassword", CarelessTool.NEW_PASSWORD))
            .asObject();
    for (JsonValue difference : compared.get("differences").asArray()) {
      assertFalse(difference.asString().contains("blob"), difference.asString());
    }
    assertEquals(account.getInt("blobs", -1), compared.getInt("blobs", -2));
  }

  @Test void blobsComeFromTheFormerServerWhereTheAccountIsStillActive() throws Exception {
    JsonObject account = account("act");
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    assertEquals(4, repair.missing().size());
    assertTrue(repair.missing().get(0).blob().recordPath().startsWith("app.bsky."), "names a record");
    assertEquals(List.of(alpha()), repair.formerServers().origins());
    repair.sendKeptCopies();
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    repair.confirm();
    assertEquals(List.of(), repair.missing());
    assertEquals(4, repair.mendedCount());
    assertNoBlobDiffers(account);
    assertEquals(0, sandbox.calls("beta", "com.atproto.repo.importRepo") - 1, "records are not touched");
    repair.tidyUp();
    assertEquals(List.of(), storage.names(""));
    assertEquals(List.of(), journal.dids());
  }

  @Test void blobsComeFromTheFormerServerThatGivesThemOnlyToTheirOwner() throws Exception {
    JsonObject account = account("off");
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.SWITCHED_OFF);
    Repair repair = repair(now);
    repair.look();
    repair.fetchFrom(alpha(), server -> null);
    repair.confirm();
    assertEquals(List.of("ACCOUNT_SWITCHED_OFF"), causes(repair).stream().distinct().toList());
    assertEquals(4, causes(repair).size(), "each says why");
    repair.look();
    repair.fetchFrom(alpha(), asOwner(account));
    repair.confirm();
    assertEquals(List.of(alpha().host()), askedToSignIn);
    assertEquals(List.of(), repair.missing());
    assertEquals(4, repair.mendedCount());
    assertNoBlobDiffers(account);
  }

  /** As a backup that was made before the move would hold the account. */
  private SavedInMemory saved(JsonObject account) throws Exception {
    String did = account.getString("did", "");
    DidKey key = around.identities().document(new Did(did), alpha(), signal).signingKey();
    return new SavedInMemory(
        around.servers().pds(alpha(), signal), around.servers().data(alpha(), signal), did, key, null);
  }

  @Test void blobsComeFromABackupWhereNoServerHasThemAnyMore() throws Exception {
    JsonObject account = account("bak");
    SavedInMemory saved = saved(account);
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    List<String> cids = List.copyOf(saved.blobs.keySet());
    saved.blobs.remove(cids.get(0));
    saved.blobs.get(cids.get(1))[7] ^= 1;
    Repair repair = repair(now);
    repair.look();
    sandbox.control("DELETE", "/log", null);
    repair.fetchFrom(saved.account());
    repair.confirm();
    assertEquals(2, repair.mendedCount());
    assertEquals(2, repair.missing().size());
    for (MissingBlob each : repair.missing()) {
      MissingBlob.Cause cause = each.cid().equals(cids.get(0)) ? MissingBlob.Cause.NOT_THERE : MissingBlob.Cause.DAMAGED;
      assertEquals(List.of(new MissingBlob.Reason(cause, "backup.zip")), each.reasons());
    }
    for (JsonValue line : sandbox.control("GET", "/log", null).asArray()) {
      assertEquals("beta", line.asObject().getString("pds", ""), line.toString());
    }
    repair.look();
    repair.fetchFrom(saved(account).account());
    repair.confirm();
    assertEquals(List.of(), repair.missing());
    assertEquals(4, repair.mendedCount());
    assertNoBlobDiffers(account);
    repair.tidyUp();
    assertEquals(List.of(), storage.names(""));
  }

  @Test void backupOfAnotherAccountIsRefused() throws Exception {
    JsonObject account = account("bok");
    SavedAccount other = saved(account("bao")).account();
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    StreamingException refusal = assertThrows(StreamingException.class, () -> repair.fetchFrom(other));
    assertEquals(ErrorCode.BACKUP_OF_ANOTHER_ACCOUNT, refusal.code());
    assertEquals(other.did().toString(), refusal.context().subject());
    assertEquals(0, sandbox.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test void damagedBlobIsNamedAndTheOthersAreMended() throws Exception {
    JsonObject account = account("dmg");
    String did = account.getString("did", "");
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    String damaged = repair.missing().get(1).cid();
    control("/blobs/corrupt", did, damaged);
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    repair.confirm();
    assertEquals(List.of(damaged), repair.missing().stream().map(MissingBlob::cid).toList());
    assertEquals(List.of("DAMAGED"), causes(repair));
    assertEquals(alpha().host(), repair.missing().get(0).reasons().get(0).host());
    assertEquals(3, repair.mendedCount());
    control("/blobs/restore", did, damaged);
    repair.look();
    assertEquals(List.of(), causes(repair), "another try begins");
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    repair.confirm();
    assertEquals(4, repair.mendedCount());
    assertNoBlobDiffers(account);
  }

  @Test void bytesOfAnotherBlobAreNotSent() throws Exception {
    JsonObject account = account("swp");
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.sync.getBlob").add("call", "every")
            .add("kind", "flipByte").add("at", 10));
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    repair.confirm();
    assertEquals(List.of("DAMAGED"), causes(repair).stream().distinct().toList());
    assertEquals(4, repair.missing().size());
    assertEquals(0, sandbox.calls("beta", "com.atproto.repo.uploadBlob"));
    assertEquals(List.of(), storage.names("blob-"), "a wrong copy was kept");
  }

  @Test void serverThatBreaksOffMidwayLeavesTheRestNamed() throws Exception {
    JsonObject account = account("gon");
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("call", "every").add("match", "com.atproto.sync.").add("kind", "refuse"));
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    sandbox.control("DELETE", "/faults", null);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.sync.getBlob").add("call", "every")
            .add("kind", "refuse"));
    assertEquals(List.of("UNREACHABLE"), causes(repair).stream().distinct().toList());
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    repair.confirm();
    assertEquals(4, repair.missing().size());
    assertEquals(4, causes(repair).size(), "one reason a place");
    assertEquals(0, repair.mendedCount());
  }

  @Test void blobsComeFromTheCopiesOfAMoveInThisBrowser() throws Exception {
    JsonObject account = account("cpy");
    String did = account.getString("did", "");
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.SWITCHED_OFF);
    journal.append(did, new Fact.Planned(1, new MigrationPlan(now, alpha(), "did:web:alpha.test", "cpy.alpha.test")));
    Repair repair = repair(now);
    repair.look();
    List<String> cids = repair.missing().stream().map(MissingBlob::cid).toList();
    Session owner = asOwner(account).at(alpha());
    PdsData former = around.servers().data(alpha(), signal);
    for (String cid : cids) {
      var blob = former.getBlob(did, cid, owner);
      byte[] bytes = CarelessTool.bytes(blob.stream());
      bytes[5] ^= cid.equals(cids.get(2)) ? 1 : 0;
      keep(did, cid, bytes, blob.contentType());
    }
    sandbox.control("DELETE", "/log", null);
    repair.sendKeptCopies();
    repair.confirm();
    assertEquals(List.of(cids.get(2)), repair.missing().stream().map(MissingBlob::cid).toList());
    assertEquals(new MissingBlob.Reason(MissingBlob.Cause.DAMAGED, ""), repair.missing().get(0).reasons().get(0));
    assertEquals(3, repair.mendedCount());
    assertNull(storage.open(KeptCopies.blobPrefix(did) + cids.get(2)), "the damaged copy");
    for (JsonValue line : sandbox.control("GET", "/log", null).asArray()) {
      assertEquals("beta", line.asObject().getString("pds", ""), line.toString());
    }
    repair.tidyUp();
    assertEquals(3, storage.names("blob-").size(), "the copies of the move stay");
  }

  private void keep(String did, String cid, byte[] bytes, String type) throws StreamingException {
    try (StoredWriter writer = storage.create(KeptCopies.blobPrefix(did) + cid)) {
      writer.write(new ByteChunk(bytes));
      writer.finish();
    }
    journal.append(did, new Fact.BlobKept(1, cid, bytes.length, type));
  }

  @Test void blobsThatWereSentBeforeTheRecordsAreFoundByAskingForEach() throws Exception {
    JsonObject account = account("ear");
    Account now =
        moved(account, CarelessTool.Blobs.SENT_BEFORE_THE_RECORDS, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    assertEquals(List.of(), repair.missing(), "the server's list does not know of them");
    repair.lookAtEach();
    assertEquals(4, repair.missing().size());
    assertTrue(repair.missing().get(0).blob().recordPath().startsWith("app.bsky."), "names a record");
    assertTrue(repair.missing().get(0).blob().claimedBytes() > 0);
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    repair.confirm();
    assertEquals(List.of(), repair.missing());
    assertEquals(4, repair.mendedCount());
    assertNoBlobDiffers(account);
    repair.lookAtEach();
    assertEquals(List.of(), repair.missing());
    repair.tidyUp();
    assertEquals(List.of(), storage.names(""));
  }

  @Test void blobsOnTheSecondPageOfTheListAreMendedToo() throws Exception {
    JsonArray blobs = new JsonArray().add(new JsonObject().add("count", 503).add("bytes", 1_000));
    JsonObject account =
        sandbox.account(new JsonObject().add("pds", "alpha").add("name", "pag").add("blobs", blobs));
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    assertEquals(503, repair.missing().size());
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    repair.confirm();
    assertEquals(List.of(), repair.missing());
    assertEquals(503, repair.mendedCount());
  }

  @Test void serverThatNeverKnewTheAccountIsTold() throws Exception {
    JsonObject account = sandbox.account(
        new JsonObject().add("pds", "alpha").add("name", "nev").add("posts", 1).add("images", 1));
    Account now = moved(account, CarelessTool.Blobs.NONE, CarelessTool.SourceAfterwards.ACTIVE);
    Repair repair = repair(now);
    repair.look();
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.sync.getRepoStatus").add("kind", "status")
            .add("status", 400).add("error", "RepoNotFound"));
    repair.fetchFrom(alpha(), RepairOverHttpTest::noSignIn);
    assertEquals(List.of("ACCOUNT_GONE"), causes(repair));
  }
}
