package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page under a path of its host, which sends the page's content security policy as a header of every file. */
class HostingTest extends BrowserTest {
  private static final Path SITE = siteWithHeaders();

  @Override
  Stage stage() {
    return Stage.withNetwork("--pds", "alpha=0.4", "--pds", "beta=0.5", "--base", "/portage/", "--headers", "--site", SITE.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void theJourneyKeepsToThePolicyUnderAPath(String backend) {
    SandboxAccount account = control.smallAccount("alpha");
    page.open(backend);
    assertTrue(stage.sandbox().page().endsWith("/portage/"));
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    journey.start();
    journey.toDone();
    page.finish();
    journey.assertArrived();
    assertEquals(List.of(), page.complaints());
  }

  /** A copy of the built page with a file that says which headers to send. */
  private static Path siteWithHeaders() {
    try {
      Path site = Sandbox.site();
      Path copy = Settings.reports().resolve("site-with-headers").toAbsolutePath();
      try (Stream<Path> files = Files.walk(site)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Path to = copy.resolve(site.relativize(file).toString());
          Files.createDirectories(Files.isDirectory(file) ? to : to.getParent());
          if (Files.isRegularFile(file)) Files.write(to, Files.readAllBytes(file));
        }
      }
      Files.writeString(copy.resolve("_headers"), "/*\n  Content-Security-Policy: " + policy(site) + "\n");
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page's own policy; the sandbox's servers are no https ones. */
  private static String policy(Path site) throws IOException {
    String html = Files.readString(site.resolve("index.html"));
    Matcher meta = Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"").matcher(html);
    assertTrue(meta.find(), "the page has a policy");
    String policy = meta.group(1);
    assertFalse(policy.contains("'unsafe-eval'"), policy);
    assertTrue(policy.contains("connect-src "), policy);
    return policy.replace("connect-src ", "connect-src http://localhost:* ");
  }
}
