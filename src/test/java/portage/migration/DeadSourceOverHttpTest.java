package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.crypto.Base58;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.Sandbox;

/** The source is gone: a backup and the person's own rotation key bring the account to another server. */
@Timeout(120)
class DeadSourceOverHttpTest {
  private static Sandbox sandbox;

  @BeforeAll static void start() throws IOException {
    Assumptions.assumeTrue(Sandbox.isInstalled(), "the sandbox is not installed: run sandbox/install");
    sandbox = Sandbox.start("--pds", "alpha=0.5", "--pds", "gamma=0.4");
  }

  @AfterAll static void stop() throws IOException {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @AfterEach void sourceComesBack() throws IOException {
    sandbox.control("DELETE", "/faults", null);
    sandbox.control("POST", "/pds/alpha/start", null);
  }

  /** An account of alpha, saved; alpha is stopped. */
  private static AccountMove lost(String name, JsonValue ownKey, MigrationJournal journal) throws Exception {
    JsonObject account =
        sandbox.account(
            new JsonObject().add("pds", "alpha").add("name", name).add("posts", 9).add("images", 2)
                .add("preferences", true).add("labeler", true).add("ownRotationKey", ownKey));
    AccountMove move =
        new AccountMove(
            sandbox, account, "alpha", "gamma", journal, new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN));
    move.saved = move.backUp();
    move.ownKey = new WillingKeyPerson(hex(account));
    sandbox.control("DELETE", "/log", null);
    sandbox.control("POST", "/pds/alpha/stop", null);
    return move;
  }

  private static AccountMove lost(String name, MigrationJournal journal) throws Exception {
    return lost(name, com.eclipsesource.json.Json.TRUE, journal);
  }

  private static String hex(JsonObject account) {
    return account.getString("ownRotationKeyHex", "");
  }

  /** The same to the last record and blob; that the source is still on when it comes back is all that may differ. */
  private static void isWhole(AccountMove move) throws IOException {
    sandbox.control("POST", "/pds/alpha/start", null);
    JsonObject compared = move.compared();
    List<String> differences = new ArrayList<>();
    for (JsonValue difference : compared.get("differences").asArray()) {
      differences.add(difference.asString());
    }
    assertEquals(List.of("status: the account is still active at the source"), differences);
    assertTrue(compared.getBoolean("targetActive", false), "the target is not active");
    assertTrue(compared.get("commit").asObject().getBoolean("signatureValid", false), "commit not signed");
    assertEquals(move.account.getLong("records", -1), compared.getLong("records", -2), "records");
    assertEquals(move.account.getInt("blobs", -1), compared.getInt("blobs", -2), "blobs");
  }

