package portage.atproto;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the scope out of an access token that is a JWT. Tokens are opaque by the protocol, so this is only a hint. */
final class TokenScope {
  private TokenScope() {}

  /** The {@code scope} claim, empty when there is none or the token is of another kind. */
  static String of(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      return "";
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(token.substring(first + 1, second));
      JsonValue claims = Json.parse(new String(payload, StandardCharsets.UTF_8));
      JsonValue scope = claims.isObject() ? ((JsonObject) claims).get("scope") : null;
      return scope != null && scope.isString() ? scope.asString() : "";
    } catch (IllegalArgumentException | ParseException e) {
      return "";
    }
  }
}
