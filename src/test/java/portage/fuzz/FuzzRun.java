package portage.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One target in a Java of its own, and what came of it. */
record FuzzRun(String target, int seconds, String log, int exitValue) {
  private static final Path FOLDER = Path.of("target/fuzz");
  private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units:\\s+(\\d+)");
  private static final Pattern REACHED = Pattern.compile("cov: (\\d+)");
  private static final int REPORT_CHARS = 4000;
  /** Below it the better compiler takes more time than its code saves. */
  private static final int SHORT_SECONDS = 60;

  static FuzzRun of(String className, int seconds) throws IOException, InterruptedException, ReflectiveOperationException {
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
                "--instrumentation_includes=portage.**:com.eclipsesource.json.**", "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/", "-max_total_time=" + seconds, "-timeout=10", "-max_len=8192",
                "-rss_limit_mb=2048", "-print_final_stats=1", corpus.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exitValue = process.waitFor();
    return new FuzzRun(Targets.name(className), seconds, Files.readString(log), exitValue);
  }

  boolean isFinding() {
    return exitValue != 0;
  }

  String line() {
    return String.format(
        "%-19s %7d %11s %9s  %s", target, seconds, last(EXECUTIONS), last(REACHED), isFinding() ? "FOUND" : "nothing found");
  }

  /** What Jazzer says of its finding; names the file with the input. */
  String report() {
    int start = Math.max(0, log.indexOf("== Java Exception"));
    return target + ": " + log.substring(start, Math.min(log.length(), start + REPORT_CHARS));
  }

  private String last(Pattern pattern) {
    Matcher matcher = pattern.matcher(log);
    String found = "?";
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }
}
