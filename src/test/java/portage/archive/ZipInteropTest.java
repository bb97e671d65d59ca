package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.DiskFile;
import portage.jvm.DiskItem;

/** What we write is read by the tools that people have, and what they write with them is read by us. */
class ZipInteropTest {
  /** More than the first version of the format can count. */
  private static final int MANY = 65_600;

  /** Reads everything with Python, which looks at every CRC-32: a line of name, size and SHA-256 for each file. */
  private static final String READ = """
      import hashlib, sys, zipfile
      zip = zipfile.ZipFile(sys.argv[1])
      for info in zip.infolist():
          data = zip.read(info)
          print(info.filename, info.file_size, hashlib.sha256(data).hexdigest())
      """;

  /** Writes the folder with Python: packed or not, into a file or as a stream, with the larger fields or without. */
  private static final String WRITE = """
      import os, sys, zipfile
      class Stream:
          def __init__(self, file): self.file = file
          def write(self, data): return self.file.write(data)
          def flush(self): self.file.flush()
      target, kind, stream, large = sys.argv[1:5]
      packing = zipfile.ZIP_STORED if kind == 'stored' else zipfile.ZIP_DEFLATED
      with open(target, 'wb') as file, zipfile.ZipFile(Stream(file) if stream == 'stream' else file, 'w', packing) as zip:
          for folder, _, names in os.walk('.'):
              for name in names:
                  path = os.path.relpath(os.path.join(folder, name), '.')
                  with zip.open(path, 'w', force_zip64=large == 'large') as entry, open(path, 'rb') as plain:
                      entry.write(plain.read())
      """;