  /** The identity names the target's keys and the person's, and nothing of the temporary key or of the lost server. */
  private static void isIdentityClean(AccountMove move, PlcData before) throws StreamingException {
    PlcLog log = move.log();
    PlcData after = log.data();
    String own = move.account.getString("ownRotationKeyDid", "");
    assertEquals(own, after.rotationKeys().get(0), "the person's own key comes first");
    for (String key : before.rotationKeys()) {
      assertEquals(key.equals(own), after.rotationKeys().contains(key), "a key of the lost server: " + key);
    }
    assertEquals(sandbox.pds("gamma"), after.pdsEndpoint());
    assertEquals(before.verificationMethods().get("atproto_label"), after.verificationMethods().get("atproto_label"));
    assertEquals(before.services().get("atproto_labeler"), after.services().get("atproto_labeler"));
    List<PlcData> history = log.history();
    String temporary = history.get(history.size() - 2).signingKey();
    assertFalse(after.verificationMethods().containsValue(temporary), "the temporary key is still there");
    assertFalse(before.verificationMethods().containsValue(temporary));
    assertTrue(temporary.startsWith("did:key:zDn"), temporary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256k1", "P-256", "P-256 as goat prints it"})
  void accountIsRestoredWithKeyOf(String kind) throws Exception {
    boolean isP256 = kind.startsWith("P-256");
    JsonValue wish = isP256 ? com.eclipsesource.json.Json.value("p256") : com.eclipsesource.json.Json.TRUE;
    AccountMove move = lost("ada" + kind.length(), wish, new MemoryJournal());
    if (kind.contains("goat")) {
      byte[] bytes = new BigInteger("8626" + hex(move.account), 16).toByteArray();
      String multibase = "z" + Base58.encode(java.util.Arrays.copyOfRange(bytes, bytes.length - 34, bytes.length));
      move.ownKey = new WillingKeyPerson("Secret Key (Multibase Syntax): save this securely\n\t" + multibase + "\n");
    }
    PlcData before = move.log().data();
    Verification verification = move.run();
    assertTrue(verification.isGood());
    for (Verification.Finding finding : verification.findings()) {
      boolean isOfSource = finding.check() == Verification.Check.SOURCE_OFF;
      assertEquals(
          isOfSource ? Verification.Outcome.UNANSWERED : Verification.Outcome.AS_IT_SHOULD_BE, finding.outcome(),
          finding.toString());
    }

    assertEquals(1, move.ownKey.approved.size(), "asked for a yes to the temporary key once");
    TemporaryKeyReport report = move.ownKey.approved.get(0);
    assertEquals(before.signingKey(), report.signingKeyOrNull());
    assertEquals(sandbox.pds("alpha"), report.server());
    assertEquals(1, report.ownKeyPlace());
    assertEquals(1, move.ownKey.asked, "the key was asked for again");
    assertEquals(1, move.person.gates.size());
    assertEquals(0, move.person.codes);
    assertEquals(before.rotationKeys().size(), report.keyCount());
    isIdentityClean(move, before);
    isWhole(move);

    String journal = String.join("\n", ((MemoryJournal) move.journal).lines(move.did)).toLowerCase();
    for (String secret : List.of(hex(move.account), AccountMove.NEW_PASSWORD, "eyj")) {
      assertFalse(journal.contains(secret), "the journal holds a secret");
    }
  }

  @ParameterizedTest
  @EnumSource(InterruptedJournal.Moment.class)
  void reloadAtAnyFactLosesNothing(InterruptedJournal.Moment moment) throws Exception {
    InterruptedJournal journal = new InterruptedJournal(moment);
    AccountMove move = lost("kill" + moment.ordinal(), journal);
    PlcData before = move.log().data();
    journal.runThroughReloads(move);
    assertTrue(journal.reloads() > 15, journal.reloads() + " reloads");
    assertEquals(1, move.calls("gamma", "com.atproto.server.createAccount"));
    assertEquals(1, move.calls("gamma", "com.atproto.repo.importRepo"));
    isIdentityClean(move, before);
    isWhole(move);
  }

  @Test void pageThatDiesWithTheTemporaryKeyMakesAnother() throws Exception {
    AccountMove move = lost("two", new MemoryJournal());
    PlcData before = move.log().data();
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "gamma").add("nsid", "com.atproto.server.createAccount").add("kind", "refuse"));
    assertEquals(ErrorCode.UNREACHABLE, assertThrows(StreamingException.class, move::run).code());
    assertTrue(MigrationState.of(move.journal.facts(move.did)).hasTemporaryKey());
    String first = move.log().data().signingKey();
    assertFalse(first.equals(before.signingKey()));
    assertTrue(move.run().isGood());
    assertEquals(2, move.ownKey.approved.size(), "each change of the identity has its own yes");
    assertEquals(first, move.ownKey.approved.get(1).signingKeyOrNull());
    assertFalse(MigrationState.of(move.journal.facts(move.did)).hasTemporaryKey());
    isIdentityClean(move, before);
    isWhole(move);
  }

