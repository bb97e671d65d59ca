package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.error.StreamingException;
import portage.metrics.ErrorStats;
import portage.metrics.MetricsCollector;
import portage.metrics.StreamingMetrics;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.StepTimes;
import portage.net.CallCounts;
import portage.net.Clock;
import portage.transfer.TransferProfile;

/**
 * What somebody who helps needs to know, gathered while the page works: what it runs on, steps and their times, calls and
 * their answers, counts and failures. Servers are named. Passwords, codes, tokens, keys, addresses, handles and DIDs are not in
 * it, nor what a server wrote in its own words.
 */
public final class Diagnostics {
  /** Of this program. */
  static final String VERSION = "0.1.0-SNAPSHOT";

  private static final int MAX_FAILURES = 50;

  private record Failure(long atMillis, StreamingException failure) {}

  private final Clock clock;
  private final CallCounts calls;
  private final long startedAtMillis;
  private final List<Failure> failures = new ArrayList<>();
  private String platform = "";
  private MigrationState state;
  private MetricsCollector metrics;

  public Diagnostics(Clock clock, CallCounts calls) {
    this.clock = clock;
    this.calls = calls;
    startedAtMillis = clock.millis();
  }

  /** What the page runs on: its backend, the kind of storage, and the browser's own name of itself. */
  public void runsOn(String backend, String storageKind, String userAgent) {
    platform = "Engine " + backend + ", local copy in " + storageKind + "\nBrowser " + userAgent;
  }

  /** The move that goes on from now on. */
  void follow(MigrationState newState, MetricsCollector newMetrics) {
    state = newState;
    metrics = newMetrics;
  }

  /** Nothing of a move that was forgotten is left here. */
  void forget(String did) {
    if (state != null && state.plan().did().toString().equals(did)) {
      state = null;
      metrics = null;
      failures.clear();
    }
  }

  /** The person was told of this. */
  public void told(StreamingException failure) {
    if (failures.size() == MAX_FAILURES) {
      failures.remove(0);
    }
    failures.add(new Failure(clock.millis(), failure));
  }

  /** The whole report, as it is now. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("Report of Portage " + VERSION + ", made " + Numbers.utc(clock.millis()));
    lines.add(Text.REPORT_NOTE.toString());
    lines.add("");
    lines.add(platform);
    lines.add("Page opened " + Numbers.utc(startedAtMillis));
    if (state != null && state.plan() != null) {
      lines.add("");
      move(lines, state.plan());
    }
    if (metrics != null) {
      lines.add("");
      counts(lines, metrics.snapshot());
    }
    lines.add("");
    calls(lines);
    lines.add("");
    failures(lines);
    return String.join("\n", lines) + "\n";
  }

  private static String counted(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  private Redaction redaction() {
    return state == null || state.plan() == null ? new Redaction() : new Redaction(state.plan());
  }

  private void move(List<String> lines, MigrationPlan plan) {
    Redaction redaction = redaction();
    String signIn = plan.source().signIn().equals(plan.source().pds()) ? "" : ", sign-in at " + plan.source().signIn().host();
    lines.add(
        redaction.clean(
            "Move from " + plan.source().pds().host() + signIn + " to " + plan.target().host() + ", "
                + (plan.did().isPlc() ? "identity in the directory" : "identity on a domain of its own")));
    TransferProfile profile = state.profile();
    if (profile != null) {
      lines.add("Settings: " + ProfileForm.words(profile));
    }
    if (state.repo() != null) {
      lines.add(
          "Repository: " + counted(state.repo().recordCount(), "record") + ", "
              + counted(state.repo().blockCount(), "block") + ", " + counted(state.repo().sizeBytes(), "byte") + ", "
              + counted(state.repo().blobCount(), "blob"));
    }
    lines.add(
        "Blobs moved: " + state.movedBlobCount() + ", " + state.movedBlobBytes() + " bytes; left: "
            + state.blobProblems().size());
    for (StepTimes.Line step : state.times().lines()) {
      lines.add(step(step));
    }
  }

  private static String step(StepTimes.Line line) {
    StringBuilder text = new StringBuilder("Step ").append(line.step());
    if (line.begunTimes() > 0) {
      text.append(": begun ").append(Numbers.utc(line.begunAtMillis()));
      if (line.begunTimes() > 1) {
        text.append(" and ").append(counted(line.begunTimes() - 1, "time")).append(" more");
      }
    }
    if (line.doneAtMillis() >= 0) {
      text.append(", done after ").append(line.doneAtMillis() - line.begunAtMillis()).append(" ms");
    }
    return line.failures().isEmpty() ? text.toString() : text.append(", failed with ").append(line.failures()).toString();
  }

  private static void counts(List<String> lines, StreamingMetrics metrics) {
    lines.add("Since the move was begun or last carried on, " + metrics.elapsedMillis() + " ms ago:");
    lines.add(
        "Received " + metrics.receivedBytes() + " bytes, sent " + metrics.sentBytes() + " bytes, kept " + metrics.keptBytes()
            + " bytes");
    lines.add(
        "Passed on while arriving " + metrics.liveCount() + ", sent from the local copy " + metrics.storedCount()
            + ", checking took " + metrics.verificationMillis() + " ms");
    lines.add(
        "Tried again " + counted(metrics.network().retries(), "time") + ", waited " + metrics.network().waitedMillis() + " ms");
    lines.add(
        "Held in memory at most " + metrics.memory().peakBytes() + " bytes of " + metrics.memory().limitBytes());
    for (ErrorStats.Count count : metrics.errors().counts()) {
      lines.add(
          count.code() + ": tried again " + count.retried() + ", made good " + count.recovered() + ", not made good "
              + count.failed());
    }
  }

  private void calls(List<String> lines) {
    lines.add("Calls since the page was opened, with their answers:");
    Redaction redaction = redaction();
    for (CallCounts.Count count : calls.counts()) {
      lines.add(
          redaction.clean(count.host() + " " + count.what() + " " + count.outcome()) + ", " + counted(count.times(), "time"));
    }
  }

  private void failures(List<String> lines) {
    lines.add(failures.isEmpty() ? "Nothing was reported as a problem." : "Problems that were shown:");
    Redaction redaction = redaction();
    for (Failure each : failures) {
      lines.add(Numbers.utc(each.atMillis()) + " " + redaction.line(each.failure()));
    }
  }
}
