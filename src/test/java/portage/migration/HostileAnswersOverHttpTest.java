package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.jvm.CannedHttp;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.OverHttpTest;
import portage.jvm.RecordingHttp;

/**
 * Every field of every answer that the real servers gave during one whole move, spoilt in every way: the answer is refused
 * with a code that says so, or the field makes no difference. Where a spoilt field may come through as another value, or is
 * not read at all, is written down here, so that a field which is new, or newly read, shows. A list may always be shorter.
 */
@Timeout(300)
class HostileAnswersOverHttpTest extends OverHttpTest {
  /** Calls whose answers are in JSON and not looked at: that they succeeded is all. */
  private static final Set<String> NOT_READ = Set.of(
      "com.atproto.repo.applyWrites", "com.atproto.server.deleteSession", "com.atproto.repo.importRepo",
      "app.bsky.actor.putPreferences", "com.atproto.identity.submitPlcOperation");

  /**
   * Fields of which a text, number or list like any other is passed on: there is nothing it could be held against here. A
   * star stands for everything below.
   */
  private static final Map<String, Set<String>> PASSED_ON = Map.ofEntries(
      Map.entry(
          "com.atproto.server.describeServer",
          Set.of(
              "did", "availableUserDomains", "availableUserDomains[]", "inviteCodeRequired", "phoneVerificationRequired",
              "blobUploadLimit", "links", "links.termsOfService", "links.privacyPolicy", "contact", "contact.email")),
      Map.entry("com.atproto.identity.resolveHandle", Set.of("did")), // the DID document has to claim the handle, too
      Map.entry("com.atproto.server.createSession", Set.of("email", "active", "status", "accessJwt", "handle", "didDoc",
          "didDoc.id", "didDoc.alsoKnownAs", "didDoc.alsoKnownAs[]", "didDoc.verificationMethod",
          "didDoc.verificationMethod[]", "didDoc.verificationMethod[].id", "didDoc.verificationMethod[].type",
          "didDoc.verificationMethod[].publicKeyMultibase", "didDoc.service", "didDoc.service[]", "didDoc.service[].id",
          "didDoc.service[].type", "didDoc.service[].serviceEndpoint")),
      Map.entry("com.atproto.server.createAccount", Set.of("accessJwt", "handle", "didDoc", "didDoc.id", "didDoc.alsoKnownAs",
          "didDoc.alsoKnownAs[]", "didDoc.verificationMethod", "didDoc.verificationMethod[]",
          "didDoc.verificationMethod[].id", "didDoc.verificationMethod[].type",
          "didDoc.verificationMethod[].publicKeyMultibase", "didDoc.service", "didDoc.service[]", "didDoc.service[].id",
          "didDoc.service[].type", "didDoc.service[].serviceEndpoint")),
      Map.entry("com.atproto.server.refreshSession", Set.of("accessJwt")),
      Map.entry("com.atproto.server.getServiceAuth", Set.of("token")),
      Map.entry(
          "com.atproto.server.checkAccountStatus",
          Set.of(
              "activated", "validDid", "repoCommit", "repoRev", "repoBlocks", "indexedRecords", "expectedBlobs",
              "importedBlobs")),
      Map.entry("app.bsky.actor.getPreferences", Set.of("preferences*")),
      Map.entry(
          ".well-known/oauth-protected-resource", Set.of("authorization_servers", "authorization_servers[]")),
      Map.entry(
          "com.atproto.identity.getRecommendedDidCredentials",
          Set.of(
              "alsoKnownAs", "alsoKnownAs[]", "rotationKeys", "services", "services.atproto_pds.endpoint",
              "verificationMethods")),
      Map.entry("com.atproto.identity.signPlcOperation", Set.of("operation.*")), // OperationCheck compares it with what was wanted
      Map.entry("com.atproto.sync.getRepoStatus", Set.of("active", "status")),
      Map.entry("com.atproto.sync.getLatestCommit", Set.of("rev")),
      Map.entry("com.atproto.repo.uploadBlob", Set.of("blob.mimeType", "blob.size")),
      Map.entry("com.atproto.repo.listMissingBlobs", Set.of("blobs", "blobs[].recordUri")),
      Map.entry("com.atproto.sync.listBlobs", Set.of("cids")),
      Map.entry("document", Set.of(
          "alsoKnownAs", "alsoKnownAs[]", "verificationMethod", "verificationMethod[]", "verificationMethod[].id",
          "verificationMethod[].type", "verificationMethod[].publicKeyMultibase", "service", "service[]", "service[].id",
          "service[].type", "service[].serviceEndpoint")),
      Map.entry("dns", Set.of("Answer", "Answer[]", "Answer[].data", "Answer[].type")));

