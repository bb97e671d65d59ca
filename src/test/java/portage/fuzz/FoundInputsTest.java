package portage.fuzz;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Good inputs, and every input that once broke a promise: {@code src/test/resources/fuzz/<Target>/}. */
class FoundInputsTest {
  private static final Path FOUND = Path.of("src/test/resources/fuzz");

  @TestFactory
  Stream<DynamicTest> goodInputsAndThoseThatOnceBrokeAPromise() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String target : Targets.CLASSES) {
      List<byte[]> seeds = Targets.seeds(target);
      for (int i = 0; i < seeds.size(); i++) {
        byte[] seed = seeds.get(i);
        tests.add(dynamicTest(Targets.name(target) + " seed " + i, () -> Targets.run(target, seed)));
      }
      tests.add(dynamicTest(Targets.name(target) + " nothing", () -> Targets.run(target, new byte[0])));
      for (Path input : inputs(FOUND.resolve(Targets.name(target)))) {
        byte[] bytes = Files.readAllBytes(input);
        tests.add(dynamicTest(Targets.name(target) + " " + input.getFileName(), () -> Targets.run(target, bytes)));
      }
    }
    return tests.stream();
  }

  private static List<Path> inputs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
