package portage.engine;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A program beside the tests, with the programs that it starts; ends with this JVM at the latest. */
final class Program implements AutoCloseable {
  private static final long END_WITHIN_SECONDS = 10;
  private static final long START_WITHIN_NANOS = 60_000_000_000L;
  private static final long POLL_NANOS = 20_000_000;

  private final String name;
  private final Process process;
  private final Thread atTheEnd = new Thread(this::end);

  private Program(String name, Process process) {
    this.name = name;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** Starts it; what it complains about goes into {@code log}, its output can be read by {@link #firstLine}. */
  static Program start(ProcessBuilder program, File log) {
    String name = program.command().get(0);
    try {
      return new Program(name, program.redirectError(ProcessBuilder.Redirect.appendTo(log)).start());
    } catch (IOException e) {
      throw new EngineException(name + " did not start", e);
    }
  }

  /** The first line that the program writes; waits for it. */
  String firstLine() {
    try {
      String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)).readLine();
      if (line == null) throw new EngineException(name + " ended without a word");
      return line;
    } catch (IOException e) {
      throw new EngineException(name, e);
    }
  }

  /** Asks until there is something, which is when the program is up. */
  <T> T whenUp(Supplier<T> somethingOrNull) {
    long deadline = System.nanoTime() + START_WITHIN_NANOS;
    while (true) {
      T something = somethingOrNull.get();
      if (something != null) return something;
      if (!process.isAlive()) throw new EngineException(name + " ended with " + process.exitValue());
      if (System.nanoTime() > deadline) throw new EngineException(name + " does not get ready");
      LockSupport.parkNanos(POLL_NANOS); // no program tells when it is up
    }
  }

  /**
   * Ends those of this program and the ones that it has started whose command line is {@code meant}; at once.
   *
   * @throws EngineException when there are none: a test that kills nothing shows nothing
   */
  void kill(Predicate<String> meant) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    List<ProcessHandle> doomed = all.stream().filter(each -> meant.test(commandLine(each))).toList();
    if (doomed.isEmpty()) throw new EngineException("nothing of " + name + " to kill");
    doomed.forEach(ProcessHandle::destroyForcibly);
  }

  /** Java tells only the program's name of processes that write their own command line, as those of browsers do. */
  static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it is gone
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
    end();
  }

  private void end() {
    List<ProcessHandle> all = process.descendants().toList(); // before they lose their parent
    process.destroy();
    try {
      if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
