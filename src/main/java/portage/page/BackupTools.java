package portage.page;

import portage.archive.BackupSurroundings;
import portage.migration.Migration;
import portage.stream.Deflate;
import portage.transfer.TransferProfile;

/** What a browser gives besides for backups. */
public record BackupTools(Deflate deflate, Shelf shelf, Addresses addresses) {
  /** With everything that a move needs as well, and as much at once as suits this device. */
  BackupSurroundings surroundings(Migration.Surroundings around) {
    return surroundings(around, around.profile());
  }

  /** With everything that a move needs as well. */
  BackupSurroundings surroundings(Migration.Surroundings around, TransferProfile profile) {
    return new BackupSurroundings(
        around.servers(),
        around.directory(),
        around.identities(),
        around.signatures(),
        around.hashes(),
        around.storage(),
        around.tee(),
        deflate,
        around.clock(),
        around.retry(),
        profile);
  }
}
