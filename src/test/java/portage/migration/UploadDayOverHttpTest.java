package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.atproto.UploadQuota;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.jvm.HurriedClock;
import portage.jvm.JdkHttpClient;
import portage.jvm.OverHttpTest;
import portage.jvm.OwnNetwork;
import portage.stream.Task;

/** A target that takes no more blobs today, by its own limit or by a fault that looks like it: the move waits and goes on. */
@Timeout(240)
@OwnNetwork({"--pds", "alpha=0.4", "--pds", "beta=0.5", "--pds", "strict=0.5,rateLimits"})
class UploadDayOverHttpTest extends OverHttpTest {
  private static final String UPLOAD = "com.atproto.repo.uploadBlob";
  private static final long DAY_MILLIS = 24 * 3_600_000L;
  private static final long PATIENCE_NANOS = 200_000_000_000L;

  private final HurriedClock clock = new HurriedClock(Long.MAX_VALUE);

  private RepoMove moveTo(String target, int blobs) throws IOException, StreamingException {
    JsonObject account =
        sandbox.account(
            new JsonObject().add("pds", "alpha").add("name", "day" + System.nanoTime() % 1_000_000_000)
                .add("posts", 1)
                .add("blobs", new JsonArray().add(new JsonObject().add("count", blobs).add("bytes", 300))));
    RepoMove move =
        new RepoMove(sandbox, account, "alpha", target, JdkHttpClient.LiveBodies.NOT_TAKEN, 50_000, clock);
    move.run();
    assertEquals(blobs, move.missingAtTarget());
    return move;
  }

  private static Task<Void> begin(RepoMove move) {
    return Task.start(() -> {
      move.runBlobs(new WillingPerson(sandbox));
      return null;
    });
  }

  private interface Condition {
    boolean holds() throws IOException, StreamingException;
  }

  private static void await(String what, Condition condition) throws IOException, StreamingException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < deadline, what);
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** How many uploads were answered so. */
  private static long uploads(int status) throws IOException {
    long count = 0;
    for (JsonValue line : sandbox.control("GET", "/log", null).asArray()) {
      JsonObject call = line.asObject();
      boolean isUpload = !call.get("nsid").isNull() && call.getString("nsid", "").equals(UPLOAD);
      count += isUpload && call.getInt("status", 0) == status ? 1 : 0;
    }
    return count;
  }

  private static void refuseUploads(JsonObject headers) throws IOException {
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", UPLOAD).add("kind", "status").add("status", 429)
            .add("error", "RateLimitExceeded").add("call", "every").add("headers", headers));
  }

  private static long kept(RepoMove move) throws StreamingException {
    String prefix = KeptCopies.blobPrefix(move.did);
    return move.storage.names(prefix).size();
  }

  @Test void limitThatTheServerTellsIsWaitedForWhileFetchingGoesOn() throws IOException, StreamingException {
    RepoMove move = moveTo("beta", 30);
    long reset = System.currentTimeMillis() / 1000 + 14 * 3600;
    refuseUploads(
        new JsonObject().add("ratelimit-limit", "1000").add("ratelimit-remaining", "0")
            .add("ratelimit-reset", String.valueOf(reset)).add("ratelimit-policy", "1000;w=86400"));
    Task<Void> moving = begin(move);
    await("held back", () -> move.quota().isHeldBack());
    await("fetched", () -> kept(move) == 30);
    UploadQuota.Stand stand = move.quota().stand();
    assertEquals(UploadQuota.Word.SERVER, stand.word());
    assertEquals(1000, stand.day().count());
    assertEquals(reset * 1000, stand.untilMillis(), 3_000);
    assertTrue(uploads(429) <= 4, "one for each of those that were on their way, " + uploads(429));
    sandbox.control("DELETE", "/faults", null);
    clock.putWrong(14 * 3_600_000L + 2_000);
    moving.await();
    assertEquals(0, move.missingAtTarget());
    assertEquals(30, uploads(200));
  }

  @Test void refusalsWithoutAWordAreTriedAgainNowAndThen() throws IOException, StreamingException {
    RepoMove move = moveTo("beta", 10);
    refuseUploads(new JsonObject());
    Task<Void> moving = begin(move);
    await("held back", () -> move.quota().isHeldBack());
    assertEquals(UploadQuota.Word.NOBODY, move.quota().stand().word());
    long refused = uploads(429);
    clock.putWrong(61_000);
    await("tried once more", () -> uploads(429) > refused);
    await("waits for longer", () -> move.quota().stand().nextTryMillis() > clock.millis() + 200_000);
    sandbox.control("DELETE", "/faults", null);
    clock.putWrong(61_000 + 5 * 60_000);
    moving.await();
    assertEquals(0, move.missingAtTarget());
    assertFalse(move.quota().isHeldBack());
  }

  @Test void cancelEndsTheWait() throws IOException, StreamingException {
    RepoMove move = moveTo("beta", 3);
    refuseUploads(new JsonObject().add("retry-after", "40000"));
    Task<Void> moving = begin(move);
    await("held back", () -> move.quota().isHeldBack());
    move.cancel();
    assertThrows(CancelledException.class, moving::await);
  }

  @Test void delayOfSecondsIsNoDay() throws IOException, StreamingException {
    RepoMove move = moveTo("beta", 3);
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", UPLOAD).add("kind", "status").add("status", 429)
            .add("headers", new JsonObject().add("retry-after", "0")));
    begin(move).await();
    assertFalse(move.quota().isHeldBack());
    assertEquals(1, uploads(429));
    assertEquals(0, move.missingAtTarget());
  }

  /** The reference server's own limit, met; a restart stands in for its next day, since it counts in memory. */
  @Test void thousandUploadsAreADaysWorkForTheReferenceServer() throws IOException, StreamingException {
    RepoMove move = moveTo("strict", 1004);
    Task<Void> moving = begin(move);
    await("held back", () -> move.quota().isHeldBack());
    await("fetched", () -> kept(move) == 1004);
    await("a thousand are there, those too that were on their way", () -> move.missingAtTarget() == 4);
    UploadQuota.Stand stand = move.quota().stand();
    assertEquals(1000, stand.day().limit());
    assertEquals(1000, stand.day().count());
    assertEquals(UploadQuota.Word.SERVER, stand.word());
    assertEquals(stand.day().endsAtMillis(), stand.untilMillis(), 2_000);
    assertTrue(uploads(429) <= 4, uploads(429) + " refused");
    sandbox.control("POST", "/pds/strict/restart", null);
    clock.putWrong(DAY_MILLIS);
    moving.await();
    assertEquals(0, move.missingAtTarget());
    assertEquals(1004, uploads(200));
  }
}
