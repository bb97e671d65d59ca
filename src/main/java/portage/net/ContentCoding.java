package portage.net;

/** How a request's body is packed for its way (RFC 9110, section 8.4). */
public enum ContentCoding {
  IDENTITY(null),
  GZIP("gzip");

  private final String headerOrNull;

  ContentCoding(String headerOrNull) {
    this.headerOrNull = headerOrNull;
  }

  /** The value of {@code content-encoding}, or null where the header is left out. */
  public String headerOrNull() {
    return headerOrNull;
  }
}
