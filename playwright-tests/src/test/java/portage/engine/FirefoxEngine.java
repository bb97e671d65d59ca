package portage.engine;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/**
 * Firefox, which speaks WebDriver BiDi by itself. Each opened tab gets a user context of its own, whose storage is its own.
 *
 * <p>Events of the network are not asked for: Firefox would keep what goes through it in memory.
 */
public final class FirefoxEngine implements Engine {
  /** Tests talk to this machine alone; everything else meets a closed port at once, whatever Firefox wants there. */
  private static final String PREFERENCES =
      """
      user_pref("network.proxy.type", 1);
      user_pref("network.proxy.http", "127.0.0.1");
      user_pref("network.proxy.http_port", 9);
      user_pref("network.proxy.ssl", "127.0.0.1");
      user_pref("network.proxy.ssl_port", 9);
      user_pref("network.proxy.no_proxies_on", ".test");
      user_pref("network.dns.native-is-localhost", true);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("network.dns.disablePrefetch", true);
      user_pref("network.http.speculative-parallel-limit", 0);
      user_pref("network.trr.mode", 5);
      user_pref("app.normandy.enabled", false);
      user_pref("app.update.disabledForTesting", true);
      user_pref("browser.aboutwelcome.enabled", false);
      user_pref("browser.newtabpage.enabled", false);
      user_pref("browser.region.update.enabled", false);
      user_pref("browser.safebrowsing.blockedURIs.enabled", false);
      user_pref("browser.safebrowsing.downloads.enabled", false);
      user_pref("browser.safebrowsing.malware.enabled", false);
      user_pref("browser.safebrowsing.phishing.enabled", false);
      user_pref("browser.safebrowsing.update.enabled", false);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("browser.startup.homepage", "about:blank");
      user_pref("browser.startup.page", 0);
      user_pref("datareporting.healthreport.uploadEnabled", false);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("dom.push.connection.enabled", false);
      user_pref("extensions.blocklist.enabled", false);
      user_pref("extensions.getAddons.cache.enabled", false);
      user_pref("extensions.systemAddon.update.enabled", false);
      user_pref("extensions.update.enabled", false);
      user_pref("media.gmp-manager.updateEnabled", false);
      user_pref("services.settings.server", "");
      user_pref("signon.rememberSignons", false);
      user_pref("toolkit.telemetry.enabled", false);
      user_pref("toolkit.telemetry.server", "");
      """;

  private static final String BIDI_ADDRESS_FILE = "WebDriverBiDiServer.json";

  private static final String COMPLAINT = "log.entryAdded";
  private static final String SAVED = "browsingContext.downloadEnd";

  private static final String USUAL_CONTEXT = "default";
  /** What draws and runs pages ends its command line like this; other helpers with other names. */
  private static final String PAGES = " tab";

  /** Whether the profile goes with the browser. */
  private enum ProfileIs { OURS, THE_CALLERS }

  private final Path profile;
  private final ProfileIs profileIs;
  private final Program firefox;
  private final RemoteConnection bidi;
  /** Complaints of each tab, by its browsing context. */
  private final Map<String, List<String>> complaints = new ConcurrentHashMap<>();
  /** Who waits for what a tab saves, by its browsing context. */
  private final Map<String, CompletableFuture<Path>> saved = new ConcurrentHashMap<>();

  /**
   * Starts it.
   *
   * @param preferences more of them, each a name and a value as {@code user_pref} takes them
   * @param log takes what Firefox says of itself
   */
  public FirefoxEngine(Path executable, List<String> preferences, File log) {
    this(executable, freshProfile(), ProfileIs.OURS, preferences, log);
  }

  /** The same with a profile in a folder of the caller's, who may have used it before. */
  static FirefoxEngine withProfile(Path executable, Path profile, List<String> preferences, File log) {
    return new FirefoxEngine(executable, profile, ProfileIs.THE_CALLERS, preferences, log);
  }

