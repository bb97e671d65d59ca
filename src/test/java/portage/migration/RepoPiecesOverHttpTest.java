package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.jvm.JdkHttpClient.LiveBodies;
import portage.jvm.MemoryJournal;
import portage.jvm.OverHttpTest;
import portage.jvm.OwnNetwork;

/** Repos in pieces, over HTTP, into real servers of both release lines that take no more than 30,000 bytes at once. */
@Timeout(60)
@OwnNetwork({
  "--pds", "alpha=0.5", "--pds", "small=0.5,importLimit=30000", "--pds", "old=0.4,importLimit=30000", "--pds", "wide=0.4"
})
class RepoPiecesOverHttpTest extends OverHttpTest {
  private static final String IMPORT = "com.atproto.repo.importRepo";
  private static final long ANY_SIZE = Long.MAX_VALUE;

  private static JsonObject account(String name, int posts) throws IOException {
    return sandbox.account(new JsonObject().add("pds", "alpha").add("name", name).add("posts", posts).add("likes", 20));
  }

  private static RepoMove move(JsonObject account, String target, LiveBodies liveBodies, long maxWholeRecords)
      throws Exception {
    RepoMove move = new RepoMove(sandbox, account, "alpha", target, liveBodies, maxWholeRecords);
    sandbox.control("DELETE", "/log", null);
    return move;
  }

  private static void fault(String kind, Object call, JsonObject more) throws IOException {
    JsonObject fault = new JsonObject().add("nsid", IMPORT).add("method", "POST").add("kind", kind);
    if (call instanceof Integer number) {
      fault.add("call", number);
    } else {
      fault.add("call", (String) call);
    }
    for (JsonObject.Member member : more) {
      fault.add(member.getName(), member.getValue());
    }
    sandbox.control("POST", "/faults", fault);
  }

