package portage.archive;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.jvm.JdkDeflate;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** ZIP files for tests, and what is in them. */
final class Zips {
  static final JdkDeflate DEFLATE = new JdkDeflate();

  private static final int CHUNK_BYTES = 1000;

  private Zips() {}

  /** Something small of every kind: stored, deflated, empty, and a name beyond ASCII. */
  static Map<String, byte[]> content() {
    Random random = new Random(5);
    byte[] picture = new byte[3000];
    random.nextBytes(picture);
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put("repo.car", Utf8.encode("a repo, ".repeat(500)));
    content.put("blobs/bafkreiaaa", picture);
    content.put("blobs/bafkreibbb", new byte[0]);
    content.put("preferences.json", Utf8.encode("{\"preferences\":[]}"));
    content.put("nothing.txt", new byte[0]);
    content.put("grüße.txt", Utf8.encode("grüße"));
    return content;
  }

  /** Blobs are stored, everything else is deflated. */
  static Packing packing(String name) {
    return name.startsWith("blobs/") ? Packing.STORED : Packing.DEFLATED;
  }

  static ByteStream stream(byte[] bytes) {
    return new ByteChunks(bytes.clone(), CHUNK_BYTES);
  }

  static ZipWriter add(ZipWriter writer, Map<String, byte[]> content) throws StreamingException {
    for (Map.Entry<String, byte[]> file : content.entrySet()) {
      writer.add(file.getKey(), packing(file.getKey()), stream(file.getValue()), new SeenBytes());
    }
    return writer;
  }

  static void write(OutputFile file, Map<String, byte[]> content) throws StreamingException {
    add(new ZipWriter(file, DEFLATE), content).finish();
  }

  static byte[] of(Map<String, byte[]> content) throws StreamingException {
    MemoryFile file = new MemoryFile();
    write(file, content);
    return file.toByteArray();
  }

  static Map<String, byte[]> read(byte[] zip) throws StreamingException {
    return read(new MemoryItem("backup.zip", zip));
  }

  /** Everything in it, in the order of its directory. */
  static Map<String, byte[]> read(StoredItem file) throws StreamingException {
    ZipReader reader = ZipReader.open(file, DEFLATE);
    Map<String, byte[]> content = new LinkedHashMap<>();
    for (ZipEntry entry : reader.entries()) {
      content.put(entry.name(), bytes(reader.open(entry)));
    }
    return content;
  }

  static byte[] bytes(ByteStream stream) throws StreamingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (stream) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        bytes.writeBytes(chunk.toByteArray());
      }
    }
    return bytes.toByteArray();
  }
}
