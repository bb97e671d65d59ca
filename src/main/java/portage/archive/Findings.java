package portage.archive;

import java.util.ArrayList;
import java.util.List;

/** The problems that a check has found so far. */
final class Findings {
  /** How many are named; the others are counted. What is fatal is always among them. */
  static final int MOST = 1_000;

  private final List<BackupProblem> problems = new ArrayList<>();
  private long count;

  void add(BackupProblem.Kind kind, String subject, String detail) {
    count++;
    if (problems.size() < MOST || kind.isFatal()) {
      problems.add(new BackupProblem(kind, subject, detail == null ? "" : detail));
    }
  }

  List<BackupProblem> named() {
    return problems;
  }

  long count() {
    return count;
  }
}
