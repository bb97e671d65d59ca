package portage.page;

/** A backup that lies on the {@link Shelf}. */
record ShelvedBackup(String fileName, ShelfName name, long sizeBytes, Stand stand) {
  /** How far it came. */
  enum Stand {
    /** The page that made it died meanwhile. */
    BEGUN,
    WHOLE
  }

  boolean isWhole() {
    return stand == Stand.WHOLE;
  }
}
