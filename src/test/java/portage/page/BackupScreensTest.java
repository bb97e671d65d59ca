package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.archive.AbsentBlob;
import portage.archive.BackupProblem;
import portage.archive.BackupReport;
import portage.archive.BackupResult;
import portage.archive.Manifest;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.jvm.FakeClock;
import portage.metrics.MetricsCollector;
import portage.net.Origin;
import portage.repo.RepoReport;

/** What is said about a backup: before it is made, when it is made, and where one was left behind. */
class BackupScreensTest {
  private static final BackupScreens SCREENS =
      new BackupScreens(new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory")));
  private static final Did DID = new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
  private static final Origin PDS = Origin.parse("pds.example", Origin.Loopback.REFUSED);
  private static final Account ACCOUNT =
      new Account(DID, "ana.example", PDS, PDS, SigningKey.numbered(Curve.K256, 1).didKey());
  private static final String CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  private static BackupResult result(List<AbsentBlob> missing) throws MalformedException {
    Cid root = Cid.parse(CID);
    RepoReport repo = new RepoReport(root, DID.toString(), 3, "3kabc", root, 9, 2, 1_234, 5_000, 0, List.of(), Map.of());
    Manifest manifest =
        new Manifest(DID, "ana.example", PDS.toString(), root, "3kabc", 0, Manifest.Preferences.NOT_ASKED_FOR);
    MetricsCollector metrics = new MetricsCollector(new FakeClock(0), 1_000, () -> {});
    metrics.packed(2_300);
    return new BackupResult(manifest, repo, 7_000_000, 40, 6_000_000, missing, false, metrics.snapshot());
  }

  private static View plan(BackupScreens.Preferences preferences) {
    return SCREENS.plan(ACCOUNT, preferences, "a.zip", ProfileFormTest.suggested(), null);
  }

  private static String text(View view) {
    return view.toJson().toString();
  }

  private static List<Button> buttons(View view) {
    List<Button> all = new ArrayList<>();
    for (Block block : view.blocks()) {
      if (block instanceof Block.Buttons buttons) all.addAll(buttons.items());
      if (block instanceof Block.Form form) all.add(form.submit());
      if (block instanceof Block.Form form) all.addAll(form.secondary());
    }
    return all;
  }

  private static StreamingException problem() {
    return new StreamingException(ErrorCode.REPO_TRUNCATED, ErrorContext.of("read").at("pds.example"), null);
  }

  @Test void everyScreenComesBackFromItsMessage() throws Exception {
    AbsentBlob absent = new AbsentBlob(CID, AbsentBlob.Reason.NOT_THERE, List.of("app.bsky.feed.post/3k"), 4);
    List<View> views =
        List.of(
            SCREENS.plan(ACCOUNT, BackupScreens.Preferences.OUT, "a.zip", ProfileFormTest.suggested(), problem()),
            plan(BackupScreens.Preferences.IN),
            plan(BackupScreens.Preferences.OF_APPS),
            SCREENS.signIn(ACCOUNT, true, problem()),
            SCREENS.saved(result(List.of(absent)), "a.zip"),
            SCREENS.ready(result(List.of()), "blob:https://page.example/1", "a.zip", 7_000_000),
            SCREENS.ready(null, "blob:https://page.example/1", "a.zip", 7_000_000));
    for (View view : views) {
      assertEquals(view, View.parse(text(view)), view.screen());
      assertFalse(text(view).contains("{0}") || text(view).contains("null"), text(view));
    }
  }

  @Test void onlyTheButtonThatBeginsAsksForAPlace() {
    for (Button button : buttons(plan(BackupScreens.Preferences.OUT))) {
      assertEquals(button.action().equals(UserAction.START) ? "a.zip" : "", button.saveAs(), button.action());
    }
  }

  @Test void whoHasSignedInIsNotAskedAgain() {
    assertTrue(text(plan(BackupScreens.Preferences.OUT)).contains(BackupText.IN_PREFERENCES_NOT.toString()));
    View view = plan(BackupScreens.Preferences.IN);
    assertTrue(text(view).contains(BackupText.IN_PREFERENCES.toString()));
    assertTrue(buttons(view).stream().noneMatch(button -> button.action().equals(BackupScreens.SIGN_IN)));
  }

  @Test void whoHasSignedInWithAnAppPasswordIsToldWhatThatKeepsBack() {
    View view = plan(BackupScreens.Preferences.OF_APPS);
    assertTrue(text(view).contains("Not your birth date"), text(view));
    assertTrue(buttons(view).stream().noneMatch(button -> button.action().equals(BackupScreens.SIGN_IN)));
  }

  @Test void howMuchAtOnceCanBeChosen() {
    View view = plan(BackupScreens.Preferences.IN);
    Block.Form form = (Block.Form) view.blocks().stream().filter(block -> block instanceof Block.Form).findFirst().orElseThrow();
    assertEquals(ProfileFormTest.suggested().fold(), form.fold());
  }

  @Test void whatIsMissingIsNamedWithItsRecordAndTheReason() throws Exception {
    assertTrue(text(SCREENS.saved(result(List.of()), "a.zip")).contains(BackupText.MISSING_NONE.toString()));
    for (AbsentBlob.Reason reason : AbsentBlob.Reason.values()) {
      AbsentBlob absent = new AbsentBlob(CID, reason, List.of("app.bsky.feed.post/3k", "app.bsky.feed.post/3l"), 4);
      String text = text(SCREENS.saved(result(List.of(absent)), "a.zip"));
      assertTrue(text.contains(CID + ", used by app.bsky.feed.post/3k and others, 5 more: "), text);
      assertTrue(text.contains(BackupText.valueOf("REASON_" + reason.name()).toString()), text);
      assertFalse(text.contains(BackupText.MISSING_NONE.toString()));
    }
  }

  @Test void detailsTellWhatPackingTook() throws Exception {
    for (View view :
        List.of(SCREENS.saved(result(List.of()), "a.zip"), SCREENS.ready(result(List.of()), "blob:https://page.example/1", "a.zip", 7_000_000))) {
      assertTrue(text(view).contains("{\"label\":\"Computing time for packing\",\"value\":\"2.3 s\""), text(view));
    }
  }

  @Test void whatWasLeftIsGoneOnWithOrSavedAndCanAlwaysBeThrownAway() {
    ShelfName name = new ShelfName(DID.toString(), "ana.example");
    for (ShelvedBackup.Stand stand : ShelvedBackup.Stand.values()) {
      List<Block> blocks = BackupScreens.left(List.of(new ShelvedBackup(name.fileName(), name, 5_000_000, stand)));
      View view = View.of("welcome", "").withBlocks(blocks);
      List<String> actions = buttons(view).stream().map(Button::action).toList();
      String first = stand == ShelvedBackup.Stand.WHOLE ? BackupScreens.SAVE : BackupScreens.GO_ON;
      assertEquals(List.of(first + name.fileName(), BackupScreens.THROW_AWAY + name.fileName()), actions);
      assertTrue(text(view).contains("ana.example") && text(view).contains("5.0 MB"), text(view));
    }
    assertEquals(List.of(), BackupScreens.left(List.of()));
  }

  @Test void everyProblemOfACheckHasItsText() {
    for (BackupProblem.Kind kind : BackupProblem.Kind.values()) {
      assertFalse(BackupText.valueOf("PROBLEM_" + kind.name()).toString().isBlank());
    }
    for (BackupReport.LiveKey key : BackupReport.LiveKey.values()) {
      assertFalse(BackupText.valueOf("LIVE_" + key.name()).toString().isBlank());
    }
  }

  private static BackupReport report(List<AbsentBlob> missing, BackupProblem... problems) throws MalformedException {
    BackupResult result = result(missing);
    return new BackupReport(
        result.manifest(), result.repo(), Map.of("image/png", new BackupReport.Sum(2, 6_000)), missing, List.of(problems),
        problems.length, BackupReport.LiveKey.SAME);
  }

  @Test void verdictIsSaidInWordsAndWhatIsWrongIsNamed() throws Exception {
    CheckScreens screens = new CheckScreens(new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory")));
    AbsentBlob absent = new AbsentBlob(CID, AbsentBlob.Reason.NOT_THERE, List.of("app.bsky.feed.post/3k"), 0);
    View whole = screens.result(report(List.of()), List.of());
    assertEquals(BackupText.VERDICT_WHOLE_TITLE.toString(), whole.title());
    assertTrue(text(whole).contains(BackupText.LIVE_SAME.toString()), text(whole));
    View some = screens.result(report(List.of(absent)), List.of());
    assertEquals(BackupText.VERDICT_WITHOUT_SOME_BLOBS_TITLE.toString(), some.title());
    assertTrue(text(some).contains(CID), text(some));
    assertFalse(text(some).contains("the server does not have it"), "no server was asked");
    for (AbsentBlob.Reason reason : AbsentBlob.Reason.values()) {
      AbsentBlob other = new AbsentBlob(CID, reason, List.of(), 0);
      String words = BackupText.valueOf("CHECK_REASON_" + reason.name()).toString();
      assertTrue(text(screens.result(report(List.of(other)), List.of())).contains(words), words);
    }
    BackupProblem fatal = new BackupProblem(BackupProblem.Kind.REPO_DAMAGED, "repo.car", "");
    View nothing = screens.result(report(List.of(), fatal), List.of());
    assertEquals(BackupText.VERDICT_NOT_AT_ALL_TITLE.toString(), nothing.title());
    assertFalse(text(nothing).contains(BackupText.SEEN_SIGNED.toString()));
    for (View view : List.of(whole, some, nothing)) {
      assertEquals(view, View.parse(text(view)));
      assertFalse(text(view).contains("{0}"), text(view));
    }
  }

  @Test void namesInAFileThatComesFromAStrangerAreShownAsNames() throws Exception {
    BackupProblem lying = new BackupProblem(BackupProblem.Kind.FILE_UNKNOWN, "a\u202egpj.exe", "");
    CheckScreens screens = new CheckScreens(new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory")));
    assertFalse(text(screens.result(report(List.of(), lying), List.of())).contains("\u202e"));
  }
}
