package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.migration.Fact;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.net.Origin;

/** The form that the page shows by itself, and the worker's view that takes its place. */
class FirstFormTest {
  private static final WelcomeScreens WORKER =
      new WelcomeScreens(new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory")));

  private static MigrationState begun() {
    Origin source = Origin.parse("https://source.example", Origin.Loopback.REFUSED);
    Origin target = Origin.parse("https://target.example", Origin.Loopback.REFUSED);
    Did did = new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
    Account account = new Account(did, "ana.source.example", source, source, SigningKey.numbered(Curve.K256, 1).didKey());
    MigrationPlan plan = new MigrationPlan(account, target, "did:web:target.example", "ana.target.example");
    return MigrationState.of(List.of(new Fact.Planned(1, plan)));
  }

  private static Block.Form form(View view) {
    return (Block.Form) view.blocks().stream().filter(Block.Form.class::isInstance).findFirst().orElseThrow();
  }

  @Test void workerOnlyAddsBelowWhereNothingWasBegun() {
    View worker = WORKER.welcome(List.of(), List.of(), null, null, ErrorText.Phase.SETUP);
    View page = FirstForm.whileLoading(0);
    int formAt = page.blocks().indexOf(form(page));
    assertEquals(page.blocks().subList(0, formAt), worker.blocks().subList(0, formAt), "above the form");
    assertEquals(form(page), new Block.Form("account", form(worker).fields(), form(worker).submit()), "the form");
    assertEquals(page, worker.withBlocks(page.blocks()).withFooter(page.footer()), "around them");
  }

  @Test void footerNamesNoHostBeforeTheSiteHasSaidWhichItAsks() {
    String footer = FirstForm.whileLoading(0).footer().toString();
    assertFalse(footer.contains("resolver"), footer);
    assertTrue(footer.contains("Still loading"), footer);
  }

  @Test void howMuchHasComeIsTold() {
    assertEquals(FirstForm.whileLoading(0), FirstForm.whileLoading(999));
    assertTrue(FirstForm.whileLoading(667_709).footer().toString().contains("667 KB have come"));
    assertTrue(FirstForm.pressedWhileLoading(2000).footer().toString().contains("2 KB have come"));
  }

  @Test void pressedButtonIsClosedUntilTheWorkerComesAndASentenceSaysWhy() {
    View pressed = FirstForm.pressedWhileLoading(0);
    assertTrue(form(pressed).submit().disabled());
    assertEquals(form(pressed).submit().withDisabled(false), form(FirstForm.whileLoading(0)).submit());
    assertTrue(pressed.blocks().contains(new Block.Text(FirstForm.loading(), Block.Tone.NOTE)));
  }

  @Test void fieldsStayTheSameWhateverComes() {
    List<Field> shown = form(FirstForm.whileLoading(0)).fields();
    assertEquals(shown, form(FirstForm.pressedWhileLoading(0)).fields());
    assertEquals(shown, form(WORKER.welcome(List.of(begun()), List.of(), null, null, ErrorText.Phase.SETUP)).fields());
  }

  @Test void moveThatWasBegunIsNews() {
    assertEquals("", FirstForm.newsIn(WORKER.welcome(List.of(), List.of(), null, null, ErrorText.Phase.SETUP)));
    String news = FirstForm.newsIn(WORKER.welcome(List.of(begun()), List.of(), null, null, ErrorText.Phase.SETUP));
    assertTrue(news.startsWith(Text.WELCOME_RESUME_HEADING.toString()), news);
    assertTrue(news.contains("ana.source.example"), news);
  }
}
