package portage.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;

/**
 * What in an identity belongs to a server that cannot be asked any more, by the identity's log: the rotation keys that came
 * in with the operation by which the identity began to name that server. Keys that were there before, or were added later,
 * are the person's; and so is the one that the person has.
 */
final class LostServer {
  private LostServer() {}

  /**
   * In the form in which a server that answers says it.
   *
   * @param history what the identity said, oldest first, never empty
   * @param ownKey the did:key of the person's key
   */
  static DidCredentials credentials(List<PlcData> history, String ownKey) {
    PlcData before = null;
    PlcData arrival = null;
    PlcData last = null;
    for (PlcData data : history) {
      if (last == null || !sameServer(last, data)) {
        before = last;
        arrival = data;
      }
      last = data;
    }
    Set<String> keys = new LinkedHashSet<>(arrival.rotationKeys());
    if (before != null) {
      keys.removeAll(before.rotationKeys());
    }
    keys.remove(ownKey);
    List<String> aliases = new ArrayList<>();
    if (last.handle() != null) {
      aliases.add("at://" + last.handle());
    }
    return new DidCredentials(new ArrayList<>(keys), aliases, Map.of(), Map.of());
  }

  private static boolean sameServer(PlcData a, PlcData b) {
    return a.pdsEndpoint() == null ? b.pdsEndpoint() == null : a.pdsEndpoint().equals(b.pdsEndpoint());
  }
}
