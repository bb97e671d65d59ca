package portage.migration;

/**
 * A record that was written at the source too late to come along.
 *
 * @param path {@code <collection>/<record key>}
 * @param words what its person would know it by: the text of a post, the address of what is liked; empty for none
 */
public record LateWrite(String path, Kind kind, String words) {
  /** What was done to it there. */
  public enum Kind { NEW, CHANGED, DELETED }
}
