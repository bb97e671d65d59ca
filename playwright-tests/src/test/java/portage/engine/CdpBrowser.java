package portage.engine;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/** Chromium with its profile on the disk, driven over its DevTools Protocol alone. */
final class CdpBrowser implements AutoCloseable {
  /** Its first line is the port, its second the path. */
  private static final String ADDRESS_FILE = "DevToolsActivePort";

  /** A renderer that is kept in reserve would be given to a tab even when it was killed a moment ago. */
  private static final String NO_RESERVE = "--disable-features=SpareRendererForSitePerProcess";

  /** A file on its way to the disk. */
  private static final class Saving {
    private final Path folder;
    private final CompletableFuture<Path> file = new CompletableFuture<>();
    private String name;

    Saving(Path folder) {
      this.folder = folder;
    }

    void progress(String state) {
      if (state.equals("completed")) file.complete(folder.resolve(name));
      if (state.equals("canceled")) file.completeExceptionally(new EngineException("saving ended"));
    }
  }

  private final Path profile;
  private final Program chromium;
  private final RemoteConnection connection;
  private volatile Saving saving;
  /** What is wrong in each tab, by its session. */
  private final Map<String, List<String>> complaints = new ConcurrentHashMap<>();

  /**
   * Starts it.
   *
   * @param profile its folder, made where it is missing
   * @param log takes what Chromium says of itself
   */
  CdpBrowser(Path executable, Path profile, File log) {
    this.profile = profile;
    Path temporary = profile.resolve("tmp"); // or what is killed would leave its files in everybody's
    try {
      Files.createDirectories(temporary);
      Files.deleteIfExists(profile.resolve(ADDRESS_FILE)); // the one before may have been killed
    } catch (IOException e) {
      throw new EngineException("the profile is not free", e);
    }
    List<String> command = new ArrayList<>(List.of(executable.toString(), "--headless", "--hide-scrollbars", NO_RESERVE));
    command.addAll(ChromiumEngine.QUIET);
    command.addAll(List.of("--user-data-dir=" + profile, "--remote-debugging-port=0", "about:blank"));
    ProcessBuilder program = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    program.environment().put("TMPDIR", temporary.toString());
    chromium = Program.start(program, log);
    connection = new RemoteConnection(chromium.whenUp(this::addressOrNull), this::received);
  }

  private URI addressOrNull() {
    try {
      List<String> lines = Files.readAllLines(profile.resolve(ADDRESS_FILE));
      return lines.size() < 2 ? null : URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    } catch (IOException notYet) {
      return null;
    }
  }

  RemoteConnection connection() {
    return connection;
  }

  /** Complaints of a tab, which grow. */
  List<String> complaintsOf(String session) {
    return complaints.computeIfAbsent(session, key -> new CopyOnWriteArrayList<>());
  }

  /** The next file that any tab saves into this folder, once it is whole. */
  Future<Path> nextSaved(Path folder) {
    Saving next = new Saving(folder);
    saving = next;
    return next.file;
  }

  private void received(String session, String event, JsonObject parameters) {
    switch (event) {
      case "Inspector.targetCrashed" -> connection.end(session, "the renderer is gone");
      case "Target.detachedFromTarget" -> connection.end(parameters.getString("sessionId", ""), "the tab is closed");
      // "Leave this page?": yes.
      case "Page.javascriptDialogOpening" ->
          connection.post(session, "Page.handleJavaScriptDialog", new JsonObject().add("accept", true));
      case "Browser.downloadWillBegin" -> saving.name = parameters.getString("suggestedFilename", "");
      case "Browser.downloadProgress" -> saving.progress(parameters.getString("state", ""));
      case "Runtime.exceptionThrown" -> complaintsOf(session).add(text(parameters.get("exceptionDetails").asObject()));
      case "Runtime.consoleAPICalled" -> {
        if (parameters.getString("type", "").equals("error")) complaintsOf(session).add(parameters.get("args").toString());
      }
      default -> {} // the others were not asked for, but come along
    }
  }

  /** What was thrown, in words. */
  static String text(JsonObject exceptionDetails) {
    JsonValue thrown = exceptionDetails.get("exception");
    String text = exceptionDetails.getString("text", "");
    return thrown == null ? text : text + " " + thrown.asObject().getString("description", thrown.toString());
  }

  @Override
  public void close() {
    connection.close();
    chromium.close();
  }
}
