package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.HandleResolver;
import portage.atproto.IdentityResolver;
import portage.atproto.PlainHttp;
import portage.atproto.PlcDirectory;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.error.CancelledException;
import portage.jvm.BouncySignatures;
import portage.jvm.CannedHttp;
import portage.jvm.FakeClock;
import portage.jvm.JdkDeflate;
import portage.jvm.MemoryJournal;
import portage.jvm.MemorySafe;
import portage.migration.Fact;
import portage.migration.Migration;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.transfer.ProfileChoice;

/** While a server is asked and hangs, the ways out of the screen work at once. */
@Timeout(20)
class WayOutTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String SESSION =
      "{\"did\":\"" + DID + "\",\"handle\":\"alice.example\",\"accessJwt\":\"access\",\"refreshJwt\":\"refresh\"}";

  private final FakeClock clock = new FakeClock(0);
  private final RetryPolicy retry = new RetryPolicy(clock, () -> 0, 1, 1, 1);
  private final CannedHttp network =
      new CannedHttp()
          .with("com.atproto.server.createSession", SESSION)
          .with("com.atproto.server.refreshSession", SESSION)
          .with("com.atproto.server.describeServer", "{\"did\":\"did:web:target.example\",\"availableUserDomains\":[\".target.example\"]}")
          .with("com.atproto.sync.getRepoStatus", "{\"did\":\"" + DID + "\",\"active\":false,\"status\":\"deactivated\"}")
          .with("com.atproto.server.deleteSession", "{}")
          .with(
              "document",
              "{\"id\":\"" + DID + "\",\"verificationMethod\":[],\"service\":[{\"id\":\"#atproto_pds\","
                  + "\"type\":\"AtprotoPersonalDataServer\",\"serviceEndpoint\":\"https://source.example\"}]}");
  private final List<String> shown = new ArrayList<>();
  private final Dialogue dialogue = new Dialogue(this::show);
  private final Frame frame = new Frame(new SiteInfo("dns", "plc", "engine", "storage"));
  private final SetupScreens screens = new SetupScreens(frame);
  private final MemorySafe safe = new MemorySafe();
  private String hanging = "";
  private String wayOut = Dialogue.BACK;
  /** How often {@link #hanging} answers before it hangs. */
  private int answers;
  private final Servers servers =
      new Servers(new Hanging(), retry, clock, Origin.Loopback.REFUSED);
  private final PlainHttp plain = new PlainHttp(new Hanging(), retry);
  private final PlcDirectory directory =
      new PlcDirectory(plain, servers.parse("plc.example"), new BouncySignatures());
  private final StayingSignedIn staying = new StayingSignedIn(safe, servers, clock);
  private final Migration.Surroundings around =
      new Migration.Surroundings(
          servers, directory,
          new IdentityResolver(plain, new HandleResolver(plain, "https://dns.example/query"), directory, servers),
          new BouncySignatures(), null, null, null, null, new MemoryJournal(), clock, retry, null);
  private final RepairJourney repair =
      new RepairJourney(around, dialogue, new Frame(new SiteInfo("dns", "plc", "engine", "storage")), new JdkDeflate());
  private final Origin source = servers.parse("source.example");
  private final Origin target = servers.parse("target.example");
  private final Account account =
      new Account(
          new Did(DID), "alice.example", source, source,
          DidKey.parse("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"));

  /** What somebody does who goes straight on. */
  private void show(View view) {
    if (!shown.isEmpty() && shown.get(shown.size() - 1).equals(view.screen())) {
      dialogue.received(new UserAction(Dialogue.BACK, view.screen(), Map.of())); // been here: out
      return;
    }
    shown.add(view.screen());
    Map<String, String> typed = Map.of("password", "secret", "server", "target.example", "account", DID);
    dialogue.received(new UserAction(SetupScreens.SUBMIT, view.screen(), typed));
  }

  private Setup setup() {
    return new Setup(dialogue, screens, servers, ProfileChoice.of(new ProfileChoice.Device(8, 4, "", false, false, true)), repair, staying, null);
  }

  private MigrationState begun() {
    MigrationPlan plan = new MigrationPlan(account, target, "did:web:target.example", "alice.target.example");
    return MigrationState.of(List.of(new Fact.Planned(0, plan)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"document", "oauth-protected-resource"})
  void searchForTheAccount(String call) throws Exception {
    hanging = call;
    UserAction typed = new UserAction(FirstForm.FIND, FirstForm.SCREEN, Map.of("account", DID, "server", ""));
    AccountSearch search = new AccountSearch(around, dialogue, new WelcomeScreens(frame));
    assertNull(search.findForMove(typed));
    assertNull(search.find(typed));
  }

  @Test void signIn() throws Exception {
    hanging = "com.atproto.server.createSession";
    assertNull(setup().begin(account));
    assertEquals(List.of("source-sign-in"), shown);
    shown.clear();
    wayOut = Dialogue.CANCEL;
    assertThrows(CancelledException.class, () -> setup().begin(account));
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.atproto.server.describeServer", "com.atproto.sync.getRepoStatus"})
  void lookAtTheNewServer(String call) throws Exception {
    hanging = call;
    assertNull(setup().begin(account));
    assertEquals(List.of("source-sign-in", "target"), shown);
    shown.clear();
    wayOut = Dialogue.CANCEL;
    assertThrows(CancelledException.class, () -> setup().begin(account));
  }

  @Test void lookAtTheFormerServersNames() throws Exception {
    hanging = "com.atproto.server.describeServer";
    answers = 1; // the new one's
    assertNull(setup().begin(account));
    assertEquals(List.of("source-sign-in", "target"), shown);
  }

  @Test void signInWhereAnAccountWaits() throws Exception {
    hanging = "com.atproto.server.createSession";
    answers = 1;
    wayOut = Dialogue.CANCEL;
    assertThrows(CancelledException.class, () -> setup().begin(account));
    assertEquals(List.of("source-sign-in", "target", "target-sign-in"), shown);
  }

  @Test void lookBeforeThePlan() {
    hanging = "com.atproto.server.checkAccountStatus";
    wayOut = Dialogue.CANCEL;
    assertThrows(CancelledException.class, () -> setup().begin(account));
    assertEquals(List.of("source-sign-in", "target", "target-sign-in"), shown);
  }

  @Test void signInByWhatWasKept() throws Exception {
    Session session = servers.pds(source, new CancelSignal()).createSession(DID, DID, "secret", null);
    staying.settle(StayingSignedIn.Wish.STAY, session);
    hanging = "com.atproto.server.refreshSession";
    assertNull(setup().resume(begun()));
    assertEquals(List.of("signing-in"), shown);
    assertTrue(staying.isKept(account.did(), StayingSignedIn.Side.SOURCE), "it is tried again the next time");
  }

  @Test void lookAtTheNewServerAgain() throws Exception {
    hanging = "com.atproto.server.describeServer";
    assertNull(setup().resume(begun()));
    assertEquals(List.of("source-sign-in"), shown);
  }

  @Test void signInForTheSearchForPictures() throws Exception {
    hanging = "com.atproto.server.createSession";
    repair.begin(account);
    assertEquals(List.of("repair-sign-in"), shown);
  }

  /** One call hangs until it is given up; the person does so as soon as it hangs. */
  private final class Hanging implements HttpClient {
    @Override public HttpResponse send(HttpRequest request) throws portage.error.StreamingException {
      String call = CannedHttp.callOf(request.url());
      if (!(call.equals(hanging) || call.endsWith("/" + hanging)) || answers-- > 0) {
        return network.send(request);
      }
      dialogue.received(new UserAction(wayOut, "whichever", Map.of()));
      request.signal().throwIfCancelled("send");
      throw new AssertionError(call + " would hang for ever");
    }

    @Override public boolean streamsRequests(String origin) {
      return false;
    }
  }
}
