package portage.journey;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a test does to the network, and what it asks it: a client of the sandbox's control API and of its mailbox. */
final class Control {
  private static final long MAIL_WITHIN_MILLIS = 30_000;

  private static final long HIT_WITHIN_NANOS = 40_000_000_000L;
  private static final long POLL_NANOS = 10_000_000;

  /** One line of the fronts' log. */
  record Call(String pds, String nsid, int status, boolean aborted, long atMillis, long durationMillis) {
    boolean isAnswered() {
      return status == 200 && !aborted;
    }

    long endedAtMillis() {
      return atMillis + durationMillis;
    }
  }

  /** A mail with a code. */
  record Mail(String code, long atMillis) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonObject network;
  private int accounts;

  Control(JsonObject network) {
    this.network = network;
  }

  /** A small account that nobody used before: four records, two images, preferences. */
  SandboxAccount smallAccount(String pds) {
    return account(pds, new JsonObject().add("posts", 3).add("images", 2).add("imageBytes", 3000).add("preferences", true));
  }

  /** An account with a bit of everything, a recovery key of its owner's and a labeler. */
  SandboxAccount fullAccount(String pds) {
    return account(
        pds,
        new JsonObject()
            .add("posts", 30).add("likes", 20).add("follows", 5)
            .add("images", 8).add("imageBytes", 40_000).add("videoBytes", 2_000_000)
            .add("avatar", true).add("preferences", true)
            .add("ownRotationKey", true).add("labeler", true));
  }

  /** Makes an account under a name of its own; {@code wish} is what {@code POST /accounts} takes besides. */
  SandboxAccount account(String pds, JsonObject wish) {
    JsonObject asked = new JsonObject().merge(wish).set("pds", pds);
    if (asked.get("name") == null) asked.add("name", "mover" + ++accounts);
    return SandboxAccount.of(call("POST", "/accounts", asked).asObject());
  }

  /** The server goes away, with its data. */
  void stop(String pds) {
    call("POST", "/pds/" + pds + "/stop", null);
  }

  /** It comes back, unless it is there. */
  void start(String pds) {
    call("POST", "/pds/" + pds + "/start", null);
  }

  String invite(String pds) {
    return call("POST", "/invites", new JsonObject().add("pds", pds)).asObject().getString("code", "");
  }

  /** A new app password of the account. */
  String appPassword(SandboxAccount account) {
    JsonObject about = new JsonObject().add("pds", account.pds()).add("did", account.did());
    return call("POST", "/app-passwords", about).asObject().getString("password", "");
  }

  /** Writes posts at the source, as an app would meanwhile. */
  void write(SandboxAccount account, int count) {
    call("POST", "/write", new JsonObject().add("pds", account.pds()).add("did", account.did()).add("count", count));
  }

  /** A bit of everything at the source: a like, a post with an image; and the oldest post less. One record more. */
  void writeABitOfEverything(SandboxAccount account) {
    call(
        "POST", "/write",
        new JsonObject().add("pds", account.pds()).add("did", account.did()).add("count", 0).add("likes", 1)
            .add("images", 1).add("deletes", 1));
  }

  /** The first code that was mailed to the account after that time; waits for it. */
  Mail mail(SandboxAccount account, long afterMillis) {
    return mails(account, afterMillis).get(0);
  }

  /** The code that holds: each replaces the one before. Waits for the first. */
  Mail newestMail(SandboxAccount account) {
    List<Mail> mails = mails(account, 0);
    return mails.get(mails.size() - 1);
  }

  private List<Mail> mails(SandboxAccount account, long afterMillis) {
    String url =
        network.getString("mailbox", "") + "/messages?wait=" + MAIL_WITHIN_MILLIS + "&after=" + afterMillis
            + "&to=" + URLEncoder.encode(account.email(), StandardCharsets.UTF_8);
    List<Mail> mails = new ArrayList<>();
    for (JsonValue message : send("GET", url, null).asArray()) {
      String code = message.asObject().getString("code", "");
      if (!code.isEmpty()) mails.add(new Mail(code, message.asObject().getLong("at", 0)));
    }
    if (mails.isEmpty()) throw new AssertionError("no code was mailed to " + account.email());
    return mails;
  }

  /** Makes every code that was mailed to the account older than a code may be. */
  void expireCodes(SandboxAccount account) {
    call("POST", "/mail-codes/expire", new JsonObject().add("pds", account.pds()).add("did", account.did()));
  }

