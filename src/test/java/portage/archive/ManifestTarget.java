package portage.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.stream.ByteChunks;

/**
 * A manifest that is accepted is the same however it was cut on its way, and is written again as one that says the same. The
 * first byte says in what pieces it comes.
 */
public final class ManifestTarget {
  private ManifestTarget() {}

  /** All that was told, in its order. */
  private record Told(Manifest head, List<ManifestEntry> entries, List<AbsentBlob> missing) {}

  /** Keeps all that it is told. */
  private static final class Listener implements ManifestHandler {
    private final List<ManifestEntry> entries = new ArrayList<>();
    private final List<AbsentBlob> missing = new ArrayList<>();
    private Manifest head;

    @Override public void manifest(Manifest manifest) {
      Owed.holds(head == null, "two heads");
      head = manifest;
    }

    @Override public void entry(ManifestEntry entry) {
      Owed.holds(head != null, "an entry before the head");
      entries.add(entry);
    }

    @Override public void missing(AbsentBlob blob) {
      Owed.holds(head != null, "a blob before the head");
      missing.add(blob);
    }
  }

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] json = Arrays.copyOfRange(data, 1, data.length);
    Told told = Owed.read(json.length, () -> read(json, 1 + (data[0] & 127)));
    Owed.same(told, Owed.read(json.length, () -> read(json, Integer.MAX_VALUE)));
    if (told != null && told.head != null && !hasEscapedHalves(json)) {
      Owed.same(told, again(told));
    }
  }

  /** Half a pair of surrogates that stands there as an escape has no UTF-8: it is written as a question mark. */
  private static boolean hasEscapedHalves(byte[] json) {
    return new String(json, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains("\\ud");
  }

  private static Told read(byte[] json, int pieceBytes) throws StreamingException {
    Listener listener = new Listener();
    ManifestReader.read(new ByteChunks(json, pieceBytes), listener);
    return new Told(listener.head, listener.entries, listener.missing);
  }

  private static Told again(Told told) {
    try {
      return read(Zips.bytes(new ManifestWriter(told.head, told.entries, told.missing)), Integer.MAX_VALUE);
    } catch (StreamingException e) {
      throw new AssertionError("what was read is not written again", e);
    }
  }

  public static List<byte[]> seeds() {
    try {
      byte[] written = ManifestTest.written().getBytes(StandardCharsets.UTF_8);
      byte[] seed = new byte[written.length + 1];
      System.arraycopy(written, 0, seed, 1, written.length);
      return List.of(seed, "\0{}".getBytes(), "\0{\"format\":\"portage-backup\",\"version\":2}".getBytes());
    } catch (StreamingException e) {
      throw new AssertionError(e);
    }
  }
}
