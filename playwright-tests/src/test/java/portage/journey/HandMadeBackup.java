package portage.journey;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A backup as another program would write it: what the server gives, zipped by Java, with a manifest. */
final class HandMadeBackup {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String pds;
  private final SandboxAccount account;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final JsonArray entries = new JsonArray();

  private HandMadeBackup(String pds, SandboxAccount account) {
    this.pds = pds;
    this.account = account;
  }

  /** {@code plcData} is what the directory says of the account, {@code pds} its server's address. */
  static byte[] of(SandboxAccount account, String pds, JsonObject plcData) {
    try {
      return new HandMadeBackup(pds, account).zip(plcData);
    } catch (IOException | InterruptedException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] zip(JsonObject plcData) throws IOException, InterruptedException, NoSuchAlgorithmException {
    JsonObject latest = json(get("com.atproto.sync.getLatestCommit?did=" + account.did(), null));
    for (JsonValue cid : json(get("com.atproto.sync.listBlobs?limit=1000&did=" + account.did(), null)).get("cids").asArray()) {
      byte[] blob = get("com.atproto.sync.getBlob?did=" + account.did() + "&cid=" + cid.asString(), null);
      files.put("blobs/" + cid.asString(), blob);
      entries.add(
          new JsonObject().add("name", "blobs/" + cid.asString()).add("sizeBytes", blob.length).add("cid", cid)
              .add("mediaType", "image/png").add("records", new JsonArray()));
    }
    add("repo.car", get("com.atproto.sync.getRepo?did=" + account.did(), null));
    add("preferences.json", get("app.bsky.actor.getPreferences", token()));
    add("did.json", document(plcData).toString().getBytes(StandardCharsets.UTF_8));
    JsonObject manifest =
        new JsonObject().add("format", "portage-backup").add("version", 1).add("did", account.did())
            .add("handle", account.handle()).add("pds", pds).add("root", latest.getString("cid", ""))
            .add("rev", latest.getString("rev", "")).add("createdAt", "2026-11-26T12:00:00.000Z")
            .add("preferences", "included").add("entries", entries).add("missing", new JsonArray());
    files.put("manifest.json", manifest.toString().getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private void add(String name, byte[] content) throws NoSuchAlgorithmException {
    files.put(name, content);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    entries.add(
        new JsonObject().add("name", name).add("sizeBytes", content.length).add("sha256", hash)
            .add("mediaType", "application/octet-stream").add("records", new JsonArray()));
  }

  private JsonObject document(JsonObject plcData) {
    String key = plcData.get("verificationMethods").asObject().getString("atproto", "").substring("did:key:".length());
    return new JsonObject()
        .add("id", account.did())
        .add("alsoKnownAs", plcData.get("alsoKnownAs"))
        .add(
            "verificationMethod",
            new JsonArray().add(
                new JsonObject().add("id", account.did() + "#atproto").add("type", "Multikey")
                    .add("controller", account.did()).add("publicKeyMultibase", key)))
        .add(
            "service",
            new JsonArray().add(
                new JsonObject().add("id", "#atproto_pds").add("type", "AtprotoPersonalDataServer")
                    .add("serviceEndpoint", pds)));
  }

  private String token() throws IOException, InterruptedException {
    JsonObject input = new JsonObject().add("identifier", account.did()).add("password", account.password());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(pds + "/xrpc/com.atproto.server.createSession"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(input.toString()))
            .build();
    return json(http.send(request, BodyHandlers.ofByteArray()).body()).getString("accessJwt", "");
  }

  private byte[] get(String call, String tokenOrNull) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(pds + "/xrpc/" + call));
    if (tokenOrNull != null) request.header("authorization", "Bearer " + tokenOrNull);
    var answer = http.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) throw new IOException(call + ": " + answer.statusCode());
    return answer.body();
  }

  private static JsonObject json(byte[] bytes) {
    return Json.parse(new String(bytes, StandardCharsets.UTF_8)).asObject();
  }
}
