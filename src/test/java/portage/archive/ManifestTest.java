package portage.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.WriterConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portage.atproto.Did;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

class ManifestTest {
  private static final Cid ROOT = Cid.ofBlock(new byte[] {1});
  private static final Cid BLOB = Cid.of(Cid.RAW, Sha256.hash(new byte[] {2}));
  private static final String SHA = FileHash.hex(Sha256.hash(new byte[] {3}));
  private static final Manifest HEAD =
      new Manifest(
          new Did("did:plc:vrcrv2rgcpxhbxrdmuupcc4k"), "maud.example.com", "https://pds.example.com", ROOT, "3jqfcqzm3fo2j",
          1_795_705_667_005L, Manifest.Preferences.INCLUDED);
  private static final List<ManifestEntry> ENTRIES =
      List.of(
          ManifestEntry.ofFile("repo.car", 17, SHA, "application/vnd.ipld.car"),
          ManifestEntry.ofBlob("blobs/" + BLOB, 1, BLOB, "image/jpeg", List.of("a.b.c/\"[}]\\", "a.b.c/ü")));
  private static final List<AbsentBlob> MISSING =
      List.of(new AbsentBlob(BLOB.toString(), AbsentBlob.Reason.NOT_THERE, List.of("a.b.c/x"), 7));

  static String written() throws StreamingException {
    return new String(Zips.bytes(new ManifestWriter(HEAD, ENTRIES, MISSING)), StandardCharsets.UTF_8);
  }

  private static ReadManifest read(String json, int chunkBytes) throws StreamingException {
    return ReadManifest.of(new ByteChunks(json.getBytes(StandardCharsets.UTF_8), chunkBytes));
  }

  private static void isTheSame(ReadManifest read) {
    assertEquals(HEAD, read.head);
    assertEquals(ENTRIES, List.copyOf(read.entries.values()));
    assertEquals(MISSING, read.missing);
  }

