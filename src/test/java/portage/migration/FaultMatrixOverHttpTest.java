package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import portage.jvm.JdkHttpClient;
import portage.jvm.JdkHttpClient.LiveBodies;
import portage.jvm.MemoryJournal;
import portage.jvm.OverHttpTest;
import portage.jvm.OwnNetwork;
import portage.jvm.TaggedHttpClient;

/**
 * Every known fault on every call of a move, between real servers: the move ends well by itself, or it stops with one of the
 * fault's {@link ExpectedCodes} and a second try ends well; in the end nothing is missing. Without {@code PORTAGE_LONG=1}
 * only so many pairs that each fault and each call has its turn; {@code -Dmatrix.faults=refused,restart} tries these only.
 */
@OwnNetwork
class FaultMatrixOverHttpTest extends OverHttpTest {
  private static final Path TABLE = Path.of("target", "fault-matrix.md");
  private static final int AT_ONCE = 5;

  /** Large enough to wait until it can go straight through, see BlobStep. */
  private static final int LIVE_BLOB_BYTES = (8 << 20) + 1_000;

  /** What the page shows of a move; whatever else is called is in the matrix as well. */
  private static final List<String> CALLS_OF_A_MOVE =
      List.of(
          "resolver /dns-query", "plc /DID", "beta com.atproto.server.describeServer",
          "alpha com.atproto.server.createSession", "alpha com.atproto.server.getServiceAuth",
          "beta com.atproto.server.createAccount", "alpha com.atproto.sync.getLatestCommit",
          "alpha com.atproto.sync.getRepo", "beta com.atproto.repo.importRepo", "alpha com.atproto.sync.getBlob",
          "beta com.atproto.repo.uploadBlob", "beta com.atproto.repo.listMissingBlobs",
          "alpha app.bsky.actor.getPreferences", "beta app.bsky.actor.putPreferences",
          "beta com.atproto.identity.getRecommendedDidCredentials",
          "alpha com.atproto.identity.requestPlcOperationSignature", "alpha com.atproto.identity.signPlcOperation",
          "plc /DID/log/audit", "beta com.atproto.identity.submitPlcOperation", "beta com.atproto.server.activateAccount",
          "beta com.atproto.repo.applyWrites", "beta com.atproto.sync.getBlocks",
          "alpha com.atproto.server.deactivateAccount", "beta com.atproto.server.checkAccountStatus",
          "beta com.atproto.sync.getRepoStatus", "beta com.atproto.identity.resolveHandle",
          "alpha com.atproto.sync.getRepo, live", "beta com.atproto.repo.importRepo, live",
          "alpha com.atproto.sync.getBlob, live", "beta com.atproto.repo.uploadBlob, live");

  private record Pair(KnownFault fault, MoveCall call) {}

  private final AtomicInteger accounts = new AtomicInteger();

  @Test void everyFaultOnEveryCallEndsWellOrStopsAndEndsWellAfterwards() throws Exception {
    List<KnownFault> faults = wanted(KnownFault.of(sandbox.control("GET", "/faults/known", null).asObject()));
    List<MoveCall> calls = callsOfAMove();
    FaultTable table = new FaultTable(faults, calls);
    List<Pair> alone = new ArrayList<>();
    List<Pair> together = new ArrayList<>();
    for (Pair pair : pairs(faults, calls, table)) {
      (pair.fault().isShared() ? alone : together).add(pair);
    }
    List<String> wrong = new ArrayList<>(run(together, AT_ONCE, table));
    wrong.addAll(run(alone, 1, table));
    System.out.println(table.shortened() + "All of it: " + TABLE);
    assertTrue(wrong.isEmpty(), String.join("\n", wrong));
    assertEquals(alone.size() + together.size(), table.tried());
  }

  private static List<KnownFault> wanted(List<KnownFault> faults) {
    String names = System.getProperty("matrix.faults", "");
    return names.isEmpty() ? faults : faults.stream().filter(fault -> List.of(names.split(",")).contains(fault.name())).toList();
  }

