package portage.migration;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A fault of the sandbox's documented list. */
record KnownFault(String name, String needs, JsonObject client) {
  /** What happens to the whole server, so that no other move may go on meanwhile. */
  private static final Set<String> SHARED = Set.of("restart", "serverClockFast", "serverClockSlow");

  /** What a client cannot tell from {@code refused} or {@code badGateway} unless the call changes something. */
  private static final Set<String> ABOUT_ACTING = Set.of("replyLost", "gaveUpWaiting");

  static List<KnownFault> of(JsonObject list) {
    List<KnownFault> faults = new ArrayList<>();
    for (JsonObject.Member member : list) {
      JsonObject fault = member.getValue().asObject();
      JsonValue client = fault.get("client");
      faults.add(new KnownFault(member.getName(), fault.getString("needs", ""), client == null ? null : client.asObject()));
    }
    return faults;
  }

  boolean isShared() {
    return SHARED.contains(name);
  }

  /** Noticed only after a while. */
  boolean isSilence() {
    return name.equals("stalled") || name.equals("silent");
  }

  boolean isByClient() {
    return client != null;
  }

  /** Why it cannot hit {@code call}, or null when it can. */
  String whyNotOrNull(MoveCall call) {
    boolean isPds = call.path().startsWith("/xrpc/") || call.path().startsWith("/.well-known/");
    if (isShared() && !isPds) {
      return "the sandbox restarts PDSs only, and only they have clocks that can be set";
    }
    if (isShared() && call.isQuery() && !call.hasBytes()) {
      return "to a call that only looks a restart is a 502; its clock matters to getServiceAuth, see FaultDiagonalTest";
    }
    if (ABOUT_ACTING.contains(name) && call.isQuery()) {
      return "to a call that only looks it is the same as refused or badGateway";
    }
    return switch (needs) {
      case "answer" -> call.hasAnswer() ? null : "its answer has no body";
      case "bytes" -> call.hasBytes() ? null : "its answer is not a repo, a block or a blob";
      case "upload" -> call.hasInput() ? null : "the request has no body";
      case "token" -> call.hasToken() ? null : "it carries no token";
      default -> null;
    };
  }
}
