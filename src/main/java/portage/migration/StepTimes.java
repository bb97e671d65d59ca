package portage.migration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import portage.error.ErrorCode;

/** When each step was begun and done, and what went wrong in it, by the journal: for a report. */
public final class StepTimes {
  /**
   * One step.
   *
   * @param begunTimes how often; more than once after reloads and failures
   * @param doneAtMillis -1 while it is not done
   */
  public record Line(Step step, int begunTimes, long begunAtMillis, long doneAtMillis, List<ErrorCode> failures) {
    private Line begun(long atMillis) {
      return new Line(step, begunTimes + 1, begunTimes == 0 ? atMillis : begunAtMillis, doneAtMillis, failures);
    }

    private Line done(long atMillis) {
      return new Line(step, begunTimes, begunAtMillis, atMillis, failures);
    }

    private Line failed(ErrorCode code) {
      List<ErrorCode> all = new ArrayList<>(failures);
      all.add(code);
      return new Line(step, begunTimes, begunAtMillis, doneAtMillis, List.copyOf(all));
    }
  }

  private final Map<Step, Line> lines = new EnumMap<>(Step.class);

  void apply(Fact fact) {
    if (fact instanceof Fact.Begun begun) {
      lines.put(begun.step(), line(begun.step()).begun(begun.atMillis()));
    } else if (fact instanceof Fact.Done done) {
      lines.put(done.step(), line(done.step()).done(done.atMillis()));
    } else if (fact instanceof Fact.Failed failed) {
      lines.put(failed.step(), line(failed.step()).failed(failed.code()));
    }
  }

  private Line line(Step step) {
    return lines.getOrDefault(step, new Line(step, 0, -1, -1, List.of()));
  }

  /** The steps that the journal knows of, in their order. */
  public List<Line> lines() {
    return List.copyOf(lines.values());
  }
}
