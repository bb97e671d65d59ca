package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.MemoryStorage;
import portage.jvm.OverHttpTest;

/** Whole migrations on the JVM, over HTTP, between the real servers of the sandbox. */
@Timeout(60)
class MigrationOverHttpTest extends OverHttpTest {
  private static JsonObject wanted(String pds, String name) {
    return new JsonObject().add("pds", pds).add("name", name);
  }

  /** Bodies are sent while they arrive, where that can be. */
  private static AccountMove live(JsonObject account, String source, String target) {
    return new AccountMove(
        sandbox, account, source, target, new MemoryJournal(), new JdkHttpClient(JdkHttpClient.LiveBodies.TAKEN));
  }

  @Test void accountWithABitOfEverythingArrivesWhole() throws Exception {
    JsonObject account =
        sandbox.account(
            wanted("alpha", "ada").add("posts", 20).add("likes", 5).add("images", 3).add("videoBytes", 1_500_000)
                .add("avatar", true).add("preferences", true).add("ownRotationKey", true).add("labeler", true));
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    Verification verification = move.run();
    assertTrue(verification.isGood());
    assertEquals(Verification.Check.values().length, verification.findings().size());
    move.isWhole();

    assertEquals(1, move.person.gates.size(), "asked for a yes once");
    GateReport gate = move.person.gates.get(0);
    assertEquals(gate.repo().recordCount(), gate.targetRecords());
    assertEquals(gate.repo().blobCount(), gate.movedBlobCount());
    assertEquals(List.of(), gate.missingBlobs());
    assertEquals(PreferencesOutcome.COPIED, gate.preferences().outcome());
    String own = account.getString("ownRotationKeyDid", "");
    assertTrue(
        gate.identityChanges().contains(
            new IdentityChange(
                IdentityChange.Subject.OWN_ROTATION_KEY, "", IdentityChange.Kind.KEPT, own, own)),
        gate.identityChanges().toString());

    // Nothing secret was written, and each step that cannot be taken back was taken once.
    String journal = String.join("\n", ((MemoryJournal) move.journal).lines(move.did));
    for (String secret : List.of(
        account.getString("password", "?"), AccountMove.NEW_PASSWORD, sandbox.newestCode(account.getString("email", ""), 0), "Jwt",
        "eyJ")) {
      assertFalse(journal.contains(secret), "the journal holds " + secret);
    }
    assertEquals(1, move.calls("beta", "com.atproto.server.createAccount"));
    assertEquals(1, move.calls("beta", "com.atproto.repo.importRepo"));
    assertEquals(1, move.calls("beta", "com.atproto.identity.submitPlcOperation"));
    assertEquals(gate.repo().blobCount(), move.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test void accountArrivesWholeOverLiveBodiesInTheOtherDirection() throws Exception {
    JsonObject account =
        sandbox.account(
            wanted("beta", "ben").add("posts", 400).add("images", 3).add("imageBytes", 300_000)
                .add("preferences", true));
    AccountMove move = live(account, "beta", "alpha");
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(1, move.calls("alpha", "com.atproto.repo.importRepo"), "sent live, and not a second time");
    assertEquals(move.person.gates.get(0).repo().blobCount(), move.calls("alpha", "com.atproto.repo.uploadBlob"));
  }

  @Test void reloadAfterAnyFactLosesAndRepeatsNothing() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "rea").add("posts", 5).add("images", 2).add("preferences", true));
    InterruptedJournal journal = new InterruptedJournal(InterruptedJournal.Moment.AFTER_A_FACT);
    AccountMove move = new AccountMove(sandbox, account, journal);
    int reloads = journal.runThroughReloads(move);
    assertEquals(journal.reloads(), reloads);
    assertTrue(reloads >= 2 * Step.values().length, "only " + reloads + " reloads");
    move.isWhole();
    for (String once : List.of(
        "com.atproto.server.createAccount", "com.atproto.repo.importRepo",
        "com.atproto.identity.submitPlcOperation")) {
      assertEquals(1, move.calls("beta", once), once);
    }
    assertEquals(1, move.calls("alpha", "com.atproto.identity.signPlcOperation"));
    // A code that was about to be used when the page was closed may be spent.
    assertEquals(2, move.calls("alpha", "com.atproto.identity.requestPlcOperationSignature"), "mails");
    assertEquals(2, move.calls("beta", "com.atproto.repo.uploadBlob"));
    assertTrue(move.calls("alpha", "com.atproto.sync.getBlob") <= 4, "what was kept is not fetched again");
  }

  @Test void reloadBeforeAnyFactAsksTheServersWhatBecameOfTheStep() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "reb").add("posts", 5).add("images", 2).add("preferences", true));
    InterruptedJournal journal = new InterruptedJournal(InterruptedJournal.Moment.BEFORE_A_FACT);
    AccountMove move = new AccountMove(sandbox, account, journal);
    int reloads = journal.runThroughReloads(move);
    assertEquals(journal.reloads(), reloads);
    assertTrue(reloads >= 2 * Step.values().length, "only " + reloads + " reloads");
    move.isWhole();
    for (String once : List.of(
        "com.atproto.server.createAccount", "com.atproto.identity.submitPlcOperation")) {
      assertEquals(1, move.calls("beta", once), once);
    }
    assertTrue(move.calls("beta", "com.atproto.repo.uploadBlob") <= 4, "each blob at most twice");
    assertTrue(move.calls("beta", "com.atproto.repo.importRepo") <= 2, "the repo at most twice");
  }

  @Test void blobThatIsDamagedAtTheSourceIsNamedAndTheRestArrives() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "dam").add("posts", 3).add("images", 3));
    AccountMove move = live(account, "alpha", "beta");
    String cid = move.blobs().get(1);
    sandbox.control(
        "POST", "/blobs/corrupt", new JsonObject().add("pds", "alpha").add("did", move.did).add("cid", cid));
    assertTrue(move.run().isGood());
    assertEquals(1, move.person.left.size(), "asked once");
    assertEquals(List.of(cid), move.person.left.get(0).stream().map(BlobProblem::cid).toList());
    assertEquals(ErrorCode.BLOB_CORRUPT, move.person.left.get(0).get(0).code());
    assertEquals(move.person.left.get(0), move.person.gates.get(0).missingBlobs(), "the gate names it too");
    assertEquals(2, move.calls("beta", "com.atproto.repo.uploadBlob"), "the damaged one never arrived whole");
    JsonArray differences = move.compared().get("differences").asArray();
    assertTrue(differences.toString().contains(cid), differences.toString());
  }

  @Test void blobsBeyondTheTargetsLimitAreToldBeforeAnythingIsSent() throws Exception {
    JsonObject account =
        sandbox.account(wanted("alpha", "big").add("posts", 3).add("images", 2).add("videoBytes", 1_500_000));
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", "com.atproto.server.describeServer").add("call", "every")
            .add("kind", "patchJson").add("set", new JsonObject().add("blobUploadLimit", 1_400_000)));
    assertTrue(move.run().isGood());
    assertEquals(1, move.person.tooLarge.size());
    BlobProblem video = move.person.tooLarge.get(0);
    assertEquals(1_500_000, video.sizeBytes());
    assertEquals(ErrorCode.TOO_LARGE, video.code());
    assertTrue(video.recordPath().startsWith("app.bsky.feed.post/"), video.recordPath());
    assertEquals(List.of(video), move.person.gates.get(0).missingBlobs());
    assertEquals(2, move.calls("beta", "com.atproto.repo.uploadBlob"), "the video was not sent for nothing");
  }

  @Test void accountArrivesWholeThoughThereIsRoomForFewCopies() throws Exception {
    JsonObject account =
        sandbox.account(wanted("alpha", "full").add("posts", 3).add("images", 12).add("imageBytes", 100_000));
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    move.storage = new MemoryStorage(450_000);
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(1, move.person.storageQuestions, "asked once");
    assertEquals(List.of(), move.person.left);
    assertEquals(List.of(), move.storage.names("blob-"), "copies that were given up");
    assertEquals(12, move.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test void blobsAreFetchedWhileTheTargetStillImports() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "lap").add("posts", 3).add("images", 6));
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", "com.atproto.repo.importRepo").add("kind", "delay")
            .add("millis", 3_000));
    assertTrue(move.run().isGood());
    move.isWhole();
    long importEnded = 0;
    long lastFetched = 0;
    for (JsonValue line : sandbox.control("GET", "/log", null).asArray()) {
      JsonObject call = line.asObject();
      long ended = call.getLong("at", 0) + call.getLong("durationMillis", 0);
      String path = call.getString("path", "");
      if (path.contains("com.atproto.repo.importRepo")) {
        importEnded = ended;
      } else if (path.contains("com.atproto.sync.getBlob")) {
        lastFetched = Math.max(lastFetched, ended);
      }
    }
    assertTrue(lastFetched > 0 && lastFetched < importEnded, lastFetched + " after " + importEnded);
  }

  @Test void repoDamagedOnTheWayIsNeverImported() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "flip").add("posts", 30));
    AccountMove move = live(account, "alpha", "beta");
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.sync.getRepo").add("call", "every")
            .add("kind", "flipByte").add("at", 3_000));
    StreamingException failure = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.REPO_CORRUPT, failure.code(), failure.getMessage());
    assertEquals(0, move.calls("beta", "com.atproto.repo.importRepo"));
    assertNull(move.storage.open(KeptCopies.repoName(move.did)), "a wrong copy was kept");
    sandbox.control("DELETE", "/faults", null);
    move.run();
    move.isWhole();
    assertEquals(1, move.calls("beta", "com.atproto.server.createAccount"));
  }

  @Test void answersThatAreLostAreAskedAboutAndNothingIsDoneTwice() throws Exception {
    JsonObject account = sandbox.account(wanted("alpha", "los").add("posts", 3).add("images", 1));
    AccountMove move = live(account, "alpha", "beta");
    List<String> lost =
        List.of(
            "com.atproto.server.createAccount", "com.atproto.repo.importRepo", "com.atproto.repo.uploadBlob",
            "com.atproto.identity.submitPlcOperation", "com.atproto.server.activateAccount",
            "com.atproto.repo.applyWrites");
    for (String nsid : lost) {
      sandbox.control(
          "POST", "/faults", new JsonObject().add("pds", "beta").add("nsid", nsid).add("kind", "replyLost"));
    }
    StreamingException failure = null;
    int runs = 0;
    do {
      failure = null;
      try {
        move.run();
      } catch (StreamingException e) {
        failure = e;
        assertEquals(ErrorCode.UNREACHABLE, e.code(), e.getMessage());
      }
      runs++;
    } while (failure != null && runs <= lost.size());
    assertNull(failure, "still not through after " + runs + " runs");
    move.isWhole();
    assertEquals(1, move.person.gates.size(), "asked for a yes again after it was handed in");
    assertEquals(1, move.person.codes);
    for (JsonValue fault : sandbox.control("GET", "/faults", null).asArray()) {
      assertEquals(1, fault.asObject().getInt("hits", 0), "never happened: " + fault);
    }
  }
}
