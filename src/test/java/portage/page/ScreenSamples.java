package portage.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.ServerDescription;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.jvm.MemoryJournal;
import portage.metrics.MetricsCollector;
import portage.migration.BlobProblem;
import portage.migration.BlobProgress;
import portage.migration.Fact;
import portage.migration.GateReport;
import portage.migration.IdentityChange;
import portage.migration.Migration;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.PreferencesOutcome;
import portage.migration.RepoSummary;
import portage.net.Origin;
import portage.stream.CancelSignal;

/** Accounts, plans and states to be shown, and what is looked for on a screen. */
final class ScreenSamples {
  static final String SECRET = "hunter2-hunter2";
  static final Frame FRAME = new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory"));
  static final SetupScreens SETUP = new SetupScreens(FRAME);
  static final WelcomeScreens WELCOME = new WelcomeScreens(FRAME);
  static final MoveScreens MOVE = new MoveScreens(FRAME);
  static final BlobScreens BLOBS = new BlobScreens(FRAME);
  static final EndScreens END = new EndScreens(FRAME);
  static final ForgetScreens FORGET = new ForgetScreens(FRAME);
  static final Account SOURCE =
      new Account(
          new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), "ana.source.example", origin("https://source.example"),
          origin("https://entryway.example"), SigningKey.numbered(Curve.K256, 1).didKey());

  static final MigrationPlan PLAN =
      new MigrationPlan(SOURCE, origin("https://target.example"), "did:web:target.example", "ana.target.example");

  static final RepoSummary REPO =
      new RepoSummary("bafyroot", "3kabc", "bafydata", 4_500_000, 1_300, 1_234, 30);

  private ScreenSamples() {}

  static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.REFUSED);
  }

  static ServerDescription server(OptionalLong blobLimitBytes) {
    return new ServerDescription(
        "did:web:target.example", List.of(".target.example"), ServerDescription.InviteCode.REQUIRED,
        ServerDescription.PhoneVerification.REQUIRED, blobLimitBytes, "https://target.example/tos",
        "javascript:alert(1)", "help@target.example");
  }

  static GateReport gate(List<BlobProblem> missing) {
    return new GateReport(
        PLAN, REPO, 1_234, 28, 45_678_901, missing, new Fact.PreferencesCopied(1, PreferencesOutcome.COPIED, 7),
        List.of(
            new IdentityChange(
                IdentityChange.Subject.PDS, "", IdentityChange.Kind.CHANGED, "https://source.example",
                "https://target.example"),
            new IdentityChange(
                IdentityChange.Subject.OWN_ROTATION_KEY, "", IdentityChange.Kind.KEPT, "did:key:own", "did:key:own"),
            new IdentityChange(
                IdentityChange.Subject.OTHER_SERVICE, "atproto_labeler", IdentityChange.Kind.KEPT, "https://l.example",
                "https://l.example")));
  }

  static StreamingException problem(ErrorCode code) {
    return new StreamingException(code, ErrorContext.of("work").at("target.example"), "a detail");
  }

  static MigrationState state(Fact... facts) {
    List<Fact> all = new ArrayList<>(List.of(new Fact.Planned(1, PLAN)));
    all.addAll(List.of(facts));
    return MigrationState.of(all);
  }

  /** The counts of a migration that has not moved a blob. */
  static BlobProgress noBlobs() {
    Migration.Surroundings around =
        new Migration.Surroundings(
            null, null, null, null, null, null, null, null, new MemoryJournal(), new FakeClock(0), null, null);
    return new Migration(
            around, state(), null, null, null, new MetricsCollector(new FakeClock(0), 1, () -> {}), new CancelSignal(), () -> {})
        .blobProgress();
  }

  static View moving(MigrationState state, portage.migration.Step current, long receivedBytes) {
    return MOVE.moving(state, current, noBlobs(), metrics(receivedBytes).snapshot(), Standstill.NONE);
  }

  static MetricsCollector metrics(long receivedBytes) {
    MetricsCollector metrics = new MetricsCollector(new FakeClock(0), 1, () -> {});
    metrics.received(receivedBytes);
    return metrics;
  }

  static String text(View view) {
    return view.toJson().toString();
  }

  static void says(View view, String wanted) {
    assertTrue(text(view).contains(wanted), "no “" + wanted + "” in " + text(view));
  }

  static void saysNot(View view, String unwanted) {
    assertFalse(text(view).contains(unwanted), "“" + unwanted + "” in " + text(view));
  }

  static <B extends Block> List<B> blocks(View view, Class<B> kind) {
    return view.blocks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static Map<String, String> facts(View view) {
    Map<String, String> facts = new LinkedHashMap<>();
    blocks(view, Block.Facts.class).forEach(block -> block.rows().forEach(row -> facts.put(row.label(), row.value())));
    return facts;
  }

  static Block.Progress progress(View view, portage.migration.Step step) {
    return blocks(view, Block.Progress.class).stream()
        .filter(block -> block.id().equals(step.name())).findFirst().orElseThrow();
  }
}
