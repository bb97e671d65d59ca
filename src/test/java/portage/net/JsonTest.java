package portage.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

class JsonTest {
  private static final ErrorContext CONTEXT = ErrorContext.of("com.example.query").at("pds.example.com");

  private static Json json(String text) throws StreamingException {
    return Json.parse(text, CONTEXT);
  }

  /** A refusal that tells the server and the field, whatever the answer held. */
  private static StreamingException refused(Executable body, String what) {
    StreamingException refusal = assertThrows(StreamingException.class, body, what);
    assertEquals(ErrorCode.BAD_ANSWER, refusal.code(), what);
    assertEquals("pds.example.com", refusal.context().host(), what);
    return refusal;
  }

  @Test void whatIsNoObjectIsABadAnswer() {
    for (String text : List.of(
        "", " ", "<html>502 Bad Gateway</html>", "[]", "7", "null", "true", "\"text\"", "{", "{\"a\":", "{\"a\":1",
        "{\"a\":1}}", "{\"a\":1} {}", "{a:1}", "{'a':1}", "{\"a\":01}", "{\"a\":NaN}", "{\"a\":1,}", "\ufeff{}",
        "{\"a\":\"\u0001\"}", "{\"a\":\"\\x\"}")) {
      refused(() -> json(text), text);
    }
  }

  @Test void refusalDoesNotRepeatTheAnswer() {
    StreamingException refusal = refused(() -> json("{\"accessJwt\":\"secret\" oops"), "cut");
    assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
  }

  @Test void bottomlessNestingIsABadAnswer() {
    for (String open : List.of("[", "{\"a\":")) {
      refused(() -> json("{\"a\":" + open.repeat(200_000)), open);
    }
  }

  @Test void missingAndNullAreTheSame() throws StreamingException {
    for (String text : List.of("{}", "{\"f\":null}")) {
      Json json = json(text);
      assertEquals("fallback", json.textOr("f", "fallback"));
      assertNull(json.textOr("f", null));
      assertTrue(json.flagOr("f", true));
      assertEquals(OptionalLong.empty(), json.count("f"));
      assertNull(json.objectOrNull("f"));
      assertEquals(List.of(), json.objects("f"));
      assertEquals(List.of(), json.texts("f"));
      refused(() -> json.text("f"), "text");
      refused(() -> json.requiredCount("f"), "count");
      refused(() -> json.object("f"), "object");
    }
  }

  @Test void otherTypesThanTheLexiconHasAreRefused() throws StreamingException {
    for (String value : List.of("7", "true", "{}", "[]", "[\"a\"]")) {
      Json json = json("{\"f\":" + value + "}");
      assertTrue(refused(() -> json.text("f"), value).detail().contains("f"), value);
      refused(() -> json.textOr("f", "fallback"), value);
    }
    for (String value : List.of("7", "\"true\"", "\"\"", "{}", "[]", "0")) {
      Json json = json("{\"f\":" + value + "}");
      refused(() -> json.flagOr("f", false), value);
    }
    for (String value : List.of("7", "true", "\"a\"", "[]", "[{}]")) {
      Json json = json("{\"f\":" + value + "}");
      refused(() -> json.object("f"), value);
      refused(() -> json.objectOrNull("f"), value);
    }
    for (String value : List.of("7", "true", "\"a\"", "{}", "{\"0\":\"a\"}")) {
      Json json = json("{\"f\":" + value + "}");
      refused(() -> json.objects("f"), value);
      refused(() -> json.texts("f"), value);
    }
  }

  @Test void listsHoldWhatTheyShouldAndNothingElse() throws StreamingException {
    assertEquals(List.of("a", ""), json("{\"f\":[\"a\",\"\"]}").texts("f"));
    assertEquals(2, json("{\"f\":[{},{\"a\":1}]}").objects("f").size());
    for (String value : List.of("[\"a\",7]", "[null]", "[[\"a\"]]", "[{}]")) {
      Json json = json("{\"f\":" + value + "}");
      refused(() -> json.texts("f"), value);
    }
    for (String value : List.of("[{},null]", "[\"a\"]", "[[]]", "[7]")) {
      Json json = json("{\"f\":" + value + "}");
      refused(() -> json.objects("f"), value);
    }
  }

  @Test void countsAreWholeAndNotNegative() throws StreamingException {
    assertEquals(OptionalLong.of(0), json("{\"f\":0}").count("f"));
    assertEquals(7, json("{\"f\":7}").requiredCount("f"));
    assertEquals(7, json("{\"f\":7.0}").requiredCount("f"));
    assertEquals(3_000_000_000L, json("{\"f\":3000000000}").requiredCount("f"));
    assertEquals(9_007_199_254_740_992L, json("{\"f\":9007199254740992}").requiredCount("f"));
    for (String value : List.of(
        "-1", "-0.5", "0.5", "1.5", "9007199254740993", "12345678901234567890", "7.00001", "1e3", "1e300", "1e999", "-1e999", "\"7\"", "true", "[7]", "{}")) {
      Json json = json("{\"f\":" + value + "}");
      refused(() -> json.count("f"), value);
      refused(() -> json.requiredCount("f"), value);
    }
  }

  @Test void hugeTextsAreRefused() throws StreamingException {
    assertEquals(100_000, json("{\"f\":\"" + "a".repeat(100_000) + "\"}").text("f").length());
    Json json = json("{\"f\":\"" + "a".repeat(100_001) + "\",\"g\":[\"" + "a".repeat(100_001) + "\"]}");
    StreamingException refusal = refused(() -> json.text("f"), "huge");
    assertTrue(refusal.getMessage().length() < 1_000, "the huge text is in the message");
    refused(() -> json.textOr("f", null), "huge");
    refused(() -> json.texts("g"), "huge");
  }

  @Test void objectsWithinTellTheSameServer() throws StreamingException {
    Json inner = json("{\"a\":{\"b\":{}}}").object("a").object("b");
    refused(() -> inner.text("c"), "inner");
    assertEquals("x", json("{\"a\":[{\"b\":\"x\"}]}").objects("a").get(0).text("b"));
  }

  @Test void textsKeepEveryCharacter() throws StreamingException {
    assertEquals("\u00e9\ud83d\ude00\n\"\\/", json("{\"f\":\"\u00e9\\ud83d\\ude00\\n\\\"\\\\\\/\"}").text("f"));
  }

  @Test void rawObjectIsAsTheServerSentIt() throws StreamingException {
    String text = "{\"$type\":\"unknown\",\"big\":12345678901234567890,\"list\":[1.50,null]}";
    assertEquals(text, json(text).raw().toString());
  }
}
