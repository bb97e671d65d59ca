package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.jvm.JdkHttpClient.LiveBodies;
import portage.jvm.MemoryJournal;
import portage.jvm.OverHttpTest;
import portage.jvm.OwnNetwork;
import portage.repo.RepoReport;
import portage.stream.ByteChunk;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** What is written at the source while its repo moves, over HTTP, between real servers of both release lines. */
@Timeout(60)
@OwnNetwork({
  "--pds", "alpha=0.5", "--pds", "beta=0.4", "--pds", "gamma=0.5", "--pds", "small=0.5,importLimit=" + RepoDeltaOverHttpTest.LIMIT
})
class RepoDeltaOverHttpTest extends OverHttpTest {
  private static final long ANY_SIZE = Long.MAX_VALUE;
  static final int LIMIT = 60_000;

  /** A repo that has moved whole. */
  private static RepoMove moved(String name, String source, String target, int posts) throws Exception {
    JsonObject account =
        sandbox.account(
            new JsonObject().add("pds", source).add("name", "delta" + name).add("posts", posts).add("likes", 20).add("images", 1));
    RepoMove move = new RepoMove(sandbox, account, source, target, LiveBodies.NOT_TAKEN, ANY_SIZE);
    move.run();
    sandbox.control("DELETE", "/log", null);
    return move;
  }

  /** Posts, likes, an image; and two posts less. */
  private static void writeABitOfEverything(RepoMove move, String source) throws IOException {
    sandbox.control(
        "POST", "/write",
        new JsonObject().add("pds", source).add("did", move.did).add("count", 3).add("likes", 4).add("images", 1)
            .add("deletes", 2));
  }

  /** The calls of one method that were answered with 200. */
  private static List<JsonObject> calls(String nsid) throws IOException {
    List<JsonObject> calls = new ArrayList<>();
    for (JsonValue value : sandbox.control("GET", "/log", null).asArray()) {
      JsonObject call = value.asObject();
      if (value.toString().contains(nsid) && call.get("status").isNumber() && call.getInt("status", 0) == 200) {
        calls.add(call);
      }
    }
    return calls;
  }

  private static boolean isDelta(JsonObject getRepo) {
    return getRepo.getString("path", "").contains("since=");
  }

  /** At the target as at the source; and here, checked from the first byte to the last. */
  private static RepoReport isThereAndHere(RepoMove move) throws Exception {
    assertEquals(List.of(), move.differentRecords());
    StoredItem kept = move.storage.open(KeptCopies.repoName(move.did));
    assertNotNull(kept, "the copy that is kept here");
    RepoReport report = move.check(kept);
    assertEquals(move.state().repo().root(), report.root().toString());
    assertEquals(report.recordCount(), move.recordsAtTarget());
    return report;
  }

  @ParameterizedTest
  @CsvSource({"alpha, beta", "beta, alpha", "alpha, gamma"})
  void onlyWhatIsNewIsReadAndSent(String source, String target) throws Exception {
    RepoMove move = moved("new" + source.charAt(0) + target.charAt(0), source, target, 600);
    long before = move.state().repo().recordCount();
    writeABitOfEverything(move, source);
    move.run();
    RepoReport report = isThereAndHere(move);
    assertEquals(before + 3 + 4 + 1 - 2, report.recordCount());
    assertEquals(1, report.blobs().size(), "the image of a post that was deleted has gone, the new one has come");

    JsonObject read = calls("com.atproto.sync.getRepo?").get(0);
    assertTrue(isDelta(read), read.toString());
    long sizeBytes = move.state().repo().sizeBytes();
    JsonObject sent = calls("com.atproto.repo.importRepo").get(0);
    assertTrue(sent.getLong("requestBytes", -1) * 3 < sizeBytes, sent + " of " + sizeBytes);
    assertEquals(1, calls("com.atproto.sync.getRepo?").size());
    assertEquals(1, calls("com.atproto.repo.importRepo").size());
  }

