package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.StreamingException;
import portage.jvm.CannedHttp;
import portage.jvm.FakeClock;
import portage.jvm.MemorySafe;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.page.StayingSignedIn.Wish;
import portage.stream.CancelSignal;

/** Kept sign-ins are not only forgotten here, but ended at their servers. */
@Timeout(20)
class StayingSignedInTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String SOURCE = "https://source.example";
  private static final String TARGET = "https://target.example";

  private final FakeClock clock = new FakeClock(0);
  private final MemorySafe safe = new MemorySafe();
  private final CannedHttp network = new CannedHttp().with("com.atproto.server.deleteSession", "{}");
  /** Released once a server that hangs is to answer. */
  private final CountDownLatch answer = new CountDownLatch(1);

  private StayingSignedIn over(HttpClient http) {
    return new StayingSignedIn(safe, servers(http), clock);
  }

  private Servers servers(HttpClient http) {
    return new Servers(http, new RetryPolicy(clock, () -> 0, 1, 1, 1), clock, Origin.Loopback.REFUSED);
  }

  /** Signed in, with this as the refresh token. */
  private Session session(String server, String refreshToken) throws StreamingException {
    network.with(
        "com.atproto.server.createSession",
        "{\"did\":\"" + DID + "\",\"handle\":\"alice.example\",\"accessJwt\":\"access\",\"refreshJwt\":\"" + refreshToken + "\"}");
    Servers servers = servers(network);
    return servers.pds(servers.parse(server), new CancelSignal()).createSession(DID, DID, "password", null);
  }

  /** Both ends of a move kept. */
  private StayingSignedIn keptAtBoth(HttpClient http) throws StreamingException {
    StayingSignedIn staying = over(http);
    staying.settle(Wish.STAY, session(SOURCE, "of-the-source"));
    staying.entered(session(TARGET, "of-the-target"));
    return staying;
  }

  /** Where something was signed out, and by which token. */
  private Set<String> signOuts() {
    Set<String> found = new TreeSet<>();
    for (HttpRequest request : List.copyOf(network.requests())) {
      if (request.url().endsWith("deleteSession")) {
        found.add(request.url().substring(0, request.url().indexOf("/xrpc")) + " " + request.headers().get("authorization"));
      }
    }
    return found;
  }

  private static final Set<String> BOTH =
      Set.of(SOURCE + " Bearer of-the-source", TARGET + " Bearer of-the-target");

  /** Lets sign-outs reach the network before time goes on. */
  private void aSleepLastsUntilBothWereAsked() {
    clock.duringSleep(() -> {
      while (signOuts().size() < BOTH.size()) {
        Thread.onSpinWait();
      }
    });
  }

  @Test void whatIsForgottenIsSignedOutAtBothServers() throws Exception {
    StayingSignedIn staying = keptAtBoth(network);
    aSleepLastsUntilBothWereAsked();
    staying.wipe(DID);
    assertEquals(BOTH, signOuts());
    assertTrue(safe.isEmpty());
  }

  @Test void whoSaysNoTheNextTimeIsSignedOutOfWhatWasKept() throws Exception {
    StayingSignedIn staying = keptAtBoth(network);
    Session again = session(SOURCE, "of-the-second-sign-in");
    aSleepLastsUntilBothWereAsked();
    staying.settle(Wish.LEAVE, again);
    assertEquals(BOTH, signOuts());
    assertTrue(safe.isEmpty());
  }

  @Test void serversThatHangAreNotWaitedForLongerThanAMoment() throws Exception {
    StayingSignedIn staying = keptAtBoth(new HangingAtSignOut());
    staying.wipe(DID);
    assertTrue(safe.isEmpty());
    long slept = clock.takeSlept();
    assertTrue(slept > 0 && slept <= 2000, slept + " ms");
    answer.countDown();
  }

  @Test void whereNothingIsKeptNobodyIsAskedAndNothingIsWaitedFor() throws Exception {
    over(network).wipe(DID);
    assertEquals(Set.of(), signOuts());
    assertEquals(0, clock.takeSlept());
  }

  @Test void serverThatRefusesChangesNothing() throws Exception {
    StayingSignedIn staying = keptAtBoth(new HangingAtSignOut());
    answer.countDown(); // it answers nothing that was put down
    staying.wipe(DID);
    assertTrue(safe.isEmpty());
  }

  /** Takes sign-outs in, and does not answer. */
  private final class HangingAtSignOut implements HttpClient {
    @Override public HttpResponse send(HttpRequest request) throws StreamingException {
      if (request.url().endsWith("deleteSession")) {
        try {
          answer.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return new CannedHttp().send(request);
      }
      return network.send(request);
    }

    @Override public boolean streamsRequests(String origin) {
      return false;
    }
  }
}
