package portage.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
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
    List<String> command = new ArrayList<>(List.of(command()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("portage-tool", ".txt");
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      process.getOutputStream().close();
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), this + " does not end");
      String text = Files.readString(said);
      assertEquals(0, process.exitValue(), command + " says:\n" + text.substring(Math.max(0, text.length() - 2000)));
      return text;
    } finally {
      Files.delete(said);
    }
  }
}
