package portage.migration;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.PlcLog;
import portage.atproto.Servers;
import portage.net.Origin;

/**
 * Where an account lived before, newest first, by the checked log of its identity. A did:web has no log: then there are
 * none, until the person names one.
 *
 * @param origins those that can be asked
 * @param unusable what the log names and no page can ask, such as an address without TLS
 */
public record FormerServers(List<Origin> origins, List<String> unusable) {
  public static final FormerServers NONE = new FormerServers(List.of(), List.of());

  public FormerServers {
    origins = List.copyOf(origins);
    unusable = List.copyOf(unusable);
  }

  /** Those of {@code history}, oldest first, but {@code present}, where the account lives now. */
  static FormerServers of(List<PlcLog.PdsStay> history, Origin present, Servers servers) {
    List<Origin> origins = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      String endpoint = history.get(i).endpoint();
      Origin origin = servers.parse(endpoint);
      if (origin == null) {
        addOnce(unusable, endpoint);
      } else if (!origin.equals(present)) {
        addOnce(origins, origin);
      }
    }
    return new FormerServers(origins, unusable);
  }

  private static <T> void addOnce(List<T> list, T item) {
    if (!list.contains(item)) {
      list.add(item);
    }
  }
}
