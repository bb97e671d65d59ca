package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens that expire on the way are renewed, and the call is made again. */
class TokenTest extends BrowserTest {
  @ParameterizedTest
  @CsvSource({
    "alpha, com.atproto.server.getServiceAuth",
    "beta, com.atproto.repo.importRepo",
    "beta, com.atproto.repo.uploadBlob",
    "beta, app.bsky.actor.putPreferences",
    "alpha, com.atproto.identity.signPlcOperation",
    "beta, com.atproto.identity.submitPlcOperation",
    "beta, com.atproto.server.activateAccount",
    "beta, com.atproto.repo.applyWrites",
    "alpha, com.atproto.server.deactivateAccount",
  })
  void tokenThatExpiresIsRenewed(String pds, String nsid) {
    // A token that is renewed within the second in which it was made is the same token again.
    control.fault("beta", "com.atproto.server.describeServer", "delay", "millis", 1100);
    control.fault("alpha", "com.atproto.sync.getRepo", "delay", "millis", 1100);
    control.fault(pds, nsid, "expireToken");
    Journey journey = smallJourney();
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertEquals(List.of(), control.faultsNotHit());
  }
}
