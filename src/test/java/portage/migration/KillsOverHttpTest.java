package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.StreamingException;
import portage.jvm.HurriedClock;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.MemoryStorage;
import portage.jvm.MortalHttpClient;
import portage.jvm.MortalStorage;
import portage.jvm.OverHttpTest;
import portage.jvm.PageLife;
import portage.jvm.TaggedHttpClient;
import portage.stream.CancelSignal;

/**
 * Pages that die at random moments, again and again during one move, each taken up by the next: in the end everything is
 * there, and nothing was done again but what was in flight. {@code PORTAGE_LONG=1} does so with many accounts,
 * {@code PORTAGE_SEED} with other moments.
 */
class KillsOverHttpTest extends OverHttpTest {
  private static final long SEED = Long.parseLong(System.getenv().getOrDefault("PORTAGE_SEED", "20261126"));
  private static final int MOVES = "1".equals(System.getenv("PORTAGE_LONG")) ? 80 : 4;
  private static final int AT_ONCE = 4;

  /** A page lives through so many moments at most; a move has several hundred. */
  private static final int LONGEST_LIFE = 120;

  /** After so many kills a move is let through. */
  private static final int MOST_KILLS = 50;

  /** Transfers of each kind that go on at once. */
  private static final int AT_A_TIME = 3;

  /** What became of one move. */
  private record Survived(int kills, int blobs, int downloads, int uploads, long bytes, long bytesAgain) {}

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void pagesThatDieAtRandomLoseNothingAndRepeatOnlyWhatWasInFlight() throws Exception {
    System.out.println("kills at random, seed " + SEED);
    int kills = 0;
    int again = 0;
    long bytes = 0;
    long bytesAgain = 0;
    for (Survived survived : moves()) {
      kills += survived.kills();
      again += survived.downloads() - survived.blobs() + survived.uploads() - survived.blobs();
      bytes += survived.bytes();
      bytesAgain += survived.bytesAgain();
    }
    System.out.println(
        MOVES + " moves survived " + kills + " kills; " + again + " blobs in flight were fetched or sent again, " + bytesAgain
            + " bytes on top of twice " + bytes);
    assertTrue(kills >= MOVES * 5, "only " + kills + " kills");
  }

  private List<Survived> moves() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<Survived>> tasks = new ArrayList<>();
      for (int i = 0; i < MOVES; i++) {
        int number = i;
        tasks.add(() -> move(number));
      }
      List<Survived> survived = new ArrayList<>();
      for (Future<Survived> task : threads.invokeAll(tasks)) {
        survived.add(task.get());
      }
      return survived;
    } finally {
      threads.shutdownNow();
    }
  }

  private Survived move(int number) throws Exception {
    JsonObject account =
        sandbox.account(
            new JsonObject().add("pds", "alpha").add("name", "mortal" + number).add("posts", 4).add("images", 6)
                .add("imageBytes", 20_000).add("preferences", true));
    JdkHttpClient.LiveBodies live =
        number % 2 == 0 ? JdkHttpClient.LiveBodies.NOT_TAKEN : JdkHttpClient.LiveBodies.TAKEN;
    String did = account.getString("did", "");
    MemoryJournal journal = new MemoryJournal();
    MemoryStorage storage = new MemoryStorage();
    WillingPerson person = new WillingPerson(sandbox);
    RepeatWatch watch =
        new RepeatWatch(new TaggedHttpClient(new JdkHttpClient(live), did), journal, did, sandbox.pds("alpha"));
    Random random = new Random(SEED + number);
    AccountMove page = null;
    int kills = 0;
    for (boolean isThrough = false; !isThrough; ) {
      CancelSignal signal = new CancelSignal();
      PageLife life =
          new PageLife(signal, kills < MOST_KILLS ? 1 + random.nextInt(LONGEST_LIFE) : Long.MAX_VALUE);
      AccountMove next =
          new AccountMove(
              sandbox, account, "alpha", "beta", new MortalJournal(journal, life), new MortalHttpClient(watch, life));
      MortalStorage stored = new MortalStorage(storage, life);
      next.storage = stored;
      next.person = person;
      next.signal = signal;
      next.clock = new HurriedClock(50);
      if (page != null && random.nextInt(4) > 0) {
        next.keepSessionsOf(page); // checking a password keeps a server busy for long
      }
      page = next;
      try {
        page.run();
        isThrough = true;
      } catch (StreamingException e) {
        if (!life.hasEnded()) {
          throw new AssertionError("move " + number + " stopped after " + kills + " kills", e);
        }
        kills++;
      } finally {
        stored.release();
      }
    }
    String name = "move " + number + ", " + kills + " kills";
    page.isWhole();
    assertEquals(List.of(), watch.repeats(), name);
    assertTrue(acted(did, "com.atproto.server.createAccount") <= 1, name);
    assertTrue(acted(did, "com.atproto.identity.submitPlcOperation") <= 1, name);
    int blobs = account.getInt("blobs", 0);
    assertTrue(watch.downloads() <= blobs + kills * AT_A_TIME, name + ", " + watch.downloads() + " downloads");
    assertTrue(watch.uploads() <= blobs + kills * AT_A_TIME, name + ", " + watch.uploads() + " uploads");
    long fetched = 0;
    long sent = 0;
    Map<String, Long> longest = new HashMap<>();
    for (JsonObject call : calls(did)) {
      String path = call.getString("path", "");
      if (path.contains("com.atproto.sync.getBlob?") && call.getString("pds", "").equals("alpha")) {
        fetched += call.getLong("responseBytes", 0);
        longest.merge(path, call.getLong("responseBytes", 0), Math::max);
      } else if (path.endsWith("com.atproto.repo.uploadBlob")) {
        sent += call.getLong("requestBytes", 0);
      }
    }
    long bytes = longest.values().stream().mapToLong(Long::longValue).sum();
    return new Survived(kills, blobs, watch.downloads(), watch.uploads(), bytes, fetched + sent - 2 * bytes);
  }

  private static List<JsonObject> calls(String did) throws IOException {
    List<JsonObject> calls = new ArrayList<>();
    for (JsonValue value : sandbox.control("GET", "/log", null).asArray()) {
      if (did.equals(value.asObject().getString("tag", ""))) {
        calls.add(value.asObject());
      }
    }
    return calls;
  }

  /** How often the server said yes to a call of the move, whether the page lived to hear it or not. */
  private static int acted(String did, String nsid) throws IOException {
    int acted = 0;
    for (JsonObject call : calls(did)) {
      boolean fits = call.getString("path", "").endsWith("/" + nsid);
      acted += fits && call.getInt("status", 0) == 200 ? 1 : 0;
    }
    return acted;
  }
}
