package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;

class LostServerTest {
  private static PlcData at(String server, String... rotationKeys) {
    return new PlcData(
        Samples.DID, List.of(rotationKeys), Map.of(), List.of("https://ana.example", "at://ana." + server),
        Map.of(PlcData.PDS_ID, new PlcData.Service(PlcData.PDS_TYPE, "https://" + server)));
  }

  private static List<String> lost(PlcData... history) {
    return LostServer.credentials(List.of(history), "own").rotationKeys();
  }

  @Test void keysOfAnAccountThatWasMadeThereAreTheServers() {
    assertEquals(List.of("operator", "server"), lost(at("a", "operator", "server")));
    assertEquals(List.of("server"), lost(at("a", "own", "server")), "a recovery key that the person had from the start");
  }

  @Test void keysThatCameLaterAreThePersons() {
    assertEquals(List.of("server"), lost(at("a", "server"), at("a", "own", "server"), at("a", "own", "spare", "server")));
  }

  @Test void ofAnAccountThatMovedThereOnlyWhatCameWithTheMoveIsTheServers() {
    assertEquals(
        List.of("b1", "b2"), lost(at("a", "server"), at("a", "spare", "server"), at("b", "spare", "b1", "b2"), at("b", "own", "b1")));
    assertEquals(List.of("a2"), lost(at("a", "a1"), at("b", "own", "b1"), at("a", "own", "b1", "a2")), "back again");
  }

  @Test void handleGoesWithTheServer() {
    DidCredentials credentials = LostServer.credentials(List.of(at("a", "server"), at("b", "server")), "own");
    assertEquals(List.of("at://ana.b"), credentials.alsoKnownAs());
  }
}