  void corruptBlob(SandboxAccount account, String cid) {
    call("POST", "/blobs/corrupt", new JsonObject().add("pds", account.pds()).add("did", account.did()).add("cid", cid));
  }

  void restoreBlob(SandboxAccount account, String cid) {
    call("POST", "/blobs/restore", new JsonObject().add("pds", account.pds()).add("did", account.did()).add("cid", cid));
  }

  /** CIDs of the blobs that the account's PDS lists. */
  List<String> blobs(SandboxAccount account) {
    String url =
        network.get("pdses").asObject().get(account.pds()).asObject().getString("url", "")
            + "/xrpc/com.atproto.sync.listBlobs?did=" + URLEncoder.encode(account.did(), StandardCharsets.UTF_8);
    List<String> cids = new ArrayList<>();
    for (JsonValue cid : send("GET", url, null).asObject().get("cids").asArray()) cids.add(cid.asString());
    return cids;
  }

  /** The bytes of a blob, as the account's PDS gives them to anybody. */
  byte[] blob(SandboxAccount account, String cid) {
    return bytes(account, "com.atproto.sync.getBlob?cid=" + cid + "&did=");
  }

  /** The account's repo as its PDS gives it to anybody. */
  byte[] repo(SandboxAccount account) {
    return bytes(account, "com.atproto.sync.getRepo?did=");
  }

