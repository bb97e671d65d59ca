package portage.archive;

/** How an entry's bytes lie in a ZIP file. */
public enum Packing {
  STORED(0),
  DEFLATED(8);

  private final int method;

  Packing(int method) {
    this.method = method;
  }

  /** The number that stands for it in headers. */
  int method() {
    return method;
  }

  /** What suits bytes of that type: pictures, sound and video are packed already, and what nobody knows may be. */
  static Packing suiting(String mediaType) {
    boolean isText = mediaType.startsWith("text/") || mediaType.endsWith("/json") || mediaType.endsWith("+json")
        || mediaType.endsWith("/xml") || mediaType.endsWith("+xml") || mediaType.equals(Backup.CAR_TYPE);
    return isText ? DEFLATED : STORED;
  }

  /** Null for a number of another method. */
  static Packing ofOrNull(int method) {
    return method == STORED.method ? STORED : method == DEFLATED.method ? DEFLATED : null;
  }
}
