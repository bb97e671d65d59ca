package portage.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import portage.fuzz.Owed;

/** A journal's line is a fact that is written again as the same fact, or none; and any facts in any order make a state. */
public final class JournalTarget {
  private JournalTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<Fact> facts = new ArrayList<>();
    for (String line : new String(data, StandardCharsets.UTF_8).split("\n")) {
      Fact fact = Owed.read(line.length(), () -> FactJson.read(line));
      if (fact != null) {
        String written = FactJson.write(fact);
        Owed.same(fact, FactJson.read(written));
        Owed.same(written, FactJson.write(FactJson.read(written)));
        facts.add(fact);
      }
    }
    MigrationState state = Owed.read(data.length, () -> MigrationState.of(facts));
    for (Step step : Step.values()) {
      state.isDone(step);
    }
    state.isPastGate();
    Owed.holds(state.movedBlobCount() >= 0 && state.blobProblems() != null, "a state that is none");
  }

  public static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (Fact fact : Samples.everyKind()) {
      all.append(FactJson.write(fact)).append('\n');
      seeds.add(FactJson.write(fact).getBytes(StandardCharsets.UTF_8));
    }
    seeds.add(all.toString().getBytes(StandardCharsets.UTF_8));
    return seeds;
  }
}