  private JsonObject account(LiveBodies liveBodies) throws IOException {
    JsonObject wanted =
        new JsonObject().add("pds", "alpha").add("name", "pair" + accounts.incrementAndGet()).add("posts", 3)
            .add("preferences", true);
    return sandbox.account(
        liveBodies == LiveBodies.NOT_TAKEN
            ? wanted.add("images", 2).add("imageBytes", 3_000)
            : wanted.add("blobs", new JsonArray().add(new JsonObject().add("count", 1).add("bytes", LIVE_BLOB_BYTES))));
  }

  /** By the logs of moves that nothing happens to; where bodies are sent while they arrive, what has to do with these. */
  private List<MoveCall> callsOfAMove() throws Exception {
    List<MoveCall> calls = new ArrayList<>(callsOfAMove(LiveBodies.NOT_TAKEN));
    callsOfAMove(LiveBodies.TAKEN).stream().filter(MoveCall::passesStreams).forEach(calls::add);
    Set<String> names = new HashSet<>();
    calls.forEach(call -> names.add(call.toString()));
    for (String name : CALLS_OF_A_MOVE) {
      assertTrue(names.contains(name), name + " is not among " + names);
    }
    return calls;
  }

  private List<MoveCall> callsOfAMove(LiveBodies liveBodies) throws Exception {
    JsonObject account = account(liveBodies);
    String did = account.getString("did", "");
    TaggedHttpClient client = new TaggedHttpClient(new JdkHttpClient(liveBodies), did);
    AccountMove move = new AccountMove(sandbox, account, "alpha", "beta", new MemoryJournal(), client);
    move.run();
    move.isWhole();
    assertEquals(liveBodies == LiveBodies.TAKEN ? 2 : 0, client.liveBodies(), "repo and blob were sent while they arrived");
    List<JsonValue> log = new ArrayList<>();
    for (JsonValue entry : sandbox.control("GET", "/log", null).asArray()) {
      if (did.equals(entry.asObject().getString("tag", ""))) {
        log.add(entry);
      }
    }
    return MoveCall.of(log, did, liveBodies);
  }

  private static List<Pair> pairs(List<KnownFault> faults, List<MoveCall> calls, FaultTable table) {
    List<Pair> pairs = new ArrayList<>();
    for (MoveCall call : calls) {
      for (KnownFault fault : faults) {
        String whyNot = fault.whyNotOrNull(call);
        if (whyNot == null) {
          pairs.add(new Pair(fault, call));
        } else {
          table.skip(fault, call, whyNot);
        }
      }
    }
    return "1".equals(System.getenv("PORTAGE_LONG")) ? pairs : fewOf(pairs);
  }

  /** So few that each fault and each call is among them. */
  private static List<Pair> fewOf(List<Pair> pairs) {
    List<Pair> few = new ArrayList<>();
    Set<KnownFault> faults = new HashSet<>();
    Set<MoveCall> calls = new HashSet<>();
    for (Pair pair : pairs) {
      if (!faults.contains(pair.fault()) && !calls.contains(pair.call())) {
        faults.add(pair.fault());
        calls.add(pair.call());
        few.add(pair);
      }
    }
    for (Pair pair : pairs) {
      if (faults.add(pair.fault()) | calls.add(pair.call())) {
        few.add(pair);
      }
    }
    return few;
  }

  /** Written after every pair, so that a run that is broken off has told what it found. */
  private static void keep(FaultTable table) throws IOException {
    synchronized (table) {
      Files.createDirectories(TABLE.getParent());
      Files.writeString(TABLE, table.toString());
    }
  }

  /** What went wrong. */
  private List<String> run(List<Pair> pairs, int atOnce, FaultTable table) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (Pair pair : pairs) {
        tasks.add(() -> {
          JsonObject account = account(pair.call().liveBodies());
          FaultPair.Outcome outcome = new FaultPair(sandbox, account, pair.fault(), pair.call()).run();
          table.add(pair.fault(), pair.call(), outcome);
          keep(table);
          if (outcome.wrongOrNull() != null) {
            System.out.println(outcome.wrongOrNull());
          }
          return outcome.wrongOrNull();
        });
      }
      List<String> wrong = new ArrayList<>();
      for (Future<String> task : threads.invokeAll(tasks)) {
        if (task.get() != null) {
          wrong.add(task.get());
        }
      }
      return wrong;
    } finally {
      threads.shutdownNow();
    }
  }
}
