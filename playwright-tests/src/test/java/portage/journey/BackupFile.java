package portage.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A backup as Java's own reader of ZIP files sees it. */
final class BackupFile {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  BackupFile(byte[] zip) {
    try {
      Path path = Files.createTempFile("backup", ".zip");
      Files.write(path, zip);
      read(path);
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with one bit of an entry's content turned round; the entry is longer than 100 bytes, as packed. */
  static byte[] spoilt(byte[] zip, String name) {
    byte[] spoilt = zip.clone();
    // What comes first is the header in front of the content.
    spoilt[indexOf(zip, name.getBytes(StandardCharsets.UTF_8)) + name.length() + 100] ^= 1;
    return spoilt;
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int at = 0; at <= all.length - part.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) return at;
    }
    throw new AssertionError("not in it");
  }

  private void read(Path path) throws IOException {
    try (ZipFile file = new ZipFile(path.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
  }

  List<String> names() {
    return new ArrayList<>(entries.keySet());
  }

  long blobCount() {
    return entries.keySet().stream().filter(name -> name.startsWith("blobs/")).count();
  }

  String text(String name) {
    return new String(entries.get(name), StandardCharsets.UTF_8);
  }

  JsonObject manifest() {
    return Json.parse(text("manifest.json")).asObject();
  }

  /** Fails unless the file holds what the account's server gives to anybody, byte for byte, and says so. */
  void assertHolds(SandboxAccount account, Control control) {
    JsonObject manifest = manifest();
    assertEquals("portage-backup", manifest.getString("format", ""));
    assertEquals(account.did(), manifest.getString("did", ""));
    assertEquals(account.handle(), manifest.getString("handle", ""));
    assertEquals("[]", manifest.get("missing").toString());
    assertArrayEquals(control.repo(account), entries.get("repo.car"), "repo.car");
    TreeSet<String> wanted = new TreeSet<>();
    for (String cid : control.blobs(account)) {
      wanted.add("blobs/" + cid);
      assertArrayEquals(control.blob(account, cid), entries.get("blobs/" + cid), cid);
    }
    TreeSet<String> found = new TreeSet<>(entries.keySet());
    found.removeIf(name -> !name.startsWith("blobs/"));
    assertEquals(wanted, found);
    TreeSet<String> listed = new TreeSet<>();
    for (JsonValue entry : manifest.get("entries").asArray()) listed.add(entry.asObject().getString("name", ""));
    TreeSet<String> others = new TreeSet<>(entries.keySet());
    others.remove("manifest.json");
    assertEquals(others, listed);
    assertEquals(account.did(), Json.parse(text("did.json")).asObject().getString("id", ""));
  }
}
