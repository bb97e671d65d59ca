package portage.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.transfer.BlobCheck;
import portage.transfer.BlobHash;
import portage.transfer.ItemCheck;

/**
 * What of a backup that an earlier page left behind stays in it: blobs that still hash to their CIDs, behind the readme of the
 * same account. Everything else is made anew, since the account may have changed meanwhile; it stands behind the blobs for that.
 */
final class TakenOver implements WholeEntries.Wanted {
  private final BlobHash.Maker hashes;
  private final String readmeSha256;
  private boolean sawReadme;

  TakenOver(BlobHash.Maker hashes, String readmeSha256) {
    this.hashes = hashes;
    this.readmeSha256 = readmeSha256;
  }

  @Override
  public ItemCheck checkOrNull(ZipEntry entry) throws StreamingException {
    if (!sawReadme) {
      sawReadme = true;
      return entry.name().equals(Readme.NAME) ? new FileHash(hashes.begin(), readmeSha256) : null;
    }
    Cid cid = cidOrNull(entry.name());
    return cid == null ? null : new BlobCheck(cid, null, hashes.begin());
  }

  /** The blobs among these, with their sizes. */
  static Map<Cid, Long> blobs(List<ZipEntry> entries) {
    Map<Cid, Long> blobs = new LinkedHashMap<>();
    for (ZipEntry entry : entries) {
      Cid cid = cidOrNull(entry.name());
      if (cid != null) {
        blobs.put(cid, entry.sizeBytes());
      }
    }
    return blobs;
  }

  /** The CID that a blob's name in the file says, or null for another file's name. */
  static Cid cidOrNull(String name) {
    if (!name.startsWith(ArchiveBlobSource.FOLDER)) {
      return null;
    }
    String text = name.substring(ArchiveBlobSource.FOLDER.length());
    try {
      Cid cid = Cid.parse(text);
      return cid.isSha256() && cid.toString().equals(text) ? cid : null;
    } catch (MalformedException e) {
      return null;
    }
  }
}