  @Test void deltaGoesOnTopOfDeltas() throws Exception {
    RepoMove move = moved("top", "alpha", "beta", 100);
    for (int i = 0; i < 3; i++) {
      writeABitOfEverything(move, "alpha");
      move.run();
    }
    isThereAndHere(move);
    assertEquals(3, calls("com.atproto.repo.importRepo").size());
    assertTrue(calls("com.atproto.sync.getRepo?").stream().allMatch(RepoDeltaOverHttpTest::isDelta));
  }

  @Test void nothingNewIsNothingToDo() throws Exception {
    RepoMove move = moved("non", "alpha", "beta", 20);
    move.run();
    assertEquals(List.of(), calls("com.atproto.sync.getRepo?"));
    assertEquals(List.of(), calls("com.atproto.repo.importRepo"));
    isThereAndHere(move);
  }

  @ParameterizedTest
  @CsvSource({"flipByte, at, 300", "truncate, bytes, 2000", "gzipTruncate, bytes, 1200"})
  void deltaThatDoesNotAddUpIsThrownAwayAndTheRepoReadWhole(String kind, String place, int at) throws Exception {
    RepoMove move = moved("bad" + kind.charAt(0), "alpha", "beta", 50);
    writeABitOfEverything(move, "alpha");
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("match", "since=").add("call", "every").add("kind", kind).add(place, at));
    move.run();
    isThereAndHere(move);
    List<JsonObject> reads = calls("com.atproto.sync.getRepo?");
    assertEquals(List.of(true, false), reads.stream().map(RepoDeltaOverHttpTest::isDelta).toList());
    assertEquals(1, calls("com.atproto.repo.importRepo").size());
  }

  @Test void sourceThatKnowsNoDeltasIsReadWhole() throws Exception {
    RepoMove move = moved("old", "alpha", "beta", 50);
    writeABitOfEverything(move, "alpha");
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("match", "since=").add("kind", "status").add("status", 400)
            .add("error", "InvalidRequest").add("message", "no since"));
    move.run();
    isThereAndHere(move);
  }

  @Test void deltaOfAnotherAccountIsThrownAway() throws Exception {
    RepoMove move = moved("oth", "alpha", "beta", 50);
    RepoMove other = moved("ano", "alpha", "beta", 5);
    writeABitOfEverything(move, "alpha");
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("match", "since=").add("kind", "swapDid").add("did", other.did));
    move.run();
    isThereAndHere(move);
  }

  @Test void evictedCopyIsReadWholeAgain() throws Exception {
    RepoMove move = moved("evi", "alpha", "beta", 50);
    move.storage.delete(KeptCopies.repoName(move.did));
    writeABitOfEverything(move, "alpha");
    move.run();
    isThereAndHere(move);
    assertEquals(List.of(false), calls("com.atproto.sync.getRepo?").stream().map(RepoDeltaOverHttpTest::isDelta).toList());
  }

  @Test void copyWhoseJournalIsLostIsCheckedAndTakenUp() throws Exception {
    RepoMove move = moved("los", "alpha", "beta", 50);
    move.journal = new MemoryJournal();
    move.run();
    isThereAndHere(move);
    assertEquals(List.of(), calls("com.atproto.sync.getRepo?"), "it is all here");
    assertEquals(List.of(), calls("com.atproto.repo.importRepo"), "and there");

    move.journal = new MemoryJournal();
    writeABitOfEverything(move, "alpha");
    move.run();
    isThereAndHere(move);
    assertTrue(isDelta(calls("com.atproto.sync.getRepo?").get(0)));
    assertEquals(1, calls("com.atproto.repo.importRepo").size());
  }

  @Test void copyThatRottedWithoutItsJournalIsDropped() throws Exception {
    RepoMove move = moved("rot", "alpha", "beta", 50);
    String name = KeptCopies.repoName(move.did);
    try (StoredItem kept = move.storage.open(name); StoredWriter writer = move.storage.create(name)) {
      byte[] bytes = new byte[(int) kept.sizeBytes()];
      kept.read(0, bytes, 0, bytes.length);
      bytes[bytes.length / 3] ^= 1;
      writer.write(new ByteChunk(bytes));
      writer.finish();
    }
    move.journal = new MemoryJournal();
    move.run();
    isThereAndHere(move);
    assertEquals(1, calls("com.atproto.sync.getRepo?").size());
  }

  @Test void deltaThatTheTargetRefusesIsMadeGoodByTheWhole() throws Exception {
    RepoMove move = moved("ref", "alpha", "beta", 50);
    writeABitOfEverything(move, "alpha");
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", "com.atproto.repo.importRepo").add("kind", "status")
            .add("status", 400).add("error", "InvalidRequest").add("message", "Could not parse record"));
    move.run();
    isThereAndHere(move);
    long sent = calls("com.atproto.repo.importRepo").get(0).getLong("requestBytes", -1);
    assertTrue(sent > 0, "blocks that the tree does not use any more do no harm");
  }

  @Test void recordThatComesBackAsItWasIsCarriedToo() throws Exception {
    // Its block is older than the delta, so that the target does not find it there.
    RepoMove move = moved("bck", "alpha", "beta", 30);
    SourceRecord record = SourceRecord.create(sandbox, move.account, "alpha", "again");
    move.run();
    record.createAgain();
    move.run();
    isThereAndHere(move);
  }

  @Test void lostAnswerToADeltaIsAskedAbout() throws Exception {
    RepoMove move = moved("rep", "alpha", "beta", 30);
    writeABitOfEverything(move, "alpha");
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", "com.atproto.repo.importRepo").add("kind", "replyLost"));
    move.run();
    isThereAndHere(move);
    long tries = sandbox.control("GET", "/log", null).asArray().values().stream()
        .filter(call -> call.asObject().get("nsid").toString().contains("importRepo")).count();
    assertEquals(1, tries);
  }

  @Test void repoAboveTheLimitCatchesUpWithOneSmallImport() throws Exception {
    RepoMove move = moved("lim", "alpha", "small", 700);
    assertTrue(move.state().repo().sizeBytes() > LIMIT, "too small to tell");
    writeABitOfEverything(move, "alpha");
    move.run();
    isThereAndHere(move);
    assertEquals(1, calls("com.atproto.repo.importRepo").size(), "no pieces");
    assertEquals(0, move.state().pieces().landedPieces());
  }

  /** A journal during whose next fact of that kind the page is closed. */
  private static final class ClosedAt implements MigrationJournal {
    private final MigrationJournal journal;
    private final Class<? extends Fact> kind;
    private boolean closed;

    ClosedAt(MigrationJournal journal, Class<? extends Fact> kind) {
      this.journal = journal;
      this.kind = kind;
    }

    @Override public synchronized void append(String did, Fact fact) throws StreamingException {
      closed |= kind.isInstance(fact);
      if (closed) {
        throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("reload"), "as wanted");
      }
      journal.append(did, fact);
    }

    @Override public List<Fact> facts(String did) throws StreamingException {
      return journal.facts(did);
    }

    @Override public List<String> dids() throws StreamingException {
      return journal.dids();
    }

    @Override public void forget(String did) throws StreamingException {
      journal.forget(did);
    }
  }

  /** With the first of these the copy is ahead of the journal, with the second the journal does not know that it grew. */
  @ParameterizedTest
  @CsvSource({"RepoChecked", "RepoGrown"})
  void reloadBetweenTheCopyAndItsFactsIsNoHarm(String kind) throws Exception {
    RepoMove move = moved("cl" + kind.substring(4).toLowerCase(), "alpha", "beta", 30);
    writeABitOfEverything(move, "alpha");
    MigrationJournal whole = move.journal;
    move.journal =
        new ClosedAt(whole, kind.equals("RepoChecked") ? Fact.RepoChecked.class : Fact.RepoGrown.class);
    assertThrows(StreamingException.class, move::run);
    move.journal = whole;
    sandbox.control("DELETE", "/log", null);
    move.run();
    isThereAndHere(move);
    assertEquals(List.of(), calls("com.atproto.sync.getRepo?"), "what is kept is not read again");
    assertEquals(1, calls("com.atproto.repo.importRepo").size());
  }
}
