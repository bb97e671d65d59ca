package portage.migration;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.jvm.JdkHttpClient.LiveBodies;

/**
 * A call that every move makes, as the sandbox logged it.
 *
 * @param server name of the server in the sandbox
 * @param path of the URL; {@code DID} stands for the account's
 * @param number which of the calls to that path it is, from 1
 * @param liveBodies whether the move that makes it sends bodies while they arrive
 */
record MoveCall(
    String server,
    String method,
    String path,
    int number,
    LiveBodies liveBodies,
    boolean hasToken,
    boolean hasInput,
    boolean hasAnswer) {
  private static final List<String> ANSWERED_BY_BYTES =
      List.of("com.atproto.sync.getRepo", "com.atproto.sync.getBlob", "com.atproto.sync.getBlocks");

  private static final List<String> PASSES_STREAMS =
      List.of(
          "com.atproto.sync.getRepo", "com.atproto.sync.getBlob", "com.atproto.repo.importRepo", "com.atproto.repo.uploadBlob");

  /** The calls of a logged move in the order in which they were made; of those to the same path the first and the last. */
  static List<MoveCall> of(List<JsonValue> log, String did, LiveBodies liveBodies) {
    Map<String, List<MoveCall>> byAddress = new LinkedHashMap<>();
    List<JsonObject> entries = new ArrayList<>();
    for (JsonValue entry : log) {
      entries.add(entry.asObject());
    }
    entries.sort((a, b) -> Long.compare(a.getLong("at", 0), b.getLong("at", 0)));
    for (JsonObject entry : entries) {
      String url = entry.getString("path", "").replace("%3A", ":").replace(did, "DID");
      String path = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
      String server = entry.getString("pds", "");
      List<MoveCall> same = byAddress.computeIfAbsent(server + path, key -> new ArrayList<>());
      same.add(
          new MoveCall(
              server, entry.getString("method", ""), path, same.size() + 1, liveBodies,
              entry.getBoolean("hasToken", false), entry.getLong("requestBytes", 0) > 0,
              entry.getLong("responseBytes", 0) > 0));
    }
    List<MoveCall> calls = new ArrayList<>();
    for (List<MoveCall> same : byAddress.values()) {
      calls.add(same.get(0));
      if (same.size() > 1) {
        calls.add(same.get(same.size() - 1));
      }
    }
    return calls;
  }

  /** Only looks: nothing changes at the server. */
  boolean isQuery() {
    return method.equals("GET");
  }

  /** Answered by bytes of the account, a repo or blocks of it or a blob. */
  boolean hasBytes() {
    return ANSWERED_BY_BYTES.contains(nsid());
  }

  /** One end of the way of a repo or a blob, which differs where bodies are sent while they arrive. */
  boolean passesStreams() {
    return PASSES_STREAMS.contains(nsid());
  }

  String pathOf(String did) {
    return path.replace("DID", did);
  }

  /** Or else the last part of the path. */
  String nsid() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    String name = path.startsWith("/xrpc/") ? nsid() : path;
    return server + " " + name + (number > 1 ? " " + number : "") + (liveBodies == LiveBodies.TAKEN ? ", live" : "");
  }
}
