package portage.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One target in a Java of its own, and what came of it. */
record FuzzRun(String target, int seconds, long executions, String log, int exitValue) {
  /** A fuzzer that did less has done nothing. */
  static final long LEAST_EXECUTIONS = 2_000;

  /** So many times as long on a machine that has other things to do. */
  private static final int MOST_ROUNDS = 5;

  private static final Path FOLDER = Path.of("target/fuzz");
  /** Takes the same way whatever the bytes; to look at it would take most of the time. */
  private static final String ALWAYS_ALIKE = "portage.crypto.Sha256";
  private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units:\\s+(\\d+)");
  private static final Pattern REACHED = Pattern.compile("cov: (\\d+)");
  private static final int REPORT_CHARS = 4000;
  /** Below it the better compiler takes more time than its code saves. */
  private static final int SHORT_SECONDS = 60;

  /** Goes on for {@code seconds}, and for longer where that was too short for anything. */
  static FuzzRun of(String className, int seconds) throws IOException, InterruptedException, ReflectiveOperationException {
    FuzzRun run = once(className, seconds);
    for (int round = 1; round < MOST_ROUNDS && !run.isFinding() && run.executions() < LEAST_EXECUTIONS; round++) {
      FuzzRun more = once(className, seconds);
      run = new FuzzRun(
          run.target(), run.seconds() + seconds, run.executions() + more.executions(), more.log(), more.exitValue());
    }
    return run;
  }

  private static FuzzRun once(String className, int seconds)
      throws IOException, InterruptedException, ReflectiveOperationException {
    Path folder = Files.createDirectories(FOLDER.resolve(Targets.name(className)));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    List<byte[]> seeds = Targets.seeds(className);
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed-" + i), seeds.get(i));
    }
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx512m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (seconds < SHORT_SECONDS ? 1 : 4),
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + className,
                "--custom_hook_includes=portage.**:com.eclipsesource.json.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "--instrumentation_includes=portage.**:com.eclipsesource.json.**",
                "--instrumentation_excludes=" + ALWAYS_ALIKE, "--custom_hook_excludes=" + ALWAYS_ALIKE, "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/", "-max_total_time=" + seconds, "-timeout=10", "-max_len=8192",
                "-rss_limit_mb=2048", "-print_final_stats=1", corpus.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exitValue = process.waitFor();
    String said = Files.readString(log);
    String executions = last(EXECUTIONS, said);
    return new FuzzRun(
        Targets.name(className), seconds, executions.equals("?") ? 0 : Long.parseLong(executions), said, exitValue);
  }

  boolean isFinding() {
    return exitValue != 0;
  }

  String line() {
    return String.format(
        "%-19s %7d %11d %9s  %s", target, seconds, executions, last(REACHED, log), isFinding() ? "FOUND" : "nothing found");
  }

  /** What Jazzer says of its finding; names the file with the input. */
  String report() {
    int start = Math.max(0, log.indexOf("== Java Exception"));
    return target + ": " + log.substring(start, Math.min(log.length(), start + REPORT_CHARS));
  }

  private static String last(Pattern pattern, String log) {
    Matcher matcher = pattern.matcher(log);
    String found = "?";
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }
}
