package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.jvm.MemoryJournal;
import portage.jvm.MemoryStorage;
import portage.jvm.OverHttpTest;

/** The browser's storage was evicted, all of it or a part, at any step: the servers' own answers are enough to go on. */
@Timeout(120)
class LostJournalOverHttpTest extends OverHttpTest {
  private static final String IMPORT = "com.atproto.repo.importRepo";

  private static JsonObject account(String name) throws IOException {
    return sandbox.account(
        new JsonObject().add("pds", "alpha").add("name", "lost" + name).add("posts", 5).add("images", 2).add("preferences", true));
  }

  /** A journal that is closed for good once a step was begun, or done. */
  private static final class CutOff implements MigrationJournal {
    private final MemoryJournal journal = new MemoryJournal();
    private final Class<? extends Fact> kind;
    private final Step step;
    private boolean closed;

    CutOff(Class<? extends Fact> kind, Step step) {
      this.kind = kind;
      this.step = step;
    }

    @Override public synchronized void append(String did, Fact fact) throws StreamingException {
      if (closed) {
        throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("reload"), "as wanted");
      }
      journal.append(did, fact);
      Step its = fact instanceof Fact.Begun begun ? begun.step() : fact instanceof Fact.Done done ? done.step() : null;
      closed = kind.isInstance(fact) && its == step;
      if (closed) {
        throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("reload"), "as wanted");
      }
    }

    @Override public List<Fact> facts(String did) throws StreamingException {
      return journal.facts(did);
    }

    @Override public List<String> dids() {
      return journal.dids();
    }

    @Override public void forget(String did) {
      journal.forget(did);
    }
  }

  /** A move that ended when this step was done; nothing of it is kept anywhere but at the servers. */
  private static AccountMove leftAfter(Step step, JsonObject account) {
    AccountMove move = new AccountMove(sandbox, account, new CutOff(Fact.Done.class, step));
    assertThrows(StreamingException.class, move::run);
    return move;
  }

  /** What a browser that knows nothing does: the same passwords, and what {@link LostMove} finds. */
  private static AccountMove anew(JsonObject account) throws StreamingException {
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    move.accountIsThere();
    return move;
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE_ACCOUNT", "MOVE_REPO", "MOVE_BLOBS", "COPY_PREFERENCES", "SIGN_IDENTITY"})
  void everythingLostBeforeTheGateBeginsAtTheAccountThatIsThere(Step step) throws Exception {
    JsonObject account = account("pre" + step.ordinal());
    leftAfter(step, account);
    assertNull(anew(account).found(), "the identity is still the source's");
    AccountMove move = anew(account);
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(1, move.calls("beta", "com.atproto.server.createAccount"));
    assertTrue(move.calls("beta", "com.atproto.repo.uploadBlob") <= 2, "what is there is not sent again");
    assertEquals(1, move.calls("beta", "com.atproto.identity.submitPlcOperation"));
  }

  /** The target's own list says that nothing is missing then, and its getBlob that nothing is there. */
  @Test void blobsThatAnotherToolSentBeforeTheRecordsAreSentAgain() throws Exception {
    JsonObject account = account("early");
    leftAfter(Step.CREATE_ACCOUNT, account);
    AccountMove move = anew(account);
    int early = move.sendBlobsBeforeTheRecords();
    assertTrue(early > 0, "no blobs");
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(2 * early, move.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  @ParameterizedTest
  @EnumSource(names = {"UPDATE_IDENTITY", "ACTIVATE", "RENEW_COMMIT"})
  void everythingLostAfterTheGateIsFoundAndFinished(Step step) throws Exception {
    JsonObject account = account("pos" + step.ordinal());
    leftAfter(step, account);
    int imports = sandbox.calls("beta", IMPORT);
    AccountMove move = anew(account);
    LostMove.Found found = move.found();
    assertNotNull(found, "the directory tells of it");
    assertEquals(
        step == Step.UPDATE_IDENTITY ? LostMove.Stand.NOT_ON_YET : LostMove.Stand.ON_AT_BOTH, found.stand());
    assertTrue(found.state().isPastGate());
    move.take(found.plan());
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(imports, move.calls("beta", IMPORT), "nothing is imported again");
    assertEquals(1, move.calls("beta", "com.atproto.identity.submitPlcOperation"));
    assertEquals(1, move.calls("beta", "com.atproto.server.activateAccount"));
    assertEquals(1, move.calls("beta", "com.atproto.repo.applyWrites"));
    assertEquals(1, move.calls("alpha", "com.atproto.identity.signPlcOperation"));
    assertEquals(List.of(), move.person.gates, "the yes was said before");
    assertNull(anew(account).found(), "nothing is left to be found");
  }

  @Test void whatWasWrittenBeforeTheLossComesAlongWhenTheTargetIsNotLiveYet() throws Exception {
    JsonObject account = account("wri");
    leftAfter(Step.UPDATE_IDENTITY, account);
    sandbox.control(
        "POST", "/write", new JsonObject().add("pds", "alpha").add("did", account.getString("did", "")).add("images", 1));
    AccountMove move = anew(account);
    move.take(move.found().plan());
    assertTrue(move.run().isGood());
    JsonObject compared = move.compared();
    assertTrue(compared.getBoolean("equal", false), compared.get("differences").toString());
    assertEquals(3, compared.getInt("blobs", 0));
  }

  @Test void accountThatWasMovedLongAgoIsNotTakenForHalfMoved() throws Exception {
    JsonObject account = account("old");
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    assertTrue(move.run().isGood());
    assertNull(anew(account).found());
    assertNull(new AccountMove(sandbox, account("nev"), new MemoryJournal()).found(), "nor one that never moved");
  }

  /** The journal may say anything: of a time before, or nothing at all. */
  @Test void nothingIsImportedOnceTheAccountIsLiveWhateverTheJournalSays() throws Exception {
    JsonObject account = account("liv");
    AccountMove first = new AccountMove(sandbox, account, new MemoryJournal());
    assertTrue(first.run().isGood());
    // Written at the target since: an import would delete it.
    sandbox.control(
        "POST", "/write",
        new JsonObject().add("pds", "beta").add("did", first.did).add("count", 2).add("password", AccountMove.NEW_PASSWORD));
    int imports = sandbox.calls("beta", IMPORT);
    List<Fact> facts = first.journal.facts(first.did);
    AccountMove again = null;
    for (int count = 1; count < facts.size(); count++) {
      MemoryJournal journal = new MemoryJournal();
      for (Fact fact : facts.subList(0, count)) {
        journal.append(first.did, fact);
      }
      AccountMove before = again == null ? first : again;
      again = new AccountMove(sandbox, account, journal);
      again.keepSessionsOf(before);
      again.storage = new MemoryStorage();
      Verification verification = again.runSignedIn();
      assertTrue(verification.isGood(), count + " facts");
      assertEquals(List.of(), again.person.gates, count + " facts");
    }
    assertEquals(imports, first.calls("beta", IMPORT), "imports");
    assertEquals(1, first.calls("beta", "com.atproto.server.activateAccount"), "it was asked, and is on");
    assertEquals(1, first.calls("alpha", "com.atproto.server.deactivateAccount"), "it was asked, and is off");
    assertEquals(account.getLong("records", 0) + 2, first.compared().getLong("records", 0), "nothing was deleted");
  }

  /** The person may switch it off again there; it was live, and may hold more than the source. */
  @Test void nothingIsImportedOnceTheAccountWasLive() throws Exception {
    JsonObject account = account("was");
    leftAfter(Step.RENEW_COMMIT, account);
    sandbox.control(
        "POST", "/write",
        new JsonObject().add("pds", "beta").add("did", account.getString("did", "")).add("count", 2)
            .add("password", AccountMove.NEW_PASSWORD));
    AccountMove move = anew(account);
    move.switchOffAtTarget();
    int imports = sandbox.calls("beta", IMPORT);
    LostMove.Found found = move.found();
    assertEquals(LostMove.Stand.NOT_ON_YET, found.stand());
    move.take(found.plan());
    assertTrue(move.run().isGood());
    assertEquals(imports, move.calls("beta", IMPORT));
    assertFalse(move.compared().getBoolean("sourceActive", true));
    assertTrue(move.compared().getBoolean("targetActive", false));
    assertEquals(account.getLong("records", 0) + 2, move.compared().getLong("records", 0));
  }

  /** Copies and journal are in different places of a browser; either may be lost without the other. */
  @ParameterizedTest
  @EnumSource(names = {"MOVE_REPO", "MOVE_BLOBS", "SIGN_IDENTITY", "UPDATE_IDENTITY"})
  void copiesLostAndJournalThereLosesNothing(Step step) throws Exception {
    JsonObject account = account("cop" + step.ordinal());
    CutOff cut = new CutOff(Fact.Done.class, step);
    AccountMove move = new AccountMove(sandbox, account, cut);
    assertThrows(StreamingException.class, move::run);
    cut.closed = false;
    MemoryJournal rest = new MemoryJournal();
    for (Fact fact : cut.facts(move.did)) {
      rest.append(move.did, fact);
    }
    AccountMove on = new AccountMove(sandbox, account, rest);
    on.storage = new MemoryStorage();
    assertTrue(on.run().isGood());
    on.isWhole();
    assertEquals(1, on.calls("beta", IMPORT));
    assertEquals(1, on.calls("beta", "com.atproto.identity.submitPlcOperation"));
    assertEquals(2, on.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test void journalLostAndCopiesThereReadsNothingTwice() throws Exception {
    JsonObject account = account("jou");
    AccountMove left = leftAfter(Step.MOVE_REPO, account);
    sandbox.control("DELETE", "/log", null);
    AccountMove move = anew(account);
    move.storage = left.storage;
    assertTrue(move.run().isGood());
    move.isWhole();
    assertFalse(sandbox.control("GET", "/log", null).toString().contains("sync.getRepo?"), "the copy is whole");
    assertEquals(0, move.calls("beta", IMPORT), "the target holds it");
  }

  @Test void lostAnswerFromTheSourcesSignatureCostsOneMoreMailAndNoQuestion() throws Exception {
    JsonObject account = account("sig");
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.identity.signPlcOperation").add("kind", "replyLost"));
    assertEquals(ErrorCode.UNREACHABLE, assertThrows(StreamingException.class, move::run).code());
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(2, move.person.codes, "the first code is spent, and is not asked for again");
    assertEquals(2, move.calls("alpha", "com.atproto.identity.requestPlcOperationSignature"));
  }

  @Test void wrongCodeIsNotSpent() throws Exception {
    JsonObject account = account("typ");
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    move.person =
        new WillingPerson(sandbox) {
          private int asked;

          @Override public String mailCode(String email, long requestedAtMillis, StreamingException problem) {
            assertTrue(requestedAtMillis > 0, "it is said when the code was mailed");
            return asked++ == 0 ? "AAAAA-BBBBB" : super.mailCode(email, requestedAtMillis, null);
          }
        };
    assertTrue(move.run().isGood());
    assertEquals(1, move.calls("alpha", "com.atproto.identity.requestPlcOperationSignature"));
  }
}
