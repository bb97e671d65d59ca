package portage.archive;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.HandleResolver;
import portage.atproto.IdentityResolver;
import portage.atproto.PlainHttp;
import portage.atproto.PlcData;
import portage.atproto.PlcDirectory;
import portage.atproto.PlcOperation;
import portage.atproto.Servers;
import portage.crypto.Curve;
import portage.crypto.Sha256;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.BouncySignatures;
import portage.jvm.HurriedClock;
import portage.jvm.MemoryStorage;
import portage.jvm.ThreadTee;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.repo.CarBuilder;
import portage.repo.RepoBuilder;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.StorageBackend;
import portage.transfer.PlainBlobHash;
import portage.transfer.TransferProfile;

/** A small account that a test makes, with the server it is on and the directory that knows it, as a network in memory. */
final class MadeAccount implements HttpClient {
  static final String PDS = "https://pds.example.com";
  static final String PLC = "https://plc.example.com";
  static final String HANDLE = "maud.example.com";
  static final SigningKey KEY = RepoBuilder.KEY;

  private static final SigningKey ROTATION = SigningKey.numbered(Curve.P256, 77);
  private static final long CREATED_AT = 1_700_000_000_000L;

  /** Happens before a request is answered; may throw. */
  interface Before {
    void answer(String call) throws StreamingException;
  }

  final PlcOperation genesis;
  final String did;
  final Map<Cid, byte[]> blobs = new LinkedHashMap<>();
  final Map<Cid, String> types = new LinkedHashMap<>();
  final List<String> calls = new ArrayList<>();
  final StorageBackend storage = new MemoryStorage();
  Before before = call -> {};
  private final Map<String, Object> records = new LinkedHashMap<>();
  private final Map<String, byte[]> carsByRev = new LinkedHashMap<>();
  private final Map<String, RepoBuilder> reposByRev = new LinkedHashMap<>();
  private String rev;
  private Cid root;

  MadeAccount() {
    genesis = genesis(KEY, HANDLE);
    did = genesis.did();
  }

  private static PlcOperation genesis(SigningKey signing, String handle) {
    PlcData data =
        new PlcData(
            "", List.of(ROTATION.didKey().toString()), Map.of("atproto", signing.didKey().toString()),
            List.of("at://" + handle), Map.of(PlcData.PDS_ID, new PlcData.Service(PlcData.PDS_TYPE, PDS)));
    PlcOperation operation = PlcOperation.unsigned(data, null);
    return operation.signed(ROTATION.sign(operation.unsignedBytes()));
  }

  /** Posts, two with a picture each, one of which the profile has too; a video and a text. */
  static MadeAccount small() {
    MadeAccount account = new MadeAccount();
    Cid picture = account.blob(3_000, "image/jpeg");
    Cid other = account.blob(5_000, "image/png");
    account.record("app.bsky.actor.profile/self", Map.of("avatar", ref(picture, "image/jpeg", 3_000)));
    account.record("app.bsky.feed.post/3aaa", Map.of("text", "one", "image", ref(picture, "image/jpeg", 3_000)));
    account.record("app.bsky.feed.post/3bbb", Map.of("text", "two", "image", ref(other, "image/png", 5_000)));
    account.record("app.bsky.feed.post/3ccc", Map.of("video", ref(account.blob(400_000, "video/mp4"), "video/mp4", 400_000)));
    account.record("app.bsky.feed.post/3ddd", Map.of("captions", ref(account.blob(2_000, "text/vtt"), "text/vtt", 2_000)));
    for (int i = 0; i < 30; i++) {
      account.record("app.bsky.feed.like/" + RepoBuilder.tid(i), Map.of("n", (long) i));
    }
    return account.committed();
  }

  static Map<String, Object> ref(Cid cid, String type, long sizeBytes) {
    return Map.of("$type", "blob", "ref", cid, "mimeType", type, "size", sizeBytes);
  }

  /** Noise that no other blob of this account has. */
  Cid blob(int sizeBytes, String type) {
    byte[] bytes = new byte[sizeBytes];
    new Random(blobs.size() * 7919L + sizeBytes).nextBytes(bytes);
    Cid cid = Cid.of(Cid.RAW, Sha256.hash(bytes));
    blobs.put(cid, bytes);
    types.put(cid, type);
    return cid;
  }

  MadeAccount record(String path, Object value) {
    records.put(path, value);
    return this;
  }

  MadeAccount without(String path) {
    records.remove(path);
    return this;
  }

  /** The records are what the server has from now on, under a new rev. */
  MadeAccount committed() {
    rev = RepoBuilder.tid(1_000_000 + reposByRev.size());
    RepoBuilder repo = new RepoBuilder().commitField("did", did).commitField("rev", rev).signedBy(KEY);
    records.forEach(repo::record);
    byte[] commit = repo.commit();
    root = Cid.ofBlock(commit);
    reposByRev.put(rev, repo);
    carsByRev.put(rev, repo.car(commit));
    return this;
  }

  byte[] car() {
    return carsByRev.get(rev);
  }

  Cid root() {
    return root;
  }

  String rev() {
    return rev;
  }

