package portage.net;

import portage.stream.ByteStream;

/** An answer whose body is still to be read. The caller closes it. */
public interface HttpResponse extends AutoCloseable {
  int status();

  /** A header's value, name in any case, or null when absent or hidden from the page by CORS. */
  String header(String name);

  /** The body; the same stream at every call. A body cut short fails the read where the browser can tell. */
  ByteStream body();

  /** Ends the transfer. Safe to call twice; never throws. */
  @Override
  void close();
}
