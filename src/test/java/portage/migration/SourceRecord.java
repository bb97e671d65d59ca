package portage.migration;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import portage.jvm.Sandbox;

/** One record that its owner writes, deletes and writes again, word for word, with an app. */
final class SourceRecord {
  private static final String COLLECTION = "app.bsky.feed.post";
  private static final String FIRST_KEY = "3jzfcijpj2z2a";

  private final String server;
  private final String did;
  private final String token;
  private final JsonObject value;

  private SourceRecord(String server, String did, String token, String text) {
    this.server = server;
    this.did = did;
    this.token = token;
    this.value =
        new JsonObject().add("$type", COLLECTION).add("text", text).add("createdAt", "2024-03-01T00:00:00.000Z");
  }

  static SourceRecord create(Sandbox sandbox, JsonObject account, String pds, String text) throws IOException {
    String did = account.getString("did", "");
    JsonObject signIn = new JsonObject().add("identifier", did).add("password", account.getString("password", ""));
    String server = sandbox.pds(pds);
    String token = post(server, "com.atproto.server.createSession", signIn, null).getString("accessJwt", "");
    SourceRecord record = new SourceRecord(server, did, token, text);
    record.write("create", FIRST_KEY);
    return record;
  }

  /** Under another key; the one before goes. */
  void createAgain() throws IOException {
    write("create", "3jzfcijpj2z2b");
    write("delete", FIRST_KEY);
  }

  private void write(String action, String key) throws IOException {
    JsonObject write =
        new JsonObject().add("$type", "com.atproto.repo.applyWrites#" + action).add("collection", COLLECTION)
            .add("rkey", key);
    if (action.equals("create")) {
      write.add("value", value);
    }
    post(server, "com.atproto.repo.applyWrites", new JsonObject().add("repo", did).add("writes", new JsonArray().add(write)), token);
  }

  private static JsonObject post(String server, String nsid, JsonObject body, String tokenOrNull) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/xrpc/" + nsid)).header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (tokenOrNull != null) {
      request.header("authorization", "Bearer " + tokenOrNull);
    }
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(nsid + ": " + answer.statusCode() + " " + answer.body());
      }
      return Json.parse(answer.body()).asObject();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
