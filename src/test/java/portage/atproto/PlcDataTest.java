package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;

class PlcDataTest {
  private static final String JSON = """
      {"did":"did:plc:vrcrv2rgcpxhbxrdmuupcc4k",
       "verificationMethods":{"atproto":"did:key:zQ3sh","atproto_label":"did:key:z6Mkh"},
       "rotationKeys":["did:key:zA","did:key:zB"],
       "alsoKnownAs":["https://alice.test","at://alice.test","at://old.test"],
       "services":{"atproto_pds":{"type":"AtprotoPersonalDataServer","endpoint":"https://pds.example.com"},
                   "atproto_labeler":{"type":"AtprotoLabeler","endpoint":"https://label.example.com"}}}""";

  @Test
  void answerOfTheDirectoryIsReadWithEverythingInIt() throws Exception {
    PlcData data = PlcData.parse(Json.parse(JSON).asObject());
    assertEquals("did:plc:vrcrv2rgcpxhbxrdmuupcc4k", data.did());
    assertEquals(List.of("did:key:zA", "did:key:zB"), data.rotationKeys());
    assertEquals("did:key:zQ3sh", data.signingKey());
    assertEquals("did:key:z6Mkh", data.verificationMethods().get("atproto_label"));
    assertEquals("https://pds.example.com", data.pdsEndpoint());
    assertEquals(2, data.services().size());
    assertEquals("alice.test", data.handle());
  }

  @Test
  void whatIsNotThereIsNull() throws Exception {
    PlcData data = PlcData.parse(Json.parse("""
        {"did":"did:plc:x","verificationMethods":{},"rotationKeys":[],"alsoKnownAs":[],
         "services":{"atproto_pds":{"type":"Other","endpoint":"https://x"}}}""").asObject());
    assertNull(data.signingKey());
    assertNull(data.pdsEndpoint());
    assertNull(data.handle());
  }

  @Test
  void missingFieldIsABadAnswer() {
    JsonObject good = Json.parse(JSON).asObject();
    for (String name : good.names()) {
      for (JsonObject bad : List.of(new JsonObject(good).remove(name), new JsonObject(good).set(name, 1))) {
        assertEquals(ErrorCode.BAD_ANSWER, assertThrows(StreamingException.class, () -> PlcData.parse(bad)).code());
      }
    }
  }

  @Test
  void listsAndMapsCannotBeChanged() throws Exception {
    PlcData data = PlcData.parse(Json.parse(JSON).asObject());
    assertThrows(UnsupportedOperationException.class, () -> data.rotationKeys().add("x"));
    assertThrows(UnsupportedOperationException.class, () -> data.alsoKnownAs().clear());
    assertThrows(UnsupportedOperationException.class, () -> data.services().clear());
    assertThrows(UnsupportedOperationException.class, () -> data.verificationMethods().clear());
  }
}
