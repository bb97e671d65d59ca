package portage.archive;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that others read and write ZIP files with. Where none of its names is found, the test that asks for it is left out. */
enum Tool {
  UNZIP("unzip"),
  ZIP("zip"),
  SEVEN_ZIP("7zz", "7z", "7za"),
  PYTHON("python3");

  private static final long MINUTES = 10;

  private final List<String> names;

  Tool(String... names) {
    this.names = List.of(names);
  }

  private String command() {
    for (String name : names) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return name;
        }
      }
    }
    assumeTrue(false, names.get(0) + " is not installed; ./test installs it");
    return null;
  }

  /** Runs it in {@code folder}; what it says. */
  String run(Path folder, String... arguments) throws Exception {
    Path said = Files.createTempFile("portage-tool", ".txt");
    try {
      runInto(said, folder, arguments);
      return Files.readString(said);
    } finally {
      Files.delete(said);
    }
  }

  /** Runs it in {@code folder}, with what it puts out in the file {@code out}. */
  void runInto(Path out, Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(command()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), this + " does not end");
    if (process.exitValue() != 0) {
      String text = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
      fail(command + " ends with " + process.exitValue() + ":\n" + text.substring(Math.max(0, text.length() - 2000)));
    }
  }
}