  private FirefoxEngine(Path executable, Path profile, ProfileIs profileIs, List<String> preferences, File log) {
    this.profile = profile;
    this.profileIs = profileIs;
    try {
      Files.createDirectories(profile);
      Files.deleteIfExists(profile.resolve(BIDI_ADDRESS_FILE)); // the one before may have been killed
      StringBuilder all = new StringBuilder(PREFERENCES);
      for (String preference : preferences) all.append("user_pref(").append(preference).append(");\n");
      Files.writeString(profile.resolve("user.js"), all);
    } catch (IOException e) {
      throw new EngineException("no profile for Firefox", e);
    }
    firefox =
        Program.start(
            new ProcessBuilder(
                    executable.toString(), "--headless", "--no-remote", "--profile", profile.toString(),
                    "--remote-debugging-port=0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD),
            log);
    URI address = firefox.whenUp(this::bidiAddressOrNull);
    bidi = new RemoteConnection(address, this::received);
    bidi.send(
        "session.new",
        new JsonObject()
            .add(
                "capabilities",
                new JsonObject()
                    .add(
                        "alwaysMatch",
                        new JsonObject()
                            .add("acceptInsecureCerts", true)
                            .add("unhandledPromptBehavior", new JsonObject().add("default", "accept")))));
    bidi.send("session.subscribe", new JsonObject().add("events", Json.array(COMPLAINT, SAVED)));
  }

  private static Path freshProfile() {
    try {
      return Files.createTempDirectory("portage-firefox");
    } catch (IOException e) {
      throw new EngineException("no profile for Firefox", e);
    }
  }

  private URI bidiAddressOrNull() {
    try {
      JsonObject server = Json.parse(Files.readString(profile.resolve(BIDI_ADDRESS_FILE))).asObject();
      return URI.create("ws://" + server.getString("ws_host", "") + ":" + server.getInt("ws_port", 0) + "/session");
    } catch (IOException | RuntimeException notYet) {
      return null; // not there, or half written
    }
  }

  @Override
  public Tab open() {
    String profileOfTab = bidi.send("browser.createUserContext", new JsonObject()).getString("userContext", "");
    return new FirefoxTab(this, profileOfTab, true);
  }

  /** A tab in the context that outlives the browser in its profile. */
  FirefoxTab openInUsualContext() {
    return new FirefoxTab(this, USUAL_CONTEXT, false);
  }

  /** Ends what draws and runs pages, at once. */
  void killPages() {
    firefox.kill(commandLine -> commandLine.replace('\0', ' ').strip().endsWith(PAGES));
  }

  /** Ends everything, at once. */
  void kill() {
    firefox.kill(commandLine -> true);
  }

  RemoteConnection bidi() {
    return bidi;
  }

  /** Complaints of a tab, which grow. */
  List<String> complaintsOf(String browsingContext) {
    return complaints.computeIfAbsent(browsingContext, key -> new CopyOnWriteArrayList<>());
  }

  /** The next file that a tab saves, once it is whole. */
  Future<Path> nextSaved(String browsingContext) {
    CompletableFuture<Path> file = new CompletableFuture<>();
    saved.put(browsingContext, file);
    return file;
  }

  private void received(String session, String event, JsonObject parameters) {
    if (event.equals(COMPLAINT) && parameters.getString("level", "").equals("error")) {
      JsonObject source = parameters.get("source").asObject();
      complaintsOf(source.getString("context", "")).add(parameters.getString("text", ""));
    }
    if (event.equals(SAVED)) hasSaved(parameters);
  }

  private void hasSaved(JsonObject parameters) {
    CompletableFuture<Path> waiting = saved.remove(parameters.getString("context", ""));
    if (waiting == null) return;
    JsonValue file = parameters.get("filepath");
    if (file != null && file.isString()) waiting.complete(Path.of(file.asString()));
    else waiting.completeExceptionally(new EngineException("saving ended: " + parameters.getString("status", "")));
  }

  @Override
  public void close() {
    bidi.close();
    firefox.close();
    if (profileIs == ProfileIs.OURS) Folders.delete(profile);
  }
}
