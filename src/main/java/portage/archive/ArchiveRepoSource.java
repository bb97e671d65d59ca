package portage.archive;

import portage.atproto.Did;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;

/** The repo in a backup, a plain CAR. Whose it is, the check of whoever reads it says. */
public final class ArchiveRepoSource implements DataSource<Did> {
  static final String NAME = "repo.car";

  private final ZipReader zip;

  public ArchiveRepoSource(ZipReader zip) {
    this.zip = zip;
  }

  @Override
  public ByteStream download(Did did) throws StreamingException {
    ZipEntry entry = zip.entryOrNull(NAME);
    if (entry == null) {
      throw ArchiveFault.incomplete(NAME, "there is no " + NAME + " in it");
    }
    return zip.open(entry);
  }
}
