package portage.repo;

/**
 * What makes one prefix of a repo out of a shorter one, on a server that holds that.
 *
 * @param car its root is the commit of the longer prefix
 * @param fromRecords how many records the shorter one holds
 * @param end the longer one
 */
public record RepoPiece(byte[] car, long fromRecords, RepoPrefix end) {
  /** How many records it brings. */
  public long records() {
    return end.records() - fromRecords;
  }
}
