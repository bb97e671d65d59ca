package portage.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.eclipsesource.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portage.atproto.PlainHttp;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.CannedHttp;
import portage.jvm.FakeClock;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;

class SiteConfigTest {
  private static SiteConfig load(String config) throws StreamingException {
    CannedHttp http = new CannedHttp().with("app/config.json", config);
    RetryPolicy retry = new RetryPolicy(new FakeClock(0), () -> 0, 1, 0, 0);
    return SiteConfig.load(
        new PlainHttp(http, retry), "https://site.example/app/worker.js", Origin.Loopback.REFUSED, new CancelSignal());
  }

  private static String config(String directory, String resolver) {
    return new JsonObject().add("plcDirectory", directory).add("handleResolver", resolver).toString();
  }

  @Test void addressesAreTaken() throws StreamingException {
    SiteConfig config = load(config("https://plc.example", "https://dns.example/dns-query"));
    assertEquals("https://plc.example", config.plcDirectory().toString());
    assertEquals("https://dns.example/dns-query", config.handleResolverUrl());
    assertEquals("dns.example", config.handleResolverHost());
  }

  @ParameterizedTest
  @CsvSource({
    "https://plc.example, dns.example/dns-query", "https://plc.example, http://dns.example/dns-query",
    "https://plc.example, https://a:b@dns.example/", "https://plc.example, javascript:alert(1)",
    "https://plc.example/path, https://dns.example/", "http://plc.example, https://dns.example/",
    "http://localhost:2582, https://dns.example/", "https://plc.example, ''",
  })
  void addressThatCannotBeAskedIsRefused(String directory, String resolver) {
    StreamingException refusal = assertThrows(StreamingException.class, () -> load(config(directory, resolver)));
    assertEquals(ErrorCode.SITE_SETTINGS, refusal.code());
  }

  @Test void configThatIsNoneIsRefused() {
    for (String text : new String[] {"", "[]", "<html>", "{}", "{\"plcDirectory\":1}"}) {
      assertEquals(ErrorCode.BAD_ANSWER, assertThrows(StreamingException.class, () -> load(text)).code(), text);
    }
  }
}
