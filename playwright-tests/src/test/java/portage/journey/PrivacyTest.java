package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.engine.ChromiumTab;
import portage.engine.Tab;

/** Whom the page talks to, and what stays behind in the browser and on its disk. */
class PrivacyTest extends BrowserTest {
  /** What every JWT with a type begins with, in base64url: {"typ":" */
  private static final String TOKEN_BEGINS = "eyJ0eXAiOi";

  @Test
  void requestsGoToThePageTheServersTheDirectoryAndTheResolverOnly() {
    Set<String> origins = new TreeSet<>();
    List<String> urls = new ArrayList<>();
    stage.playwright().context().onRequest(request -> {
      urls.add(request.url());
      origins.add(originOf(request.url()));
    });
    Journey journey = smallJourney();
    journey.start();
    journey.toDone();
    page.finish();

    Sandbox sandbox = stage.sandbox();
    Set<String> expected = new TreeSet<>();
    for (String url : List.of(sandbox.page(), sandbox.pds("alpha"), sandbox.pds("beta"), sandbox.plc(), sandbox.resolver())) {
      expected.add(originOf(url));
    }
    assertTrue(urls.stream().anyMatch(url -> url.contains("com.atproto.repo.importRepo")), "the worker's requests are seen");
    assertEquals(expected, origins);
    assertTrue(urls.stream().noneMatch(url -> url.contains(journey.account().password())), "no password in an address");
  }

  @Test
  void noSecretStaysInTheBrowserOrOnItsDisk(@TempDir Path profile) throws IOException {
    Map<String, String> secrets = new TreeMap<>();
    SandboxAccount account = control.smallAccount("alpha");
    try (BrowserContext browser = stage.chromium().openWithProfile(profile)) {
      Tab tab = new ChromiumTab(browser.newPage());
      List<String> said = new ArrayList<>();
      browser.onRequest(request -> takeTokens(request, secrets));
      browser.onRequest(request -> said.add(request.url()));
      browser.onConsoleMessage(message -> said.add(message.text()));
      MigrationPage page = new MigrationPage(tab, stage.sandbox().page());
      page.open(Settings.backend());
      Journey journey = new Journey(stage.sandbox(), page, account, "beta");
      secrets.put("password at the source", account.password());
      secrets.put("password at the target", journey.targetPassword());
      control.fault("alpha", "com.atproto.server.getServiceAuth", "expireToken"); // so that both refresh tokens are seen
      control.fault("beta", "app.bsky.actor.putPreferences", "expireToken");

      journey.toTarget();
      assertNoneKept(secrets, tab, profile);
      assertNoneSaid(secrets, page, said);
      // A server that repeats what it was told, in every place of an error.
      control.fault(
          "beta", "com.atproto.server.createAccount", "status",
          "status", 400, "error", journey.targetPassword(), "message", "not " + journey.targetPassword() + " for you");

      journey.fromTargetToPlan();
      page.startPlan();
      page.waitForProblem("REFUSED");
      assertNoneKept(secrets, tab, profile);
      assertNoneSaid(secrets, page, said);
      journey.fillDetails(null);
      page.waitFor(Screen.MAIL_CODE);
      String code = control.mail(account, 0).code();
      secrets.put("code", code);
      page.enterCode(code);
      page.waitFor(Screen.GATE);
      assertTrue(secrets.size() >= 7, "tokens were seen: " + secrets.keySet());
      assertNoneKept(secrets, tab, profile);
      assertNoneSaid(secrets, page, said);
      assertFalse(Disk.filesWith(profile, List.of(account.did())).isEmpty(), "the search finds what is there");
      assertTrue(Kept.items(tab).stream().anyMatch(item -> item.content().contains(account.did())), "so does this one");

      page.approve();
      page.waitFor(Screen.DONE);
      assertNoneKept(secrets, tab, profile);
      assertNoneSaid(secrets, page, said);
      page.finish();
      assertNoneKept(secrets, tab, profile);
    }
    assertEquals(List.of(), Disk.filesWith(profile, secrets.values()), "after the browser was closed");
  }

  private static void assertNoneKept(Map<String, String> secrets, Tab tab, Path profile) throws IOException {
    for (Kept.Item item : Kept.items(tab)) {
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        assertFalse(item.content().contains(secret.getValue()), secret.getKey() + " is kept in " + item.name());
      }
      assertFalse(item.content().contains(TOKEN_BEGINS), "a token is kept in " + item.name());
    }
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      List<String> files = Disk.filesWith(profile, List.of(secret.getValue()));
      assertEquals(List.of(), files, secret.getKey() + " is on the disk");
    }
    assertEquals(List.of(), Disk.filesWith(profile, List.of(TOKEN_BEGINS)), "a token is on the disk");
  }

  /** Neither in the report, nor in an address, nor on the console. */
  private static void assertNoneSaid(Map<String, String> secrets, MigrationPage page, List<String> said) {
    String report = page.reports().open();
    page.reports().close();
    assertTrue(report.contains("com.atproto.server.createSession 200"), "the report tells of the calls: " + report);
    List<String> all = new ArrayList<>(said);
    all.add(report);
    for (String each : all) {
      secrets.forEach((name, secret) -> assertFalse(each.contains(secret), name + " in " + each));
      assertFalse(each.contains(TOKEN_BEGINS), "a token in " + each);
    }
  }

  private static void takeTokens(Request request, Map<String, String> secrets) {
    String authorization = request.headers().get("authorization");
    if (authorization != null && authorization.startsWith("Bearer ")) {
      String nsid = request.url().replaceFirst(".*/xrpc/", "").replaceFirst("\\?.*", "");
      secrets.put("token of " + originOf(request.url()) + " for " + nsid, authorization.substring("Bearer ".length()));
    }
  }

  private static String originOf(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
