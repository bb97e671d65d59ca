package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.Sandbox;

/** A backup is restored to a third server while the source still answers. */
@Timeout(90)
class RestoreOverHttpTest {
  private static Sandbox sandbox;

  @BeforeAll static void start() throws IOException {
    Assumptions.assumeTrue(Sandbox.isInstalled(), "the sandbox is not installed: run sandbox/install");
    sandbox = Sandbox.start("--pds", "alpha=0.4", "--pds", "gamma=0.5");
  }

  @AfterAll static void stop() throws IOException {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @BeforeEach void emptyTheLog() throws IOException {
    sandbox.control("DELETE", "/log", null);
    sandbox.control("DELETE", "/faults", null);
  }

  private static AccountMove move(JsonObject wanted, MigrationJournal journal) throws IOException {
    return new AccountMove(
        sandbox, sandbox.account(wanted.add("pds", "alpha")), "alpha", "gamma", journal,
        new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN));
  }

  private static JsonObject wanted(String name) {
    return new JsonObject().add("name", name).add("posts", 12).add("images", 3).add("preferences", true);
  }

  @Test void backupIsRestoredWhole() throws Exception {
    AccountMove move = move(wanted("liv").add("ownRotationKey", true).add("labeler", true), new MemoryJournal());
    move.saved = move.backUp();
    sandbox.control("DELETE", "/log", null);
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(0, gets("com.atproto.sync.getRepo?"), "the repo was read at the source");
    assertEquals(0, gets("com.atproto.sync.getBlob"), "blobs were read at the source");
    assertEquals(1, move.calls("gamma", "com.atproto.repo.importRepo"));
  }

  /** How often alpha was asked that. */
  private static int gets(String nsid) throws IOException {
    int count = 0;
    for (com.eclipsesource.json.JsonValue line : sandbox.control("GET", "/log", null).asArray()) {
      JsonObject call = line.asObject();
      count += call.getString("pds", "").equals("alpha") && call.getString("path", "").contains(nsid) ? 1 : 0;
    }
    return count;
  }

  @Test void whatWasWrittenSinceComesFromTheSource() throws Exception {
    AccountMove move = move(wanted("since"), new MemoryJournal());
    move.saved = move.backUp();
    sandbox.control(
        "POST", "/write",
        new JsonObject().add("pds", "alpha").add("did", move.did).add("count", 2).add("images", 1).add("deletes", 3));
    assertTrue(move.run().isGood());
    JsonObject compared = move.compared();
    assertEquals("[]", compared.get("differences").toString());
    assertEquals(0, gets("com.atproto.sync.getRepo?did=" + move.did.replace(":", "%3A") + "\""), "read whole");
  }

  @Test void preferencesOfTheSourceHoldAndKindsThatOnlyTheBackupHasComeBack() throws Exception {
    AccountMove move = move(wanted("prefs"), new MemoryJournal());
    SavedAccount own = move.backUp();
    JsonObject lost = new JsonObject().add("$type", "app.bsky.actor.defs#threadViewPref").add("sort", "oldest");
    JsonObject older =
        new JsonObject().add("$type", "app.bsky.actor.defs#adultContentPref").add("enabled", true);
    move.saved =
        new SavedAccount(
            own.did(), own.name(), own.signingKey(), own.commit(), own.savedAtMillis(), own.repo(), own.blobs(), own.blobCount(),
            List.of(lost, older));
    assertTrue(move.run().isGood());
    JsonArray differences = move.compared().get("differences").asArray();
    assertEquals(1, differences.size(), differences.toString());
    assertEquals("preference: only at the target: " + lost, differences.get(0).asString());
  }

  @Test void blobsThatTheBackupLacksComeFromTheSource() throws Exception {
    AccountMove move = move(wanted("lack"), new MemoryJournal());
    SavedInMemory saved = move.save();
    String first = saved.blobs.keySet().iterator().next();
    saved.blobs.remove(first);
    move.saved = saved.account();
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(List.of(), move.person.left);
  }

  @Test void sourceThatLostItsBlobsIsMadeGoodByTheBackup() throws Exception {
    AccountMove move = move(wanted("gone"), new MemoryJournal());
    SavedInMemory saved = move.save();
    move.saved = saved.account();
    for (String cid : saved.blobs.keySet()) {
      sandbox.control(
          "POST", "/blobs/corrupt", new JsonObject().add("pds", "alpha").add("did", move.did).add("cid", cid));
    }
    assertTrue(move.run().isGood());
    for (String cid : saved.blobs.keySet()) {
      sandbox.control(
          "POST", "/blobs/restore", new JsonObject().add("pds", "alpha").add("did", move.did).add("cid", cid));
    }
    move.isWhole();
  }

  @ParameterizedTest
  @EnumSource(InterruptedJournal.Moment.class)
  void reloadAtAnyFactLosesNothing(InterruptedJournal.Moment moment) throws Exception {
    InterruptedJournal journal = new InterruptedJournal(moment);
    AccountMove move = move(wanted("kill" + moment.ordinal()), journal);
    move.saved = move.backUp();
    journal.runThroughReloads(move);
    assertTrue(journal.reloads() > 15, journal.reloads() + " reloads");
    move.isWhole();
    assertEquals(1, move.calls("gamma", "com.atproto.server.createAccount"));
    assertEquals(1, move.calls("gamma", "com.atproto.repo.importRepo"));
  }

  @Test void backupOfAnotherAccountIsNeverImported() throws Exception {
    AccountMove move = move(wanted("ours1"), new MemoryJournal());
    SavedAccount other = move(wanted("other1"), new MemoryJournal()).save().account();
    SavedAccount own = move.save().account();
    move.saved =
        new SavedAccount(
            own.did(), own.name(), own.signingKey(), other.commit(), own.savedAtMillis(), other.repo(), other.blobs(), 0,
            own.preferencesOrNull());
    StreamingException refusal = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.REPO_OF_ANOTHER_ACCOUNT, refusal.code(), refusal.getMessage());
    assertEquals(0, move.calls("gamma", "com.atproto.repo.importRepo"));
  }

  @Test void backupThatNamesAKeyTheAccountNeverHadIsRefused() throws Exception {
    AccountMove move = move(wanted("okey"), new MemoryJournal());
    SavedAccount own = move.save().account();
    move.saved =
        new SavedAccount(
            own.did(), own.name(), Samples.KEY.didKey(), own.commit(), own.savedAtMillis(), own.repo(), own.blobs(), 0, null);
    StreamingException refusal = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.BACKUP_DAMAGED, refusal.code(), refusal.getMessage());
    assertEquals(0, move.calls("gamma", "com.atproto.server.createAccount"));
  }

  @Test void damagedBackupIsNeverImported() throws Exception {
    AccountMove move = move(wanted("bent"), new MemoryJournal());
    SavedInMemory saved = move.save();
    saved.repo[saved.repo.length / 2] ^= 1;
    move.saved = saved.account();
    StreamingException refusal = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.REPO_CORRUPT, refusal.code(), refusal.getMessage());
    assertEquals(0, move.calls("gamma", "com.atproto.repo.importRepo"));
  }
}
