package portage.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The dialogue in which a browser asks for the place of a file, and a person's hands at it (xdotool). */
public final class SaveDialogue {
  /** For a dialogue to come or to go. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final long POLL_NANOS = 50_000_000;

  private final HiddenScreen screen;
  private final Set<String> before;

  /** What comes up on {@code screen} from now on is the dialogue. */
  public SaveDialogue(HiddenScreen screen) {
    this.screen = screen;
    before = windows();
  }

  /** Whether this machine has what the dialogue needs. */
  public static boolean isPossible() {
    List<String> folders = Arrays.asList(System.getenv("PATH").split(":"));
    return List.of("Xvfb", "xdotool").stream()
        .allMatch(tool -> folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
  }

  /** Names {@code file}, and presses "Save". */
  public void saveAs(Path file) {
    String window = awaitWindow();
    xdotool("windowfocus", "--sync", window);
    xdotool("key", "ctrl+a");
    xdotool("type", file.toString());
    xdotool("key", "alt+s");
    awaited("the dialogue stays", () -> windows().contains(window) ? null : window);
  }

  private String awaitWindow() {
    return awaited(
        "no dialogue came up",
        () -> {
          Set<String> news = windows();
          news.removeAll(before);
          return news.isEmpty() ? null : news.iterator().next();
        });
  }

  /** Looks until there is something: nobody is told of windows that come and go. */
  private static String awaited(String otherwise, Supplier<String> look) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      String seen = look.get();
      if (seen != null) return seen;
      if (System.nanoTime() > deadline) throw new EngineException(otherwise);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Those with a title. */
  private Set<String> windows() {
    return new TreeSet<>(Arrays.asList(xdotool("search", "--onlyvisible", "--name", ".+").split("\n")));
  }

  /** What it says; a search that finds nothing is no failure. */
  private String xdotool(String... words) {
    List<String> command = new ArrayList<>(List.of("xdotool"));
    command.addAll(List.of(words));
    ProcessBuilder program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    program.environment().put("DISPLAY", screen.display());
    try {
      Process process = program.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      process.waitFor();
      return said.strip();
    } catch (IOException e) {
      throw new EngineException("xdotool " + words[0], e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("xdotool " + words[0], e);
    }
  }
}