  JsonObject document() {
    return document(KEY);
  }

  JsonObject document(SigningKey key) {
    return new JsonObject()
        .add("id", did)
        .add("alsoKnownAs", new JsonArray().add("at://" + HANDLE))
        .add(
            "verificationMethod",
            new JsonArray()
                .add(
                    new JsonObject().add("id", did + "#atproto").add("type", "Multikey").add("controller", did)
                        .add("publicKeyMultibase", key.didKey().toString().substring("did:key:".length()))))
        .add(
            "service",
            new JsonArray()
                .add(
                    new JsonObject().add("id", "#atproto_pds").add("type", "AtprotoPersonalDataServer")
                        .add("serviceEndpoint", PDS)));
  }

  JsonArray log() {
    return log(genesis);
  }

  static JsonArray log(PlcOperation genesis) {
    return new JsonArray()
        .add(
            new JsonObject().add("did", genesis.did()).add("operation", genesis.toJson()).add("cid", genesis.cid().toString())
                .add("nullified", false).add("createdAt", java.time.Instant.ofEpochMilli(CREATED_AT).toString()));
  }

  Account account() {
    Origin pds = Origin.parse(PDS, Origin.Loopback.REFUSED);
    return new Account(new Did(did), HANDLE, pds, pds, KEY.didKey());
  }

  BackupSurroundings around() {
    return around(new TransferProfile(64 << 10, 100_000, 3, 3, 0));
  }

  BackupSurroundings around(TransferProfile profile) {
    HurriedClock clock = new HurriedClock(Long.MAX_VALUE);
    RetryPolicy retry = new RetryPolicy(clock, () -> 0, 3, 20, 200);
    PlainHttp http = new PlainHttp(this, retry);
    Servers servers = new Servers(this, retry, clock, Origin.Loopback.REFUSED);
    BouncySignatures signatures = new BouncySignatures();
    PlcDirectory directory = new PlcDirectory(http, Origin.parse(PLC, Origin.Loopback.REFUSED), signatures);
    return new BackupSurroundings(
        servers, directory, new IdentityResolver(http, new HandleResolver(http, PLC), directory, servers), signatures,
        PlainBlobHash::new, storage, new ThreadTee(), Zips.DEFLATE, clock, retry, profile);
  }

  /** How often a method was called, by a part of the address. */
  long calls(String part) {
    synchronized (calls) {
      return calls.stream().filter(call -> call.contains(part)).count();
    }
  }

  @Override
  public boolean streamsRequests(String origin) {
    return false;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    String url = URLDecoder.decode(request.url(), StandardCharsets.UTF_8);
    synchronized (calls) {
      calls.add(url);
    }
    before.answer(url);
    if (url.startsWith(PLC)) {
      return text(url.endsWith("/log/audit") ? log().toString() : document().toString());
    }
    if (url.contains("getLatestCommit")) {
      return text(new JsonObject().add("cid", root.toString()).add("rev", rev).toString());
    }
    if (url.contains("getRepo?")) {
      int since = url.indexOf("since=");
      return answer(200, since < 0 ? car() : delta(url.substring(since + 6)), "application/vnd.ipld.car");
    }
    if (url.contains("getBlob?")) {
      for (Cid cid : blobs.keySet()) {
        if (url.endsWith(cid.toString())) {
          return answer(200, blobs.get(cid), types.get(cid));
        }
      }
      return error(400, "BlobNotFound");
    }
    return error(501, "MethodNotImplemented");
  }

  /** What is new since an earlier rev, as servers give it. */
  private byte[] delta(String since) {
    RepoBuilder old = reposByRev.get(since);
    RepoBuilder now = reposByRev.get(rev);
    CarBuilder car = CarBuilder.rooted(root).block(root, now.commit());
    now.tree().nodes().forEach((cid, block) -> addNew(car, old.tree().nodes(), cid, block));
    now.records().forEach((cid, block) -> addNew(car, old.records(), cid, block));
    return car.toByteArray();
  }

  private static void addNew(CarBuilder car, Map<Cid, byte[]> old, Cid cid, byte[] block) {
    if (!old.containsKey(cid)) {
      car.block(cid, block);
    }
  }

  static StreamingException unreachable() {
    return new RecoverableStreamingException(
        ErrorCode.UNREACHABLE, ErrorContext.of("send"), "as wanted", new RecoveryStrategy.RetryAfter(-1));
  }

  private static HttpResponse text(String json) {
    return answer(200, json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  static HttpResponse error(int status, String name) {
    return answer(status, ("{\"error\":\"" + name + "\",\"message\":\"as wanted\"}").getBytes(), "application/json");
  }

  private static HttpResponse answer(int status, byte[] body, String type) {
    ByteStream stream = new ByteChunks(body.clone(), 1_000);
    return new HttpResponse() {
      @Override
      public int status() {
        return status;
      }

      @Override
      public String header(String name) {
        return name.equalsIgnoreCase("content-type") ? type : null;
      }

      @Override
      public ByteStream body() {
        return stream;
      }

      @Override
      public void endWithin(long millis) {}

      @Override
      public void close() {
        stream.close();
      }
    };
  }
}
