package portage.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A test in a browser: a fresh page over a network, and short names for both. */
abstract class BrowserTest {
  @RegisterExtension final Stage stage = stage();

  /** For files that a person has. */
  @TempDir Path disk;

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

  /** Goes on with a browser that has never seen the page. */
  void wipeBrowser() {
    stage.wipe();
    page = stage.page();
  }

  /** A file with this content, as long as the test runs. */
  Path onDisk(byte[] content) {
    try {
      return Files.write(Files.createTempFile(disk, "chosen", ""), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty folder, as long as the test runs. */
  Path emptyFolder() {
    try {
      return Files.createTempDirectory(disk, "folder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page is open, and a small account lives at alpha. */
  SandboxAccount smallAccount() {
    SandboxAccount account = control.smallAccount("alpha");
    page.open(Settings.backend());
    return account;
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