  private static final Set<ErrorCode> REFUSALS = EnumSet.of(
      ErrorCode.BAD_ANSWER, ErrorCode.WRONG_ACCOUNT, ErrorCode.DID_DOCUMENT_BROKEN, ErrorCode.UNREACHABLE);

  private static final String HUGE = "x".repeat(1_000_000);

  private static final List<JsonValue> HOSTILE = List.of(
      Json.NULL, Json.TRUE, Json.value(-1), Json.value(1.5), Json.value(9e300), Json.value(1L << 60), Json.value(""),
      Json.value(HUGE), Json.value("<img src=x onerror=alert(1)>"), Json.value("\u202etxet"), Json.value("a\0b\r\nx: y"),
      Json.parse("\"\\ud800\""), Json.value("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"), Json.value("did:key:evil.example"),
      Json.value("https://user:pass@evil.example/path"), Json.value("../../etc"), new JsonObject(), new JsonArray(),
      new JsonArray().add(new JsonArray()), new JsonArray().add(Json.NULL), new JsonObject().add("a", 1));

  private static Map<String, String> good;
  private static List<String> careless;
  private static String did;
  private static String handle;

  @BeforeAll static void moveAnAccount() throws Exception {
    JsonObject account = sandbox.account(
        new JsonObject().add("pds", "alpha").add("name", "hal").add("posts", 3).add("images", 2).add("preferences", true)
            .add("ownRotationKey", true).add("labeler", true));
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "alpha").add("nsid", "com.atproto.server.getServiceAuth").add("kind", "expireToken"));
    RecordingHttp recording = new RecordingHttp(new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN));
    AccountMove move = new AccountMove(sandbox, account, "alpha", "beta", new MemoryJournal(), recording);
    move.run();
    did = move.did;
    handle = account.getString("handle", "");
    good = recording.answers();
    careless = recording.carelessRequests();
    // Lists that are empty, or not asked for, once all has gone well.
    String cid = Json.parse(good.get("com.atproto.repo.uploadBlob")).asObject().get("blob").asObject().get("ref").asObject()
        .getString("$link", "");
    good.put(
        "com.atproto.repo.listMissingBlobs",
        "{\"blobs\":[{\"cid\":\"" + cid + "\",\"recordUri\":\"at://" + did + "/app.bsky.feed.post/3k\"}]}");
    good.put("com.atproto.sync.listBlobs", "{\"cids\":[\"" + cid + "\"]}");
  }

  @Test void noCallWithATokenFollowsARedirect() {
    assertEquals(List.of(), careless);
  }

  @Test void everyCallOfTheMoveIsInTheTable() {
    Set<String> unknown = new TreeSet<>(good.keySet());
    unknown.removeAll(NOT_READ);
    unknown.removeAll(readers(new CannedHttp()).keySet());
    assertEquals(Set.of(), unknown, "calls without a reader in AnswerReaders");
    Set<String> notAsked = new TreeSet<>(readers(new CannedHttp()).keySet());
    notAsked.removeAll(good.keySet());
    assertEquals(Set.of(), notAsked, "readers of calls that the move does not make");
  }

  @Test void spoiltFieldIsRefusedOrMakesNoDifference() throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<String, Set<String>> passed = new LinkedHashMap<>();
    int tried = 0;
    for (String call : readers(new CannedHttp()).keySet()) {
      String before = read(call, good.get(call));
      for (List<String> path : paths(Json.parse(good.get(call)))) {
        List<JsonValue> values = new ArrayList<>(HOSTILE);
        values.add(null);
        for (JsonValue value : values) {
          String place = name(path) + " = " + (value == null ? "removed" : shortened(value.toString()));
          tried++;
          try {
            String after = read(call, spoilt(good.get(call), path, value));
            boolean isShorterList = value == null && path.get(path.size() - 1).startsWith("[");
            if (!after.equals(before) && !isShorterList) {
              passed.computeIfAbsent(call, key -> new TreeSet<>()).add(name(path));
              if (after.length() > before.length() + 100_000 && !call.endsWith("getPreferences")) {
                wrong.add(call + " " + place + ": so much was passed on");
              }
            }
          } catch (StreamingException e) {
            if (!REFUSALS.contains(e.code())) {
              wrong.add(call + " " + place + ": " + shortened(e.getMessage()));
            }
          } catch (RuntimeException | Error e) {
            wrong.add(call + " " + place + ": " + shortened(e.toString()));
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    for (Map.Entry<String, Set<String>> entry : passed.entrySet()) {
      Set<String> unexpected = new TreeSet<>(entry.getValue());
      unexpected.removeIf(field -> isPassedOn(entry.getKey(), field));
      if (!unexpected.isEmpty()) {
        wrong.add(entry.getKey() + " " + unexpected);
      }
    }
    assertEquals(List.of(), wrong, "fields whose spoilt value was taken; if that is right, PASSED_ON says so");
    assertTrue(tried > 2_000, "only " + tried);
  }

  private static boolean isPassedOn(String call, String field) {
    for (String allowed : PASSED_ON.getOrDefault(call, Set.of())) {
      boolean all = allowed.endsWith("*");
      if (all ? field.startsWith(allowed.substring(0, allowed.length() - 1)) : field.equals(allowed)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, AnswerReaders.Reader> readers(CannedHttp http) {
    return new AnswerReaders(http, did, handle).all();
  }

  /** In bounded memory; a session that another call needs is good. */
  private static String read(String call, String answer) throws StreamingException {
    AnswerReaders.Reader reader = readers(new CannedHttp().withAll(good).with(call, answer)).get(call);
    StreamingException[] refusal = {null};
    String text = Owed.read(1_000_000 + answer.length(), () -> {
      try {
        return reader.read();
      } catch (StreamingException e) {
        refusal[0] = e;
        return null;
      }
    });
    if (refusal[0] != null) {
      throw refusal[0];
    }
    return text;
  }

  /** Of every field, however deep; of lists each item. */
  private static List<List<String>> paths(JsonValue value) {
    List<List<String>> paths = new ArrayList<>();
    collect(value, List.of(), paths);
    return paths;
  }

  private static void collect(JsonValue value, List<String> path, List<List<String>> paths) {
    if (!path.isEmpty()) {
      paths.add(path);
    }
    if (value.isObject()) {
      for (JsonObject.Member member : value.asObject()) {
        collect(member.getValue(), longer(path, member.getName()), paths);
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.asArray().size(); i++) {
        collect(value.asArray().get(i), longer(path, "[" + i), paths);
      }
    }
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** {@code value} null removes the field. */
  private static String spoilt(String answer, List<String> path, JsonValue value) {
    JsonValue root = Json.parse(answer);
    JsonValue at = root;
    for (String step : path.subList(0, path.size() - 1)) {
      at = step.startsWith("[") ? at.asArray().get(Integer.parseInt(step.substring(1))) : at.asObject().get(step);
    }
    String last = path.get(path.size() - 1);
    if (last.startsWith("[")) {
      int index = Integer.parseInt(last.substring(1));
      if (value == null) {
        at.asArray().remove(index);
      } else {
        at.asArray().set(index, value);
      }
    } else if (value == null) {
      at.asObject().remove(last);
    } else {
      at.asObject().set(last, value);
    }
    return root.toString();
  }

  private static String name(List<String> path) {
    StringBuilder name = new StringBuilder();
    for (String step : path) {
      name.append(step.startsWith("[") ? "[]" : name.length() == 0 ? step : "." + step);
    }
    return name.toString();
  }

  private static String shortened(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
