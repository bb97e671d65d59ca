package portage.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.StreamingException;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.stream.ByteStream;

/** All of a manifest. */
final class ReadManifest implements ManifestHandler {
  Manifest head;
  final Map<String, ManifestEntry> entries = new LinkedHashMap<>();
  final List<AbsentBlob> missing = new ArrayList<>();

  static ReadManifest of(ByteStream json) throws StreamingException {
    ReadManifest manifest = new ReadManifest();
    ManifestReader.read(json, manifest);
    return manifest;
  }

  static ReadManifest in(MemoryFile file) throws StreamingException {
    ZipReader zip = ZipReader.open(new MemoryItem("zip", file.toByteArray()), Zips.DEFLATE);
    return of(zip.open(zip.entryOrNull("manifest.json")));
  }

  @Override
  public void manifest(Manifest manifest) {
    head = manifest;
  }

  @Override
  public void entry(ManifestEntry entry) {
    entries.put(entry.name(), entry);
  }

  @Override
  public void missing(AbsentBlob blob) {
    missing.add(blob);
  }
}
