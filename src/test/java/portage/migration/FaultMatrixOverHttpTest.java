package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.Sandbox;
import portage.jvm.TaggedHttpClient;

/**
 * Every known fault on every call of a move, between real servers: the move ends well by itself, or it stops with its error
 * and a second try ends well; in the end nothing is missing. Without {@code PORTAGE_LONG=1} only so many pairs that each
 * fault and each call has its turn.
 */
class FaultMatrixOverHttpTest {
  private static final Path TABLE = Path.of("target", "fault-matrix.md");
  private static final int AT_ONCE = 5;

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
          "beta com.atproto.sync.getRepoStatus", "beta com.atproto.identity.resolveHandle");

  private record Pair(KnownFault fault, MoveCall call) {}

  private final AtomicInteger accounts = new AtomicInteger();
  private Sandbox sandbox;

  @Test void everyFaultOnEveryCallEndsWellOrStopsAndEndsWellAfterwards() throws Exception {
    Assumptions.assumeTrue(Sandbox.isInstalled(), "the sandbox is not installed: run sandbox/install");
    try (Sandbox started = Sandbox.start()) {
      sandbox = started;
      List<KnownFault> faults = KnownFault.of(sandbox.control("GET", "/faults/known", null).asObject());
      List<MoveCall> calls = callsOfAMove();
      FaultTable table = new FaultTable(faults, calls);
      List<Pair> alone = new ArrayList<>();
      List<Pair> together = new ArrayList<>();
      for (Pair pair : pairs(faults, calls, table)) {
        (pair.fault().isShared() ? alone : together).add(pair);
      }
      List<String> wrong = new ArrayList<>(run(together, AT_ONCE, table));
      wrong.addAll(run(alone, 1, table));
      System.out.println(table);
      assertTrue(wrong.isEmpty(), String.join("\n", wrong));
      assertEquals(alone.size() + together.size(), table.tried());
    }
  }

  private JsonObject account() throws IOException {
    return sandbox.account(
        new JsonObject().add("pds", "alpha").add("name", "pair" + accounts.incrementAndGet()).add("posts", 3)
            .add("images", 2).add("imageBytes", 3_000).add("preferences", true));
  }

  /** By the log of a move that nothing happens to. */
  private List<MoveCall> callsOfAMove() throws Exception {
    JsonObject account = account();
    String did = account.getString("did", "");
    TaggedHttpClient client = new TaggedHttpClient(new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN), did);
    AccountMove move = new AccountMove(sandbox, account, "alpha", "beta", new MemoryJournal(), client);
    move.run();
    move.isWhole();
    List<JsonValue> log = new ArrayList<>();
    for (JsonValue entry : sandbox.control("GET", "/log", null).asArray()) {
      if (did.equals(entry.asObject().getString("tag", ""))) {
        log.add(entry);
      }
    }
    List<MoveCall> calls = MoveCall.of(log, did);
    Set<String> names = new HashSet<>();
    calls.forEach(call -> names.add(call.toString()));
    for (String name : CALLS_OF_A_MOVE) {
      assertTrue(names.contains(name), name + " is not among " + names);
    }
    return calls;
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
          FaultPair.Outcome outcome = new FaultPair(sandbox, account(), pair.fault(), pair.call()).run();
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