  private static ErrorCode refused(String json) {
    return assertThrows(StreamingException.class, () -> read(json, 1000), json).code();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100_000})
  void whatIsWrittenIsReadInChunksOfAnySize(int chunkBytes) throws Exception {
    isTheSame(read(written(), chunkBytes));
  }

  @Test void itIsJsonForOthersAndReadHoweverTheyLayItOut() throws Exception {
    String pretty = Json.parse(written()).toString(WriterConfig.PRETTY_PRINT);
    isTheSame(read(pretty, 13));
    isTheSame(read(Json.parse(written()).toString(), 13));
    isTheSame(read("\n " + pretty.replace("\n", "\r\n") + "\t", 13));
  }

  @Test void fieldsAndListsOfLaterWritersArePassedOver() throws Exception {
    String json = written().replace("\"pds\"", "\"more\":{\"a\":[1,{\"b\":[]}]},\"pds\"")
        .replace("\"missing\"", "\"others\":[1,[2,3],{\"x\":\"],\"}],\"missing\"").replace("[1,[2,3],", "[");
    isTheSame(read(json, 5));
  }

  @Test void recordsOfAFileThatIsNoBlobArePassedOver() throws Exception {
    String type = "\"mediaType\":\"application/vnd.ipld.car\"";
    isTheSame(read(written().replace(type, type + ",\"records\":[\"a.b.c/x\"],\"moreRecords\":3"), 1000));
  }

  @Test void emptyListsAreLists() throws Exception {
    ReadManifest read = ReadManifest.of(new ManifestWriter(HEAD, List.of(), List.of()));
    assertEquals(HEAD, read.head);
    assertEquals(0, read.entries.size() + read.missing.size());
  }

  @Test void newerVersionIsSaidToBeNewer() throws Exception {
    assertEquals(ErrorCode.BACKUP_NEWER, refused(written().replace("\"version\":1", "\"version\":2")));
    assertEquals(ErrorCode.BACKUP_NEWER, refused("{\"format\":\"portage-backup\",\"version\":3,\"all\":\"other\"}"));
  }

  @Test void otherJsonIsNoBackup() {
    for (String json : List.of("{}", "{\"format\":\"zip\"}", "{\"entries\":[]}", "{\"entries\":[{}]}", "{\"format\":\"x\",\"entries\":[]}")) {
      assertEquals(ErrorCode.BACKUP_UNREADABLE, refused(json), json);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "\"version\":1|\"version\":0", "\"version\":1|\"version\":\"1\"", "\"version\":1|\"version\":1.5",
    "did:plc:v|did:key:v", "\"did\"|\"dad\"", "maud.example.com|maud", "\"pds\":\"|\"pds\":1,\"x\":\"",
    "3jqfcqzm3fo2j|3jqfc", "2026-11-26|2026/11/26", "\"included\"|\"perhaps\"", "\"entries\"|\"entrys\"",
    "\"sizeBytes\":17|\"sizeBytes\":-17", "\"sizeBytes\":17|\"sizeBytes\":\"17\"", "\"sizeBytes\":17|\"sizeBytes\":1e3",
    "\"sizeBytes\":17|\"sizeBytes\":99999999999999999", "\"sizeBytes\":17,|''", "\"repo.car\"|\"\"", "\"repo.car\"|17",
    "image/jpeg|''", "\"cid\":\"baf|\"cid\":\"caf", "\"records\":[\"a|\"records\":[5,\"a", "not-there|lost",
    "\"moreRecords\":7|\"moreRecords\":\"7\"", "},\\n|,\\n", "]}|]", "]}|]}}", "]}|]}x", "\"format\"|,\"format\"", "[|[,", "{\"name\"|{\"name\":,\"name\"",
  })
  void whateverIsWrongIsToldAsDamage(String right, String wrong) throws Exception {
    String json = written();
    assertTrue(json.contains(right.replace("\\n", "\n")), right);
    assertEquals(ErrorCode.BACKUP_DAMAGED, refused(json.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"))));
  }

  @Test void cutAnywhereIsDamageAndNeverTakenForTheWhole() throws Exception {
    String json = written().strip();
    for (int length = 0; length < json.length(); length++) {
      assertEquals(ErrorCode.BACKUP_DAMAGED, refused(json.substring(0, length)));
    }
  }

  @Test void bytesThatAreNoTextAreDamage() throws Exception {
    byte[] json = written().getBytes(StandardCharsets.UTF_8);
    int at = written().indexOf("repo.car");
    json[at] = (byte) 0xff;
    StreamingException e = assertThrows(StreamingException.class, () -> ReadManifest.of(new ByteChunks(json, 100)));
    assertEquals(ErrorCode.BACKUP_DAMAGED, e.code());
  }

  @Test void blobThatAllRecordsUseNamesAThousandAndCountsTheRest() throws Exception {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      paths.add("app.bsky.feed.post/" + i);
    }
    ManifestEntry entry = ManifestEntry.ofBlob("blobs/" + BLOB, 1, BLOB, "image/jpeg", paths);
    ManifestEntry read = ReadManifest.of(new ManifestWriter(HEAD, List.of(entry), List.of())).entries.get("blobs/" + BLOB);
    assertEquals(paths.subList(0, 1_000), read.records());
    assertEquals(4_000, read.moreRecords());
  }

  @Test void elementWithoutEndIsRefusedBeforeItFillsTheMemory() {
    String start = "{\"format\":\"portage-backup\",\"version\":1,";
    assertEquals(ErrorCode.BACKUP_DAMAGED, endless("{\"a\":\"", "x".repeat(1 << 16)));
    assertEquals(ErrorCode.BACKUP_DAMAGED, endless(start + "\"entries\":[\"", "x".repeat(1 << 16)));
    assertEquals(ErrorCode.BACKUP_DAMAGED, endless(start + "\"entries\":[", "[".repeat(1 << 16)));
    assertEquals(ErrorCode.BACKUP_DAMAGED, endless("", "{\"a\":"));
    assertEquals(ErrorCode.BACKUP_DAMAGED, endless(start + "\"did\":[", "1,"));
  }

  private static ErrorCode endless(String start, String more) {
    ByteStream stream = new ByteStream() {
      private boolean begun;

      @Override public DataChunk read() {
        String text = begun || start.isEmpty() ? more : start;
        begun = true;
        return new portage.stream.ByteChunk(text.getBytes(StandardCharsets.UTF_8));
      }

      @Override public void close() {}
    };
    return assertThrows(StreamingException.class, () -> ReadManifest.of(stream)).code();
  }

  @Test void hundredThousandBlobsAreWrittenAndReadOneAtATime() throws Exception {
    int count = 100_000;
    Iterable<ManifestEntry> many = () -> new Iterator<>() {
      private int at;

      @Override public boolean hasNext() {
        return at < count;
      }

      @Override public ManifestEntry next() {
        return ManifestEntry.ofBlob("blobs/" + at++, 1, BLOB, "image/jpeg", List.of("app.bsky.feed.post/" + at));
      }
    };
    int[] read = {0};
    ManifestReader.read(new ManifestWriter(HEAD, many, Collections.emptyList()), new ManifestHandler() {
      @Override public void manifest(Manifest manifest) {}

      @Override public void entry(ManifestEntry entry) {
        assertEquals("blobs/" + read[0]++, entry.name());
      }

      @Override public void missing(AbsentBlob blob) {}
    });
    assertEquals(count, read[0]);
  }
}
