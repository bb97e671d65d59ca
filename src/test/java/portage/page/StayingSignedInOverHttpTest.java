package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.atproto.Did;
import portage.atproto.Pds;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemorySafe;
import portage.jvm.OverHttpTest;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.page.StayingSignedIn.Side;
import portage.page.StayingSignedIn.Wish;
import portage.stream.CancelSignal;

/** Sessions that outlive the page by the person's wish, at a real server. */
@Timeout(60)
class StayingSignedInOverHttpTest extends OverHttpTest {
  private static JsonObject account;

  private final CancelSignal signal = new CancelSignal();
  private final MemorySafe safe = new MemorySafe();
  private final FakeClock clock = new FakeClock(0);
  private final Servers servers =
      new Servers(
          new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN), new RetryPolicy(clock, () -> 0, 2, 1, 1), clock,
          Origin.Loopback.ALLOWED);
  private final StayingSignedIn staying = new StayingSignedIn(safe, servers, clock);
  private final Did did = new Did(account.getString("did", ""));
  private final Origin alpha = servers.parse(sandbox.pds("alpha"));

  @BeforeAll static void start() throws IOException {
    account = sandbox.account(new JsonObject().add("pds", "alpha").add("name", "stay").add("posts", 1));
  }

  private Session signedIn() throws StreamingException {
    return servers
        .pds(alpha, signal)
        .createSession(did.toString(), did.toString(), account.getString("password", ""), null);
  }

  private Session restored(Side side) throws StreamingException {
    return staying.restore(did, side, alpha, signal).sessionOrNull();
  }

  @Test void sessionIsRestoredAndWorks() throws Exception {
    staying.settle(Wish.STAY, signedIn());
    Session restored = restored(Side.SOURCE);
    assertEquals(did.toString(), restored.did());
    assertEquals(account.getString("email", ""), restored.emailOrNull());
    assertNull(restored.statusOrNull());
    servers.pds(alpha, signal).checkAccountStatus(restored);
    assertNotNull(restored(Side.SOURCE), "what the refresh brought was kept again");
  }

  @Test void tokenThatIsRefreshedIsKeptAgain() throws Exception {
    Session session = signedIn();
    staying.settle(Wish.STAY, session);
    String before = safe.open(did.toString(), "SOURCE");
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.server.checkAccountStatus").add("kind", "expireToken"));
    servers.pds(alpha, signal).checkAccountStatus(session);
    assertNotEquals(before, safe.open(did.toString(), "SOURCE"));
    assertNotNull(restored(Side.SOURCE));
  }

  @Test void nothingIsKeptWithoutTheWish() throws Exception {
    staying.settle(Wish.LEAVE, signedIn());
    staying.entered(signedIn());
    assertTrue(safe.isEmpty());
    assertNull(restored(Side.SOURCE));
    assertNull(restored(Side.TARGET));
  }

  @Test void targetFollowsTheWishForTheSource() throws Exception {
    staying.settle(Wish.STAY, signedIn());
    staying.entered(signedIn());
    assertNotNull(restored(Side.TARGET));
    staying.wipe(did.toString());
    assertTrue(safe.isEmpty());
  }

  @Test void whoSaysNoTheNextTimeIsForgotten() throws Exception {
    staying.settle(Wish.STAY, signedIn());
    staying.entered(signedIn());
    staying.settle(Wish.AS_BEFORE, signedIn());
    assertNotNull(safe.open(did.toString(), "TARGET"));
    staying.settle(Wish.LEAVE, signedIn());
    assertTrue(safe.isEmpty());
  }

  @Test void signInThatWasTakenBackIsAskedForAgain() throws Exception {
    Session session = signedIn();
    staying.settle(Wish.STAY, session);
    Pds pds = servers.pds(alpha, signal);
    pds.deleteSession(session);
    StayingSignedIn.Restored restored = staying.restore(did, Side.SOURCE, alpha, signal);
    assertNull(restored.sessionOrNull());
    assertEquals(ErrorCode.KEPT_SIGN_IN_REFUSED, restored.refusalOrNull().code(), "and it is said why");
  }

  @Test void serverThatCannotBeReachedIsNoReasonToAskForThePassword() throws Exception {
    staying.settle(Wish.STAY, signedIn());
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.server.refreshSession").add("call", "every")
            .add("kind", "refuse"));
    StreamingException failure = assertThrows(StreamingException.class, () -> restored(Side.SOURCE));
    assertEquals(ErrorCode.UNREACHABLE, failure.code());
    assertNotNull(safe.open(did.toString(), "SOURCE"), "it is tried again later");
  }
}
