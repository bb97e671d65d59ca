package portage.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The published interop vectors of atproto, where they lie beside the project; a test that needs them is skipped elsewhere. */
public final class Vectors {
  private static final Path FOLDER = Path.of("..", "shared", "vectors");

  private Vectors() {}

  public static boolean areThere() {
    return Files.isDirectory(FOLDER);
  }

  public static JsonValue json(String name) {
    return Json.parse(text(name));
  }

  /** The lines that are neither empty nor a comment; spaces belong to them. */
  public static List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    for (String line : text(name).split("\n")) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    return lines;
  }

  public static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String text(String name) {
    assumeTrue(areThere(), "no interop vectors at " + FOLDER);
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
