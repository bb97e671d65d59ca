package portage.atproto;

/** The type under which a blob goes on. */
final class MediaType {
  private static final String UNKNOWN = "application/octet-stream";
  private static final String ALLOWED = "abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-/";
  private static final int MAX_CHARS = 127;

  private MediaType() {}

  /**
   * The source's type without parameters such as a charset, which the target would keep as part of the type. What is no
   * media type becomes {@code application/octet-stream}: the header comes from a server and goes into a request.
   */
  static String forUpload(String headerOrNull) {
    if (headerOrNull == null) {
      return UNKNOWN;
    }
    int semicolon = headerOrNull.indexOf(';');
    String type = (semicolon < 0 ? headerOrNull : headerOrNull.substring(0, semicolon)).trim().toLowerCase();
    if (type.length() > MAX_CHARS || type.indexOf('/') < 1 || type.indexOf('/') != type.lastIndexOf('/')) {
      return UNKNOWN;
    }
    for (int i = 0; i < type.length(); i++) {
      if (ALLOWED.indexOf(type.charAt(i)) < 0) {
        return UNKNOWN;
      }
    }
    return type;
  }
}
