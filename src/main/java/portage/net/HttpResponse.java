package portage.net;

import portage.stream.ByteStream;

/** An answer whose body is still to be read. The caller closes it. */
public interface HttpResponse extends AutoCloseable {
  int status();

  /** A header's value, name in any case, or null when absent or hidden from the page by CORS. */
  String header(String name);

  /** The body; the same stream at every call. A body cut short fails the read where the browser can tell. */
  ByteStream body();

  /**
   * From now on the rest of the body has to be there within {@code millis}, or reading it fails with {@code STALLED}: a
   * server that trickles is never silent for long. Until then a body may take as long as it keeps coming.
   */
  void endWithin(long millis);

  /** Ends the transfer. Safe to call twice; never throws. */
  @Override
  void close();
}
