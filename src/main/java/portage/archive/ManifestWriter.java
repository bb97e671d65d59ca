package portage.archive;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import portage.ipld.Utf8;
import portage.net.UtcTime;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** Writes a manifest as it is read, a line for each file; what was read is not held. */
final class ManifestWriter implements ByteStream {
  private static final int CHUNK_BYTES = 64 << 10;

  private final Manifest manifest;
  private final Iterator<ManifestEntry> entries;
  private final Iterator<AbsentBlob> missing;
  private Part part = Part.HEAD;
  private boolean isFirst;

  private enum Part { HEAD, ENTRIES, MISSING, OVER }

  ManifestWriter(Manifest manifest, Iterable<ManifestEntry> entries, Iterable<AbsentBlob> missing) {
    this.manifest = manifest;
    this.entries = entries.iterator();
    this.missing = missing.iterator();
  }

  @Override
  public DataChunk read() {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    while (part != Part.OVER && chunk.size() < CHUNK_BYTES) {
      byte[] line = Utf8.encodeAnything(nextText());
      chunk.write(line, 0, line.length);
    }
    return chunk.size() == 0 ? null : new ByteChunk(chunk.toByteArray());
  }

  private String nextText() {
    switch (part) {
      case HEAD -> {
        String head = head().toString();
        begin(Part.ENTRIES);
        return head.substring(0, head.length() - 1) + ",\n\"entries\":[";
      }
      case ENTRIES -> {
        if (entries.hasNext()) {
          return separator() + json(entries.next());
        }
        begin(Part.MISSING);
        return "\n],\n\"missing\":[";
      }
      default -> {
        if (missing.hasNext()) {
          return separator() + json(missing.next());
        }
        begin(Part.OVER);
        return "\n]}\n";
      }
    }
  }

  private void begin(Part next) {
    part = next;
    isFirst = true;
  }

  private String separator() {
    String separator = isFirst ? "\n" : ",\n";
    isFirst = false;
    return separator;
  }

  private JsonObject head() {
    JsonObject json = new JsonObject();
    json.add("format", Manifest.FORMAT).add("version", Manifest.VERSION).add("did", manifest.did().toString());
    if (manifest.handleOrNull() != null) {
      json.add("handle", manifest.handleOrNull());
    }
    json.add("pds", manifest.pds()).add("root", manifest.root().toString());
    if (manifest.revOrNull() != null) {
      json.add("rev", manifest.revOrNull());
    }
    return json.add("createdAt", UtcTime.text(manifest.createdAtMillis())).add("preferences", manifest.preferences().word);
  }

  private static JsonObject json(ManifestEntry entry) {
    JsonObject json = new JsonObject().add("name", entry.name()).add("sizeBytes", entry.sizeBytes());
    if (entry.cidOrNull() != null) {
      json.add("cid", entry.cidOrNull().toString());
    } else {
      json.add("sha256", entry.sha256OrNull());
    }
    json.add("mediaType", entry.mediaType());
    if (entry.cidOrNull() != null) {
      addRecords(json, entry.records(), entry.moreRecords());
    }
    return json;
  }

  private static JsonObject json(AbsentBlob blob) {
    JsonObject json = new JsonObject().add("cid", blob.cid()).add("reason", blob.reason().word);
    addRecords(json, blob.records(), blob.moreRecords());
    return json;
  }

  private static void addRecords(JsonObject json, List<String> records, long moreRecords) {
    JsonArray paths = new JsonArray();
    for (String path : records) {
      paths.add(Json.value(path));
    }
    json.add("records", paths);
    if (moreRecords > 0) {
      json.add("moreRecords", moreRecords);
    }
  }

  @Override
  public void close() {
    part = Part.OVER;
  }
}
