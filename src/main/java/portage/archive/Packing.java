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

  /** Null for a number of another method. */
  static Packing ofOrNull(int method) {
    return method == STORED.method ? STORED : method == DEFLATED.method ? DEFLATED : null;
  }
}