  private byte[] bytes(SandboxAccount account, String query) {
    String url =
        network.get("pdses").asObject().get(account.pds()).asObject().getString("url", "") + "/xrpc/" + query
            + URLEncoder.encode(account.did(), StandardCharsets.UTF_8);
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(url, e);
    }
  }

  /** The identity as the directory has it. */
  JsonObject plcData(SandboxAccount account) {
    return send("GET", network.getString("plc", "") + "/" + account.did() + "/data", null).asObject();
  }

  /** How many operations of the identity the directory has, the first one and those that were undone among them. */
  int plcOperations(SandboxAccount account) {
    return send("GET", network.getString("plc", "") + "/" + account.did() + "/log/audit", null).asArray().size();
  }

  JsonObject didDocument(SandboxAccount account) {
    return send("GET", account.didDocument(), null).asObject();
  }

  void putDidDocument(SandboxAccount account, JsonObject document) {
    call("PUT", "/did-web", new JsonObject().add("did", account.did()).add("document", document));
  }

  /** What {@code POST /compare} finds. */
  JsonObject compare(SandboxAccount account, String target, String targetPassword) {
    return call(
            "POST",
            "/compare",
            new JsonObject()
                .add("did", account.did()).add("source", account.pds()).add("sourcePassword", account.password())
                .add("target", target).add("targetPassword", targetPassword))
        .asObject();
  }

  /**
   * Sets a fault on the next call of a method at a PDS.
   *
   * @param parameters names and values in turn: those of the fault, or {@code "call", "every"}, or {@code "match", …}
   */
  void fault(String pds, String nsid, String kind, Object... parameters) {
    JsonObject fault = new JsonObject().add("pds", pds).add("nsid", nsid).add("kind", kind);
    for (int i = 0; i < parameters.length; i += 2) {
      Object value = parameters[i + 1];
      String name = (String) parameters[i];
      if (value instanceof JsonValue json) fault.add(name, json);
      else if (value instanceof Integer number) fault.add(name, number);
      else fault.add(name, (String) value);
    }
    call("POST", "/faults", fault);
  }

  /** Sets a known fault of the sandbox's list on the next call of a method at a PDS. */
  void known(String name, String pds, String nsid) {
    call("POST", "/faults", new JsonObject().add("known", name).add("pds", pds).add("nsid", nsid));
  }

  /** Puts a script in front of a file of the page, from now on; an empty one takes it away. */
  void putBefore(String path, String script) {
    call("PUT", "/site/before", new JsonObject().add("path", path).add("script", script));
  }

  /** Methods of the faults that have hit no call so far. */
  List<String> faultsNotHit() {
    List<String> waiting = new ArrayList<>();
    for (JsonValue fault : call("GET", "/faults", null).asArray()) {
      if (fault.asObject().getInt("hits", 0) == 0) waiting.add(fault.asObject().getString("nsid", ""));
    }
    return waiting;
  }

  /** Waits until every fault has hit a call. */
  void waitForHit() {
    long deadline = System.nanoTime() + HIT_WITHIN_NANOS;
    while (!faultsNotHit().isEmpty()) {
      if (System.nanoTime() > deadline) throw new AssertionError("not called: " + faultsNotHit());
      LockSupport.parkNanos(POLL_NANOS); // the sandbox cannot be waited for
    }
  }

  void clearFaults() {
    call("DELETE", "/faults", null);
  }

  /** Lets the page's own server keep requests waiting whose path holds this text. */
  void holdSite(String text) {
    call("POST", "/site-hold", new JsonObject().add("match", text));
  }

  /** Lets it send so many bytes of files whose path holds this text, and keep the rest. */
  void holdSiteAfter(int bytes, String text) {
    call("POST", "/site-hold", new JsonObject().add("match", text).add("bytes", bytes));
  }

  /** Lets it answer everything again, what waits first. */
  void releaseSite() {
    call("DELETE", "/site-hold", null);
  }

  void clearLog() {
    call("DELETE", "/log", null);
  }

  /** The calls of a method at a PDS since the log was cleared, without preflights; a call stands in it once it ended. */
  List<Call> calls(String pds, String nsid) {
    List<Call> calls = new ArrayList<>();
    for (JsonValue line : (JsonArray) call("GET", "/log", null)) {
      JsonObject entry = line.asObject();
      boolean fits =
          entry.getString("pds", "").equals(pds)
              && nsid.equals(entry.get("nsid").isNull() ? "" : entry.getString("nsid", ""))
              && !entry.getString("method", "").equals("OPTIONS");
      if (fits) {
        calls.add(
            new Call(
                pds, nsid, entry.getInt("status", 0), entry.getBoolean("aborted", false),
                entry.getLong("at", 0), entry.getLong("durationMillis", 0)));
      }
    }
    return calls;
  }

  /** How often the whole of a repo was read, and not only what came since. */
  long getsOfWholeRepo(String pds) {
    long count = 0;
    for (JsonValue line : call("GET", "/log", null).asArray()) {
      String path = line.asObject().getString("path", "");
      boolean isWhole = path.contains("com.atproto.sync.getRepo?") && !path.contains("since=");
      count += isWhole && line.asObject().getString("pds", "").equals(pds) ? 1 : 0;
    }
    return count;
  }

  /** The whole log as the sandbox tells it, in the order in which the calls ended. */
  List<JsonObject> log() {
    List<JsonObject> entries = new ArrayList<>();
    for (JsonValue entry : call("GET", "/log", null).asArray()) entries.add(entry.asObject());
    return entries;
  }

  /** The whole log, a line a call, for a person. */
  String logText() {
    StringBuilder text = new StringBuilder();
    for (JsonValue line : call("GET", "/log", null).asArray()) {
      JsonObject entry = line.asObject();
      text.append(entry.getLong("at", 0)).append(' ').append(entry.getString("pds", "")).append(' ')
          .append(entry.getString("method", "")).append(' ').append(entry.getString("path", "")).append(' ')
          .append(entry.getInt("status", 0)).append(entry.getBoolean("aborted", false) ? " aborted " : " ")
          .append(entry.getLong("durationMillis", 0)).append(" ms").append('\n');
    }
    return text.toString();
  }

  /** How many calls of a method at a PDS got their whole answer. */
  long answered(String pds, String nsid) {
    return calls(pds, nsid).stream().filter(Call::isAnswered).count();
  }

  /** Waits until a call of a method at a PDS got its whole answer: nobody on the page waits for a sign-out. */
  void waitForAnswer(String pds, String nsid) {
    long deadline = System.nanoTime() + HIT_WITHIN_NANOS;
    while (answered(pds, nsid) == 0) {
      if (System.nanoTime() > deadline) throw new AssertionError("no answer to " + nsid + " of " + pds + ":\n" + logText());
      LockSupport.parkNanos(POLL_NANOS); // the sandbox cannot be waited for
    }
  }

  private JsonValue call(String method, String path, JsonValue body) {
    return send(method, network.getString("control", "") + path, body);
  }

  private JsonValue send(String method, String url, JsonValue body) {
    HttpRequest.BodyPublisher publisher =
        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString());
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).method(method, publisher).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(method + " " + url + ": " + response.statusCode() + " " + response.body());
      }
      return response.body().isEmpty() ? Json.NULL : Json.parse(response.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + url, e);
    }
  }
}