  /** Statuses of the imports at {@code pds}, in order; 0 for a connection that broke. */
  private static List<Integer> imports(String pds) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    for (JsonValue value : sandbox.control("GET", "/log", null).asArray()) {
      JsonObject call = value.asObject();
      if (pds.equals(call.getString("pds", "")) && value.toString().contains(IMPORT)
          && "POST".equals(call.getString("method", ""))) {
        statuses.add(call.get("status") == null || call.get("status").isNull() ? 0 : call.getInt("status", 0));
      }
    }
    return statuses;
  }

  private static void isThere(RepoMove move) throws Exception {
    assertEquals(List.of(), move.differentRecords());
    assertEquals(move.state().repo().recordCount(), move.recordsAtTarget());
  }

  @Test void repoAboveTheLimitGoesInPieces() throws Exception {
    JsonObject account = account("abe", 500);
    for (String target : List.of("small", "old")) {
      RepoMove move = move(account, target, LiveBodies.NOT_TAKEN, ANY_SIZE);
      move.run();
      isThere(move);
      List<Integer> imports = imports(target);
      assertEquals(413, imports.get(0), "whole at first: " + imports);
      assertEquals(move.state().repo().recordCount(), move.state().pieces().landedRecords());
      assertTrue(move.state().pieces().landedPieces() > 2, move.state().pieces().landedPieces() + " pieces");
      assertEquals(
          move.state().pieces().landedPieces(), imports.stream().filter(status -> status == 200).count(),
          "each piece once: " + imports);
    }
  }

  @Test void liveUploadAboveTheLimitIsNotRepeatedWhole() throws Exception {
    RepoMove move = move(account("liv", 400), "small", LiveBodies.TAKEN, ANY_SIZE);
    move.run();
    isThere(move);
    // The live one, and pieces of a half and a quarter of it until they fit.
    List<Integer> imports = imports("small");
    assertEquals(imports.indexOf(200), imports.lastIndexOf(413) + 1, "a limit is met once: " + imports);
    assertTrue(imports.indexOf(200) <= 4, imports.toString());
  }

  @Test void largeRepoIsNeverBegunWhole() throws Exception {
    RepoMove move = move(account("lar", 300), "wide", LiveBodies.TAKEN, 100);
    move.run();
    isThere(move);
    assertEquals(List.of(200), imports("wide"), "all of it fits into the first piece");
    assertEquals(1, move.state().pieces().landedPieces());
  }

  /** The page was closed at this moment. */
  private static final class Reload extends StreamingException {
    private static final long serialVersionUID = 1;

    Reload() {
      super(ErrorCode.INTERNAL, ErrorContext.of("reload"), "as wanted");
    }
  }

  /** A journal during whose writing the page is closed: before and after each fact about pieces, by turns. */
  private static final class ReloadingJournal implements MigrationJournal {
    private final MemoryJournal journal = new MemoryJournal();
    private int writes;
    private boolean justReloaded;

    @Override public void append(String did, Fact fact) throws StreamingException {
      boolean isAboutPieces = fact instanceof Fact.PieceBegun || fact instanceof Fact.PieceLanded;
      if (isAboutPieces && !justReloaded) {
        justReloaded = true;
        if (writes++ % 2 == 0) {
          journal.append(did, fact);
        }
        throw new Reload();
      }
      justReloaded = false;
      journal.append(did, fact);
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

  private static int runThroughReloads(RepoMove move) throws StreamingException {
    for (int reloads = 0; reloads < 200; reloads++) {
      try {
        move.run();
        return reloads;
      } catch (Reload e) {
        // The next round opens the page again.
      }
    }
    throw new AssertionError("still not through after 200 reloads");
  }

  @Test void reloadBetweenPiecesGoesOnWithTheNext() throws Exception {
    RepoMove move = move(account("rel", 500), "small", LiveBodies.NOT_TAKEN, 100);
    move.journal = new ReloadingJournal();
    int reloads = runThroughReloads(move);
    isThere(move);
    int pieces = move.state().pieces().landedPieces();
    assertTrue(reloads >= pieces, reloads + " reloads, " + pieces + " pieces");
    List<Integer> imports = imports("small");
    // The page may have gone before it was noted that the last one landed.
    long landed = imports.stream().filter(status -> status == 200).count() - pieces;
    assertTrue(landed == 0 || landed == 1, "each piece once: " + pieces + " of " + imports);
    assertEquals(1, sandbox.control("GET", "/log", null).asArray().values().stream()
        .filter(call -> call.toString().contains("com.atproto.sync.getRepo?")).count(), "read once");
  }

  @Test void lostAnswerToAPieceIsMadeGoodByAsking() throws Exception {
    RepoMove move = move(account("los", 500), "small", LiveBodies.NOT_TAKEN, 100);
    // The first ones are too large; those after them land.
    fault("replyLost", 5, new JsonObject());
    fault("replyLost", 7, new JsonObject());
    move.run();
    isThere(move);
    List<Integer> imports = imports("small");
    assertEquals(move.state().pieces().landedPieces(), imports.stream().filter(status -> status == 200).count(),
        "nothing sent twice: " + imports);
    for (JsonValue fault : sandbox.control("GET", "/faults", null).asArray()) {
      assertEquals(1, fault.asObject().getInt("hits", 0), "never happened: " + fault);
    }
  }

  @Test void connectionThatBreaksWithinAPieceCostsThatPiece() throws Exception {
    RepoMove move = move(account("bre", 500), "small", LiveBodies.NOT_TAKEN, 100);
    fault("resetUpload", 6, new JsonObject().add("bytes", 5_000));
    move.run();
    isThere(move);
  }

  @Test void serverThatRefusesPiecesIsSentTheWhole() throws Exception {
    RepoMove move = move(account("ref", 300), "wide", LiveBodies.NOT_TAKEN, 100);
    // Packed, then as it is.
    fault("status", 1, new JsonObject().add("status", 400).add("error", "InvalidRequest").add("message", "no signature"));
    fault("status", 2, new JsonObject().add("status", 400).add("error", "InvalidRequest").add("message", "no signature"));
    move.run();
    isThere(move);
    assertEquals(List.of(400, 400, 200), imports("wide"));
    assertEquals(0, move.state().pieces().landedPieces());
  }

  @Test void serverThatTakesNeitherSaysWhy() throws Exception {
    RepoMove move = move(account("nei", 300), "small", LiveBodies.NOT_TAKEN, 100);
    fault("status", "every", new JsonObject().add("status", 400).add("error", "InvalidRequest").add("message", "no"));
    StreamingException failure = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.IMPORT_REFUSED, failure.code(), failure.getMessage());
    assertEquals(3, imports("small").size(), "a piece packed, the same as it is, the whole: " + imports("small"));
    sandbox.control("DELETE", "/faults", null);
    move.run();
    isThere(move);
  }

  @Test void limitThatNothingFitsUnderIsToldAsThat() throws Exception {
    RepoMove move = move(account("lim", 60), "small", LiveBodies.NOT_TAKEN, ANY_SIZE);
    fault("status", "every", new JsonObject().add("status", 413).add("error", "PayloadTooLarge").add("message", "no"));
    StreamingException failure = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.TOO_LARGE, failure.code(), failure.getMessage());
    assertTrue(imports("small").size() < 30, imports("small").size() + " tries");
  }

  @Test void timeOutOfTheWholeTurnsToPieces() throws Exception {
    RepoMove move = move(account("tim", 300), "wide", LiveBodies.NOT_TAKEN, ANY_SIZE);
    fault("status", 1, new JsonObject().add("status", 524).add("error", "").add("message", ""));
    fault("status", 2, new JsonObject().add("status", 504).add("error", "").add("message", ""));
    move.run();
    isThere(move);
    assertTrue(move.state().pieces().isInUse());
    assertEquals(3, move.state().pieces().landedPieces(), "after a time-out, half of 321 records at most");
  }

  @Test void connectionThatBreaksUnderTheWholeTurnsToPieces() throws Exception {
    RepoMove move = move(account("cut", 300), "wide", LiveBodies.NOT_TAKEN, ANY_SIZE);
    // Packed, plain, and the first piece: as a proxy does that does not read on beyond its limit.
    for (int call = 1; call <= 3; call++) {
      fault("resetUpload", call, new JsonObject().add("bytes", 2_000));
    }
    move.run();
    isThere(move);
    assertTrue(move.state().pieces().landedPieces() >= 2, imports("wide").toString());
  }

  @Test void targetThatTakesNoPackedBodiesGetsPlainOnes() throws Exception {
    RepoMove move = move(account("pac", 500), "wide", LiveBodies.NOT_TAKEN, ANY_SIZE);
    fault("status", 1, new JsonObject().add("status", 415).add("error", "Unsupported").add("message", "coding"));
    move.run();
    isThere(move);
    assertEquals(List.of(415, 200), imports("wide"));
  }

  @Test void packedBodyIsLessThanHalfOnItsWay() throws Exception {
    RepoMove move = move(account("gzi", 500), "wide", LiveBodies.NOT_TAKEN, ANY_SIZE);
    move.run();
    isThere(move);
    long sent = 0;
    for (JsonValue value : sandbox.control("GET", "/log", null).asArray()) {
      if (value.toString().contains(IMPORT)) {
        sent += value.asObject().getLong("requestBytes", 0);
      }
    }
    assertTrue(sent > 0 && sent < move.state().repo().sizeBytes() * 6 / 10, sent + " of " + move.state().repo().sizeBytes());
  }

  @Test void recordsWrittenMeanwhileComeOnTopOfAllPieces() throws Exception {
    RepoMove move = move(account("cat", 500), "small", LiveBodies.NOT_TAKEN, 100);
    move.journal = new ReloadingJournal();
    for (int i = 0; i < 5; i++) {
      assertThrows(Reload.class, move::run);
    }
    move.write(3);
    runThroughReloads(move);
    isThere(move);
  }

  @Test void damagedKeptCopyIsReadAnew() throws Exception {
    RepoMove move = move(account("dam", 500), "small", LiveBodies.NOT_TAKEN, 100);
    move.journal = new ReloadingJournal();
    for (int i = 0; i < 4; i++) {
      assertThrows(Reload.class, move::run);
    }
    String name = KeptCopies.repoName(move.did);
    byte[] bytes;
    try (var kept = move.storage.open(name); var writer = move.storage.create(name)) {
      bytes = new byte[(int) kept.sizeBytes()];
      kept.read(0, bytes, 0, bytes.length);
      bytes[bytes.length / 3] ^= 1;
      writer.write(new portage.stream.ByteChunk(bytes));
      writer.finish();
    }
    StreamingException failure = assertThrows(StreamingException.class, move::run);
    assertEquals(ErrorCode.STORAGE_FAILED, failure.code(), failure.getMessage());
    runThroughReloads(move);
    isThere(move);
  }
}
