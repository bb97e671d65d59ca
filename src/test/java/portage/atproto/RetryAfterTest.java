package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import portage.error.StreamingException;
import portage.jvm.ScriptedHttp;
import portage.net.HttpRequest;

/** What may be read from the headers of a server that wants fewer requests. */
class RetryAfterTest {
  private static final long NOW = 1_800_000_000_000L;

  private static long millis(String... headers) throws StreamingException {
    return RetryAfter.millis(new ScriptedHttp().then(429, "", headers).send(HttpRequest.get("https://a.example/")), NOW);
  }

  @Test void secondsAreTakenAtTheirWord() throws StreamingException {
    assertEquals(7_000, millis("Retry-After", "7"));
    assertEquals(0, millis("retry-after", "0", "ratelimit-reset", "1800000300"));
  }

  @Test void resetIsATimeRoundedDown() throws StreamingException {
    assertEquals(301_000, millis("RateLimit-Reset", "1800000300"));
  }

  @Test void hiddenOrSenselessHeadersSayNothing() throws StreamingException {
    assertEquals(-1, millis());
    assertEquals(-1, millis("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT"));
    assertEquals(-1, millis("retry-after", "-5"));
    assertEquals(-1, millis("ratelimit-reset", "99999999999999"));
  }

  @Test void clocksThatDisagreeMakeNobodyWaitAnHourTooLongOrNotAtAll() throws StreamingException {
    assertEquals(-1, millis("ratelimit-reset", "1799996700", "ratelimit-policy", "3000;w=300"));
    assertEquals(300_000, millis("ratelimit-reset", "1800003800", "ratelimit-policy", "3000;w=300"));
    assertEquals(3_801_000, millis("ratelimit-reset", "1800003800", "ratelimit-policy", "1000;w=86400"));
    assertEquals(3_801_000, millis("ratelimit-reset", "1800003800", "ratelimit-policy", "of another kind;w="));
  }
}