  @Test void notesThatAreLostAfterTheGateAreMadeGoodByTheBackup() throws Exception {
    AccountMove move = lost("mislaid", new MemoryJournal());
    PlcData before = move.log().data();
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "gamma").add("nsid", "com.atproto.server.activateAccount").add("kind", "status")
            .add("status", 400).add("call", "every"));
    assertThrows(StreamingException.class, move::run);
    sandbox.control("DELETE", "/faults", null);
    assertEquals(sandbox.pds("gamma"), move.log().data().pdsEndpoint(), "past the gate");
    AccountMove anew =
        new AccountMove(
            sandbox, move.account, "alpha", "gamma", new MemoryJournal(),
            new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN));
    anew.saved = move.saved;
    anew.ownKey = new WillingKeyPerson();
    anew.accountIsThere();
    LostMove.Found found = anew.found();
    assertEquals(LostMove.Stand.NOT_ON_YET, found.stand());
    anew.take(found.plan().withSourceKey(anew.saved.signingKey()));
    assertTrue(anew.run().isGood());
    assertEquals(0, anew.ownKey.asked, "no key is needed any more");
    assertEquals(1, anew.calls("gamma", "com.atproto.repo.importRepo"));
    isIdentityClean(anew, before);
    isWhole(anew);
  }

  @Test void answersThatAreLostAreAskedAboutAndNothingIsDoneTwice() throws Exception {
    AccountMove move = lost("los", new MemoryJournal());
    sandbox.control(
        "POST", "/faults", new JsonObject().add("pds", "plc").add("method", "POST").add("kind", "replyLost"));
    List<String> lost =
        List.of(
            "com.atproto.server.createAccount", "com.atproto.repo.importRepo", "com.atproto.identity.submitPlcOperation",
            "com.atproto.server.activateAccount", "com.atproto.repo.applyWrites");
    for (String nsid : lost) {
      sandbox.control(
          "POST", "/faults", new JsonObject().add("pds", "gamma").add("nsid", nsid).add("kind", "replyLost"));
    }
    StreamingException failure;
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
    } while (failure != null && runs <= lost.size() + 1);
    assertNull(failure, "still not through after " + runs + " runs");
    for (JsonValue fault : sandbox.control("GET", "/faults", null).asArray()) {
      assertEquals(1, fault.asObject().getInt("hits", 0), "never happened: " + fault);
    }
    assertEquals(1, move.ownKey.approved.size(), "the temporary key had arrived");
    assertEquals(1, move.person.gates.size(), "asked for a yes again after it was handed in");
    isWhole(move);
  }

  @Test void wrongKeyIsRefusedBeforeAnythingHappens() throws Exception {
    AccountMove move = lost("wrong", new MemoryJournal());
    String head = move.log().head().cid().toString();
    move.ownKey = new WillingKeyPerson("no key at all", "ab".repeat(32), "");
    assertThrows(CancelledException.class, move::run);
    assertEquals(List.of(ErrorCode.KEY_UNREADABLE, ErrorCode.KEY_UNKNOWN), move.ownKey.problems);
    assertEquals(List.of(), move.ownKey.approved);
    assertEquals(head, move.log().head().cid().toString(), "the identity was changed");
    assertEquals(0, move.calls("gamma", "com.atproto.server.createAccount"));
  }

  @Test void backupThatLacksABlobIsRestoredWithoutItAndSaysSo() throws Exception {
    AccountMove move = lost("less", new MemoryJournal());
    sandbox.control("POST", "/pds/alpha/start", null);
    SavedInMemory saved = move.save();
    sandbox.control("POST", "/pds/alpha/stop", null);
    String missing = saved.blobs.keySet().iterator().next();
    saved.blobs.remove(missing);
    move.saved = saved.account();
    assertTrue(move.run().isGood());
    assertEquals(List.of(missing), cids(move.person.gates.get(0).missingBlobs()));
    assertEquals(ErrorCode.BLOB_MISSING_AT_SOURCE, move.person.left.get(0).get(0).code());
  }

  private static List<String> cids(List<BlobProblem> problems) {
    return problems.stream().map(BlobProblem::cid).toList();
  }
}
