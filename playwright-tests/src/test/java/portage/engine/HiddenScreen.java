package portage.engine;

import java.io.File;

/** An X screen that nobody sees (Xvfb). */
public final class HiddenScreen implements AutoCloseable {
  private final Program server;
  private final String display;

  private HiddenScreen(Program server) {
    this.server = server;
    display = ":" + server.firstLine();
  }

  /**
   * Starts it.
   *
   * @param size width, height and depth in pixels and bits, as in {@code 1280x900x24}
   * @param log takes what the server says of itself
   */
  public static HiddenScreen start(String size, File log) {
    ProcessBuilder program = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp");
    return new HiddenScreen(Program.start(program, log));
  }

  /** What the environment's {@code DISPLAY} is to be for programs that shall show themselves there. */
  String display() {
    return display;
  }

  @Override
  public void close() {
    server.close();
  }
}
