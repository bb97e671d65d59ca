package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import portage.atproto.PlcLog;
import portage.atproto.Servers;
import portage.net.Origin;

class FormerServersTest {
  private static final Servers SERVERS = new Servers(null, null, null, Origin.Loopback.REFUSED);

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.REFUSED);
  }

  private static PlcLog.PdsStay stay(String endpoint) {
    return new PlcLog.PdsStay(endpoint, 0);
  }

  @Test void newestComesFirstEachOnceAndWithoutThePresentOne() {
    List<PlcLog.PdsStay> history =
        List.of(
            stay("https://a.example"), stay("https://b.example"), stay("https://a.example/"), stay("https://c.example"),
            stay("https://now.example"));
    FormerServers former = FormerServers.of(history, origin("now.example"), SERVERS);
    assertEquals(List.of(origin("c.example"), origin("a.example"), origin("b.example")), former.origins());
    assertEquals(List.of(), former.unusable());
  }

  @Test void whatNoPageMayAskIsNamed() {
    List<PlcLog.PdsStay> history =
        List.of(stay("http://plain.example"), stay("https://user@odd.example/path"), stay("https://now.example"));
    FormerServers former = FormerServers.of(history, origin("now.example"), SERVERS);
    assertEquals(List.of(), former.origins());
    assertEquals(List.of("https://user@odd.example/path", "http://plain.example"), former.unusable());
  }
}
