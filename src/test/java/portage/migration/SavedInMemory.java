package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.archive.ArchiveBlobSource;
import portage.archive.ArchiveRepoSource;
import portage.archive.Packing;
import portage.archive.ZipReader;
import portage.archive.ZipWriter;
import portage.atproto.BlobDownload;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.error.StreamingException;
import portage.jvm.JdkDeflate;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.stream.ByteChunks;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.transfer.ItemCheck;

/** An account as its server gave it at some time, kept in memory: what a backup is made of. */
final class SavedInMemory {
  private static final JdkDeflate DEFLATE = new JdkDeflate();

  final byte[] repo;
  final Map<String, byte[]> blobs = new LinkedHashMap<>();
  final Map<String, String> types = new LinkedHashMap<>();
  private final Did did;
  private final DidKey signingKey;
  private final LatestCommit commit;
  private final List<JsonObject> preferencesOrNull;

  SavedInMemory(Pds pds, PdsData data, String did, DidKey signingKey, Session sessionOrNull) throws StreamingException {
    this.did = new Did(did);
    this.signingKey = signingKey;
    commit = data.getLatestCommit(did, null);
    repo = CarelessTool.bytes(data.getRepo(did, null));
    for (String cid : data.listBlobs(did, null)) {
      BlobDownload download = data.getBlob(did, cid, null);
      types.put(cid, download.contentType());
      blobs.put(cid, CarelessTool.bytes(download.stream()));
    }
    preferencesOrNull = sessionOrNull == null ? null : pds.getPreferences(sessionOrNull);
  }

  /** The same in a ZIP file, opened. */
  SavedAccount account() throws StreamingException {
    MemoryFile file = new MemoryFile();
    ZipWriter zip = new ZipWriter(file, DEFLATE);
    for (Map.Entry<String, byte[]> blob : blobs.entrySet()) {
      zip.add("blobs/" + blob.getKey(), Packing.STORED, new ByteChunks(blob.getValue(), 1000), new Unseen());
    }
    zip.add("repo.car", Packing.DEFLATED, new ByteChunks(repo, 1000), new Unseen());
    zip.finish();
    ZipReader reader = ZipReader.open(new MemoryItem("backup.zip", file.toByteArray()), DEFLATE);
    return new SavedAccount(
        did, "backup.zip", signingKey, commit, 1_700_000_000_000L, new ArchiveRepoSource(reader), new ArchiveBlobSource(reader, types),
        blobs.size(), preferencesOrNull);
  }

  /** Nothing is checked as it is saved: what is wrong has to be found when it is restored. */
  private static final class Unseen implements ItemCheck {
    @Override public void push(DataChunk chunk) {}

    @Override public void finish(StoredItem item) {}
  }
}
