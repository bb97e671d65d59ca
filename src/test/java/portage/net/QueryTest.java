package portage.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static String with(String value) {
    return new Query("https://a.example/x").with("v", value).toString();
  }

  @Test void queryWithoutParametersIsTheAddress() {
    assertEquals("https://a.example/x", new Query("https://a.example/x").toString());
  }

  @Test void parametersFollowInTheirOrder() {
    assertEquals("u?b=1&a=2&b=3", new Query("u").with("b", "1").with("a", "2").with("b", "3").toString());
  }

  @Test void absentParameterLeavesNoTrace() {
    assertEquals("u?b=1", new Query("u").with("a", null).with("b", "1").with("c", null).toString());
    assertEquals("u", new Query("u").with("a", null).toString());
    assertEquals("u?a=", new Query("u").with("a", "").toString());
  }

  @Test void everythingButTheUnreservedIsEncoded() {
    assertEquals("https://a.example/x?v=did%3Aplc%3Aabc", with("did:plc:abc"));
    assertEquals("https://a.example/x?v=azAZ09-._~", with("azAZ09-._~"));
    assertEquals("https://a.example/x?v=%20%2B%26%3D%3F%23%25%2F%40%22", with(" +&=?#%/@\""));
    assertEquals("https://a.example/x?v=%00%0A%0D%7F", with("\u0000\n\r\u007f"));
  }

  @Test void valueCannotBecomeAnotherParameter() {
    assertEquals("https://a.example/x?v=a%26did%3Devil", with("a&did=evil"));
    assertEquals("https://a.example/x?v=a%23", with("a#"));
  }

  @Test void textsAreEncodedAsUtf8() {
    assertEquals("https://a.example/x?v=%C3%A9%E2%98%83%F0%9F%98%80", with("\u00e9\u2603\ud83d\ude00"));
  }

  @Test void everyCharacterComesBackDecoded() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0xd800; c += c < 0x200 ? 1 : 97) {
      all.append(c);
    }
    String url = with(all.toString());
    String value = url.substring(url.indexOf('=') + 1);
    assertEquals(all.toString(), URLDecoder.decode(value, StandardCharsets.UTF_8));
  }

  @Test void addingGoesOnWithTheSameQuery() {
    Query query = new Query("u");
    assertSame(query, query.with("a", "1"));
  }
}
