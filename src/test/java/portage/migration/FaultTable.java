package portage.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of every fault on every call, for people: a table in Markdown, below it what came of each fault, and why some
 * pairs were not tried.
 */
final class FaultTable {
  private final List<KnownFault> faults;
  private final List<MoveCall> calls;
  private final Map<String, String> cells = new LinkedHashMap<>();
  private final Map<String, TreeMap<String, Integer>> outcomes = new LinkedHashMap<>();
  private final Map<String, TreeSet<String>> skipped = new LinkedHashMap<>();
  private int tried;

  FaultTable(List<KnownFault> faults, List<MoveCall> calls) {
    this.faults = faults;
    this.calls = calls;
  }

  synchronized void add(KnownFault fault, MoveCall call, FaultPair.Outcome outcome) {
    cells.put(key(fault, call), outcome.toString());
    outcomes.computeIfAbsent(fault.name(), name -> new TreeMap<>()).merge(outcome.toString(), 1, Integer::sum);
    tried++;
  }

  void skip(KnownFault fault, MoveCall call, String why) {
    cells.put(key(fault, call), "–");
    skipped.computeIfAbsent(fault.name() + ": " + why, reason -> new TreeSet<>()).add(call.toString());
  }

  private static String key(KnownFault fault, MoveCall call) {
    return fault.name() + "|" + call;
  }

  /** The number of pairs that were tried. */
  synchronized int tried() {
    return tried;
  }

  /** For a console: of the pairs that were not tried only how many they are. */
  synchronized String shortened() {
    StringBuilder text = new StringBuilder(table());
    skipped.forEach((why, which) -> text.append("- ").append(why).append(" (").append(which.size()).append(" calls)\n"));
    return text.toString();
  }

  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder(table());
    skipped.forEach((why, which) -> text.append("- ").append(why).append(" (").append(String.join(", ", which)).append(")\n"));
    return text.toString();
  }

  private String table() {
    StringBuilder text = new StringBuilder();
    text.append("ok: ended well by itself. asked: ended well after a question to the person about that. A code alone: the move\n")
        .append("stopped with that error, and a second try ended well. –: not tried, see below. Empty: not in this run.\n\n");
    row(text, "", faults.stream().map(KnownFault::name).toList());
    row(text, "---", faults.stream().map(fault -> "---").toList());
    for (MoveCall call : calls) {
      List<String> row = new ArrayList<>();
      for (KnownFault fault : faults) {
        row.add(cells.getOrDefault(key(fault, call), ""));
      }
      row(text, call.toString(), row);
    }
    text.append('\n').append(tried).append(" pairs were tried:\n\n");
    for (KnownFault fault : faults) {
      Map<String, Integer> its = outcomes.getOrDefault(fault.name(), new TreeMap<>());
      List<String> counts = new ArrayList<>();
      its.forEach((outcome, count) -> counts.add(count + " " + outcome));
      text.append("- ").append(fault.name()).append(": ").append(counts.isEmpty() ? "–" : String.join(", ", counts)).append('\n');
    }
    return text.append("\nNot tried:\n\n").toString();
  }

  private static void row(StringBuilder text, String head, List<String> cells) {
    text.append("| ").append(head).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }
}
