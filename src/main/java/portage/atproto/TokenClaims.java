package portage.atproto;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import portage.crypto.Base64Url;
import portage.ipld.Utf8;

/**
 * What an access token that is a JWT says of itself. Tokens are opaque by the protocol, so this is only a hint.
 *
 * @param scope empty when there is none or the token is of another kind
 * @param subject on the reference server the account's DID; empty as above
 * @param lifeMillis from its making to its end, by the clock of whoever made it; 0 when it does not say
 */
record TokenClaims(String scope, String subject, long lifeMillis) {
  private static final TokenClaims NONE = new TokenClaims("", "", 0);

  /** Longer lives than any server gives are not believed. */
  private static final long MOST_SECONDS = 400L * 24 * 60 * 60;

  static TokenClaims of(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      return NONE;
    }
    try {
      byte[] payload = Base64Url.decode(token.substring(first + 1, second));
      JsonValue claims = Json.parse(Utf8.decodeAnything(payload, 0, payload.length));
      return claims.isObject() ? of(claims.asObject()) : NONE;
    } catch (IllegalArgumentException | ParseException e) {
      return NONE;
    }
  }

  private static TokenClaims of(JsonObject claims) {
    long seconds = seconds(claims.get("exp")) - seconds(claims.get("iat"));
    return new TokenClaims(
        text(claims.get("scope")),
        text(claims.get("sub")),
        seconds > 0 && seconds <= MOST_SECONDS ? seconds * 1000 : 0);
  }

  private static String text(JsonValue value) {
    return value != null && value.isString() ? value.asString() : "";
  }

  /** Whole seconds since 1970; 0, which leaves no life that is believed, when it does not say. */
  private static long seconds(JsonValue value) {
    if (value == null || !value.isNumber()) {
      return 0;
    }
    String number = value.toString();
    int point = number.indexOf('.');
    return Long.parseLong(point < 0 ? number : number.substring(0, point));
  }
}
