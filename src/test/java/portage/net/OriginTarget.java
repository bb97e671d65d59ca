package portage.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import portage.fuzz.Owed;

/** An address that is accepted is one for everybody who reads addresses, and nothing but scheme, host and port. */
public final class OriginTarget {
  private OriginTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    Origin origin = Owed.read(data.length, () -> Origin.parse(text, Origin.Loopback.ALLOWED));
    Origin public_ = Owed.read(data.length, () -> Origin.parse(text, Origin.Loopback.REFUSED));
    if (origin == null) {
      Owed.same(null, public_);
      return;
    }
    boolean isLoopback = Origin.isLoopbackHost(origin.hostName());
    Owed.same(isLoopback, public_ == null);
    Owed.same(origin, Origin.parse(origin.toString(), Origin.Loopback.ALLOWED));
    URI uri = URI.create(origin.toString());
    Owed.same(origin.hostName(), uri.getHost());
    Owed.same("", uri.getPath());
    Owed.same(null, uri.getUserInfo());
    Owed.same(null, uri.getQuery());
    Owed.same(null, uri.getFragment());
    Owed.holds(uri.getScheme().equals("https") || isLoopback, "http to another machine");
    Owed.holds(uri.getPort() >= -1 && uri.getPort() <= 65535 && uri.getPort() != 0, "a port that is none");
  }

  public static List<byte[]> seeds() {
    return List.of(
        utf8("https://pds.example.com"), utf8("http://localhost:2583/"), utf8("HTTPS://Pds.Example:8443"),
        utf8("https://user:pass@pds.example/path?q#f"), utf8("https://[::1]:80"), utf8("https://xn--bcher-kva.example"),
        utf8("http://127.0.0.1"), utf8("https://0x7f.1"), utf8("pds.example."), utf8("https://\u212aelvin.example"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
