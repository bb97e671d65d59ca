package portage.migration;

/**
 * One line of the difference between the identity now and after the operation.
 *
 * @param name key or service name where the subject has several, else empty
 * @param before empty when added
 * @param after empty when removed
 */
public record IdentityChange(Subject subject, String name, Kind kind, String before, String after) {
  /** What the line is about. */
  public enum Subject { PDS, SIGNING_KEY, HANDLE, ALIAS, OWN_ROTATION_KEY, SOURCE_ROTATION_KEY, TARGET_ROTATION_KEY,
    OTHER_KEY, OTHER_SERVICE }

  public enum Kind { KEPT, ADDED, REMOVED, CHANGED }
}
