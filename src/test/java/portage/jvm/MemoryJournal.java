package portage.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.StreamingException;
import portage.migration.Fact;
import portage.migration.FactJson;
import portage.migration.MigrationJournal;

/** The journal as the browser keeps it, in text, but in memory. */
public final class MemoryJournal implements MigrationJournal {
  private final Map<String, List<String>> lines = new LinkedHashMap<>();

  @Override
  public synchronized void append(String did, Fact fact) {
    lines.computeIfAbsent(did, key -> new ArrayList<>()).add(FactJson.write(fact));
  }

  @Override
  public synchronized List<Fact> facts(String did) throws StreamingException {
    return FactJson.readAll(lines(did), did);
  }

  /** The facts as they are written. */
  public synchronized List<String> lines(String did) {
    return List.copyOf(lines.getOrDefault(did, List.of()));
  }

  @Override
  public synchronized List<String> dids() {
    return List.copyOf(lines.keySet());
  }

  @Override
  public synchronized void forget(String did) {
    lines.remove(did);
  }
}
