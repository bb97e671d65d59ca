package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.Servers;
import portage.crypto.DidKey;
import portage.jvm.CannedHttp;
import portage.jvm.FakeClock;
import portage.migration.SourceAccess;
import portage.net.HttpClient;
import portage.net.Origin;
import portage.net.RetryPolicy;

/** Which handle is suggested at the new server. */
class TargetSearchTest {
  private static final String DESCRIBE = "com.atproto.server.describeServer";

  private static String suggested(HttpClient source, String handle) throws Exception {
    FakeClock clock = new FakeClock(0);
    Servers servers = new Servers(source, new RetryPolicy(clock, () -> 0, 1, 1, 1), clock, Origin.Loopback.REFUSED);
    Origin pds = servers.parse("pds.source.example");
    Account account =
        new Account(
            new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), handle, pds, pds,
            DidKey.parse("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"));
    return new TargetSearch(new Dialogue(view -> {}), null, servers, null)
        .suggestion(account, new SourceAccess.ByKey(null, null, null, null), ScreenSamples.server(OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource({"ana.source.example, ana.target.example", "ana.example, ana.example"})
  void ownDomainComesAlongAndANameOfTheFormerServerDoesNot(String handle, String expected) throws Exception {
    HttpClient source =
        new CannedHttp().with(DESCRIBE, "{\"did\":\"did:web:pds.source.example\",\"availableUserDomains\":[\".source.example\"]}");
    assertEquals(expected, suggested(source, handle));
  }

  @ParameterizedTest
  @CsvSource({"ana.pds.source.example, ana.target.example", "ana.example, ana.example"})
  void ownDomainIsKnownByItsNameWhereTheFormerServerIsGone(String handle, String expected) throws Exception {
    assertEquals(expected, suggested(new CannedHttp(), handle));
  }

  @Test void nothingIsSuggestedForAnAccountWithoutAHandle() throws Exception {
    assertEquals("", suggested(new CannedHttp(), null));
  }
}
