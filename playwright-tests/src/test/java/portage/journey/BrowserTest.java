package portage.journey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test in a browser: a fresh page over a network, and short names for both. */
abstract class BrowserTest {
  @RegisterExtension final Stage stage = stage();

  Control control;
  MigrationPage page;

  /** The network and browser of this class. */
  Stage stage() {
    return Stage.shared();
  }

  @BeforeEach
  void takeTheStage() {
    control = stage.control();
    page = stage.page();
  }

  /** The page is open, and a small account of alpha wants to move to beta. */
  Journey smallJourney() {
    return journey(control.smallAccount("alpha"), "beta");
  }

  /** The page is open, and this account wants to move. */
  Journey journey(SandboxAccount account, String target) {
    page.open(Settings.backend());
    return new Journey(stage.sandbox(), page, account, target);
  }
}