  private static final String WRITE_MANY = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1], 'w') as zip:
          for i in range(int(sys.argv[2])):
              zip.writestr('blobs/%d' % i, str(i))
      """;

  @TempDir private Path folder;
  private Path zip;
  private Path plain;
  private final Map<String, byte[]> content = Zips.content();

  @BeforeEach void places() throws Exception {
    zip = folder.resolve("backup.zip");
    plain = Files.createDirectory(folder.resolve("plain"));
  }

  private void write(Map<String, byte[]> files) throws Exception {
    try (DiskFile file = new DiskFile(zip)) {
      Zips.write(file, files);
    }
  }

  private static Map<String, byte[]> many() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < MANY; i++) {
      files.put("blobs/" + i, String.valueOf(i).getBytes());
    }
    return files;
  }

  private void unpackedByUnzip(Map<String, byte[]> files) throws Exception {
    write(files);
    assertTrue(Tool.UNZIP.run(folder, "-t", "backup.zip").contains("No errors detected"));
  }

  @Test void unzipReadsWhatWeWrite() throws Exception {
    unpackedByUnzip(content);
    Tool.UNZIP.run(folder, "-q", "backup.zip", "-d", "plain");
    for (Map.Entry<String, byte[]> file : content.entrySet()) {
      assertArrayEquals(file.getValue(), Files.readAllBytes(plain.resolve(file.getKey())), file.getKey());
    }
  }

  @Test void unzipReadsMoreEntriesThanSixteenBitsCount() throws Exception {
    unpackedByUnzip(many());
  }

  private void testedBySevenZip(Map<String, byte[]> files) throws Exception {
    write(files);
    String said = Tool.SEVEN_ZIP.run(folder, "t", "backup.zip");
    assertTrue(said.contains("Everything is Ok") && !said.contains("arning"), said);
    assertTrue(said.contains("Files: " + files.size()), said);
  }

  @Test void sevenZipReadsWhatWeWrite() throws Exception {
    testedBySevenZip(content);
  }

  @Test void sevenZipReadsMoreEntriesThanSixteenBitsCount() throws Exception {
    testedBySevenZip(many());
  }

  private void readByPython(Map<String, byte[]> files) throws Exception {
    write(files);
    StringBuilder wanted = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.getValue());
      wanted.append(file.getKey()).append(' ').append(file.getValue().length).append(' ').append(HexFormat.of().formatHex(digest)).append('\n');
    }
    assertEquals(wanted.toString(), Tool.PYTHON.run(folder, "-X", "utf8", "-c", READ, "backup.zip"));
  }

  @Test void pythonReadsWhatWeWrite() throws Exception {
    readByPython(content);
  }

  @Test void pythonReadsMoreEntriesThanSixteenBitsCount() throws Exception {
    write(many());
    String last = "import zipfile; zip = zipfile.ZipFile('backup.zip'); print(len(zip.infolist()), zip.read('blobs/65599').decode())";
    assertEquals(MANY + " 65599\n", Tool.PYTHON.run(folder, "-c", last));
  }

  @Test void pythonReadsAFileWithoutEntries() throws Exception {
    readByPython(Map.of());
  }

  private void unpack() throws Exception {
    for (Map.Entry<String, byte[]> file : content.entrySet()) {
      Path path = plain.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private void isRead(String how) throws Exception {
    try (DiskItem item = new DiskItem(zip)) {
      Map<String, byte[]> read = new TreeMap<>(Zips.read(item));
      assertEquals(new TreeMap<>(content).keySet(), read.keySet(), how);
      content.forEach((name, bytes) -> assertArrayEquals(bytes, read.get(name), how + ", " + name));
    }
    Files.delete(zip);
  }

  @Test void whatZipWritesIsRead() throws Exception {
    unpack();
    for (String level : new String[] {"-0", "-1", "-9"}) {
      Tool.ZIP.run(plain, "-q", "-r", level, zip.toString(), ".");
      isRead("zip " + level);
      Tool.ZIP.run(plain, "-q", "-r", level, "-fz", zip.toString(), ".");
      isRead("zip with the larger fields " + level);
      Tool.ZIP.run(plain, "-q", "-r", level, "-fd", zip.toString(), ".");
      isRead("zip with what stands behind the bytes " + level);
      Tool.ZIP.run(plain, "-q", "-r", level, "-z", zip.toString(), ".");
      isRead("zip with a comment " + level);
    }
  }

  @Test void whatZipWritesIntoAPipeIsRead() throws Exception {
    unpack();
    Tool.ZIP.runInto(zip, plain, "-q", "-r", "-", ".");
    isRead("zip into a pipe");
  }

  private void isRefused(String how) throws Exception {
    try (DiskItem item = new DiskItem(zip)) {
      StreamingException failure = assertThrows(StreamingException.class, () -> Zips.read(item), how);
      assertEquals(ErrorCode.BACKUP_UNREADABLE, failure.code(), how);
    }
    Files.delete(zip);
  }

  @Test void whatZipProtectsWithAPasswordIsRefused() throws Exception {
    unpack();
    Tool.ZIP.run(plain, "-q", "-r", "-P", "secret", zip.toString(), ".");
    isRefused("zip with a password");
  }

  @Test void whatSevenZipProtectsOrPacksOtherwiseIsRefused() throws Exception {
    unpack();
    for (String way : new String[] {"-psecret", "-mm=Deflate64", "-mm=LZMA", "-mm=BZip2", "-mm=PPMd"}) {
      Tool.SEVEN_ZIP.run(plain, "a", "-tzip", way, zip.toString(), ".");
      isRefused("7z " + way);
    }
  }

  @Test void whatSevenZipWritesIsRead() throws Exception {
    unpack();
    for (String level : new String[] {"-mx0", "-mx1", "-mx9"}) {
      Tool.SEVEN_ZIP.run(plain, "a", "-tzip", "-mm=Deflate", level, zip.toString(), ".");
      isRead("7z " + level);
    }
  }

  @Test void whatPythonWritesIsRead() throws Exception {
    unpack();
    for (String kind : new String[] {"stored", "deflated"}) {
      for (String stream : new String[] {"file", "stream"}) {
        for (String large : new String[] {"small", "large"}) {
          Tool.PYTHON.run(plain, "-X", "utf8", "-c", WRITE, zip.toString(), kind, stream, large);
          isRead("Python, " + kind + ", " + stream + ", " + large);
        }
      }
    }
  }

  @Test void moreEntriesThanSixteenBitsCountAreReadFromPython() throws Exception {
    Tool.PYTHON.run(folder, "-c", WRITE_MANY, zip.toString(), String.valueOf(MANY));
    try (DiskItem item = new DiskItem(zip)) {
      Map<String, byte[]> read = Zips.read(item);
      assertEquals(MANY, read.size());
      assertArrayEquals("65599".getBytes(), read.get("blobs/65599"));
    }
  }
}
