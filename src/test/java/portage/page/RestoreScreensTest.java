package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.ipld.Utf8;
import portage.jvm.MemoryItem;
import portage.migration.Fact;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.Restorable;
import portage.migration.RestoreWay;
import portage.migration.SavedAccount;
import portage.migration.TemporaryKeyReport;
import portage.net.Origin;

/** What a person is told and asked when a backup is restored; nothing of a key stays on a screen. */
class RestoreScreensTest {
  private static final Frame FRAME = new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory"));
  private static final RestoreScreens SCREENS = new RestoreScreens(FRAME);
  private static final String SECRET = "9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c";
  private static final Account ACCOUNT =
      new Account(
          new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), "ana.lost.example", origin("lost.example"), origin("lost.example"),
          SigningKey.numbered(Curve.K256, 1).didKey());
  private static final MigrationPlan PLAN =
      new MigrationPlan(ACCOUNT, origin("new.example"), "did:web:new.example", "ana.new.example");
  private static final SavedAccount SAVED =
      new SavedAccount(
          ACCOUNT.did(), "backup.zip", ACCOUNT.signingKey(), new LatestCommit("bafyroot", "3kabc"), 1_700_000_000_000L, null,
          null, 1_234, null);
  private static final TemporaryKeyReport REPORT =
      new TemporaryKeyReport(PLAN, "did:key:zold", "https://lost.example", "did:key:zown", 2, 3);

  private final List<View> shown = new ArrayList<>();
  private final ArrayDeque<UserAction> answers = new ArrayDeque<>();
  private Dialogue dialogue;

  private static Origin origin(String host) {
    return Origin.parse(host, Origin.Loopback.REFUSED);
  }

  private static MigrationState state(Fact... facts) {
    List<Fact> all = new ArrayList<>(List.of(new Fact.Planned(1, PLAN)));
    all.addAll(List.of(facts));
    return MigrationState.of(all);
  }

  private static final Fact BY_KEY = new Fact.FromBackup(2, RestoreWay.BY_OWN_KEY, "bafyroot", "3kabc", 1);

  private static String text(View view) {
    return view.toJson().toString();
  }

  private KeyAsking asking() {
    dialogue =
        new Dialogue(view -> {
          shown.add(view);
          dialogue.received(answers.remove());
        });
    return new KeyAsking(dialogue, SCREENS, ErrorText.Phase.SETUP);
  }

  private void answers(String action, String screen, Map<String, String> values, Chosen chosen) {
    answers.add(new UserAction(action, screen, values).with(chosen));
  }

  @Test void everyScreenComesBackFromItsMessageAndIsWhole() {
    List<View> views =
        List.of(
            SCREENS.file(null, RestoreScreens.Left.EMPTY, null), SCREENS.file(PLAN, RestoreScreens.Left.FILLED, null),
            SCREENS.opening(), SCREENS.lost(PLAN), SCREENS.way(new Restorable(ACCOUNT, List.of("did:key:zown")), SAVED),
            SCREENS.key(RestoreScreens.Time.AGAIN, RestoreScreens.Left.EMPTY, null, ErrorText.Phase.SETUP),
            SCREENS.lend(REPORT, RestoreScreens.Left.EMPTY));
    for (View view : views) {
      assertEquals(view, View.parse(text(view)), view.screen());
      assertFalse(text(view).matches(".*\\{[0-9]\\}.*|.*\\bnull\\b.*"), text(view));
    }
  }

  @Test void keyIsOnlyOfferedWhereTheIdentityHasSome() {
    assertTrue(text(SCREENS.way(new Restorable(ACCOUNT, List.of("did:key:zown")), SAVED)).contains(RestoreScreens.WITH_KEY));
    assertFalse(text(SCREENS.way(new Restorable(ACCOUNT, List.of()), SAVED)).contains(RestoreScreens.WITH_KEY));
  }

  @Test void temporaryKeyIsTakenOnATickOnlyAndAllIsSaid() throws Exception {
    KeyAsking asking = asking();
    answers(RestoreScreens.YES, "restore-lend", Map.of(), Chosen.NOTHING);
    answers(RestoreScreens.YES, "restore-lend", Map.of("confirm", UserAction.YES), Chosen.NOTHING);
    asking.approveTemporaryKey(REPORT);
    assertEquals(2, shown.size());
    for (String said : List.of("did:key:zold", "did:key:zown", "https://lost.example", "new.example", "number 2 of 3")) {
      assertTrue(text(shown.get(0)).contains(said), said);
    }
    assertTrue(text(shown.get(1)).contains(RestoreText.LEND_CONFIRM_MISSING.toString()));
    answers(Dialogue.CANCEL, "restore-lend", Map.of("confirm", UserAction.YES), Chosen.NOTHING);
    assertThrows(CancelledException.class, () -> asking.approveTemporaryKey(REPORT));
  }

  @Test void keyIsTypedOrInAFileAndNeverShownAgain() throws Exception {
    KeyAsking asking = asking();
    Chosen file = new Chosen(Map.of(RestoreScreens.KEY_FILE, new MemoryItem("key.txt", Utf8.encode(SECRET))), null);
    Chosen large = new Chosen(Map.of(RestoreScreens.KEY_FILE, new MemoryItem("film", new byte[30_000])), null);
    Chosen bytes = new Chosen(Map.of(RestoreScreens.KEY_FILE, new MemoryItem("film", new byte[] {-1, -2})), null);
    answers(SetupScreens.SUBMIT, "restore-key", Map.of("key", "  "), Chosen.NOTHING);
    answers(SetupScreens.SUBMIT, "restore-key", Map.of(), large);
    answers(SetupScreens.SUBMIT, "restore-key", Map.of(), bytes);
    answers(SetupScreens.SUBMIT, "restore-key", Map.of("key", "a wrong one of before"), file);
    assertEquals(SECRET, asking.textOrNull(RestoreScreens.Time.FIRST, null));
    assertTrue(text(shown.get(1)).contains(RestoreText.KEY_MISSING.toString()));
    assertTrue(text(shown.get(2)).contains(ErrorCode.KEY_UNREADABLE.name()));
    assertTrue(text(shown.get(3)).contains(ErrorCode.KEY_UNREADABLE.name()));
    answers(SetupScreens.SUBMIT, "restore-key", Map.of("key", " " + SECRET + "\n"), Chosen.NOTHING);
    assertEquals(SECRET, asking.ownKey(null));
    answers(Dialogue.BACK, "restore-key", Map.of("key", SECRET), Chosen.NOTHING);
    assertNull(asking.textOrNull(RestoreScreens.Time.FIRST, null));
    for (View view : shown) {
      assertFalse(text(view).contains(SECRET.substring(0, 8)));
    }
  }

  @Test void nobodyIsToldThatNothingChangedOnceTheIdentityNamesTheTemporaryKey() {
    MigrationState lent = state(BY_KEY, new Fact.TemporaryKeyUsed(3, "bafyoperation"));
    List<View> views =
        List.of(
            new EndScreens(FRAME).cancelled(lent), new ForgetScreens(FRAME).cancel(lent),
            new ForgetScreens(FRAME).forget(lent, false));
    for (View view : views) {
      assertFalse(text(view).contains("unchanged"), text(view));
      assertTrue(text(view).contains("temporary one of this page"), text(view));
    }
    assertTrue(text(new WelcomeScreens(FRAME).welcome(List.of(lent), List.of(), null, null, ErrorText.Phase.SETUP)).contains("for now"));
    assertTrue(text(new EndScreens(FRAME).cancelled(state(BY_KEY))).contains("unchanged"));
    assertFalse(state(BY_KEY, new Fact.TemporaryKeyUsed(3, "x"), new Fact.Approved(4)).hasTemporaryKey());
  }
}
