package portage.migration;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import portage.atproto.NewAccount;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.HurriedClock;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.Sandbox;
import portage.jvm.TaggedHttpClient;

/** One known fault on one call of the move of an account of its own, and how that ends. */
final class FaultPair {
  private static final long STALL_MILLIS = 1_000;
  private static final long LONGEST_SLEEP_MILLIS = 50;
  private static final long HANGS_AFTER_SECONDS = 90;
  private static final int LIVE_BYTES_PER_SECOND = 4_000_000;
  private static final ScheduledExecutorService WATCH =
      Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
      });

  /**
   * How it ended.
   *
   * @param stoppedOrNull what the move stopped with, before a second try ended well; null when it ended well by itself
   * @param asked what the person was asked about before
   * @param wrongOrNull why it did not end well
   */
  record Outcome(ErrorCode stoppedOrNull, Set<ErrorCode> asked, String wrongOrNull) {
    @Override
    public String toString() {
      if (wrongOrNull != null) {
        return "WRONG";
      }
      if (stoppedOrNull != null) {
        return stoppedOrNull.name();
      }
      return asked.isEmpty() ? "ok" : "asked" + asked.stream().map(code -> " " + code).collect(Collectors.joining());
    }
  }

  /** Has patience: what did not go well is to be tried again. */
  private static final class PatientPerson extends WillingPerson {
    private static final int MOST_QUESTIONS = 5;

    private final Set<ErrorCode> asked = EnumSet.noneOf(ErrorCode.class);
    private int questions;

    PatientPerson(Sandbox sandbox) {
      super(sandbox);
    }

    @Override public NewAccount correctAccount(NewAccount refused, StreamingException problem) {
      return about(problem.code(), refused);
    }

    @Override public BlobChoice blobsLeft(List<BlobProblem> problems) {
      problems.forEach(problem -> asked.add(problem.code()));
      return about(problems.get(0).code(), BlobChoice.TRY_AGAIN);
    }

    @Override public String mailCode(String emailOrNull, long requestedAtMillis, StreamingException problemOrNull) {
      String code = super.mailCode(emailOrNull, requestedAtMillis, problemOrNull);
      return problemOrNull == null ? code : about(problemOrNull.code(), code);
    }

    private <T> T about(ErrorCode code, T answer) {
      asked.add(code);
      if (++questions > MOST_QUESTIONS) {
        throw new AssertionError("asked again and again about " + code);
      }
      return answer;
    }
  }

  private final Sandbox sandbox;
  private final KnownFault fault;
  private final MoveCall call;
  private final AccountMove move;
  private final TaggedHttpClient client;
  private final HurriedClock clock = new HurriedClock(LONGEST_SLEEP_MILLIS);
  private final PatientPerson person;

  FaultPair(Sandbox sandbox, JsonObject account, KnownFault fault, MoveCall call) {
    this.sandbox = sandbox;
    this.fault = fault;
    this.call = call;
    String did = account.getString("did", "");
    client = new TaggedHttpClient(new JdkHttpClient(call.liveBodies()), did);
    person = new PatientPerson(sandbox);
    move = new AccountMove(sandbox, account, "alpha", "beta", new MemoryJournal(), client);
    move.clock = clock;
    move.person = person;
  }

  /** Never throws: what is wrong stands in the outcome. */
  Outcome run() {
    ErrorCode stopped = null;
    try {
      set();
      stopped = failureOf();
      if (stopped == ErrorCode.CANCELLED) {
        return wrong(stopped, "nothing happened any more");
      }
      int hits = hits();
      mend();
      if (stopped != null) {
        move.forgetSessions();
        ErrorCode again = failureOf();
        if (again != null) {
          return wrong(stopped, "and the second try ended with " + again);
        }
      }
      if (hits == 0) {
        return wrong(stopped, "the call was never made");
      }
      move.isWhole();
      String unexpected = unexpectedOrNull(stopped);
      return unexpected == null ? new Outcome(stopped, person.asked, null) : wrong(stopped, unexpected);
    } catch (IOException | RuntimeException | AssertionError e) {
      return wrong(stopped, e.toString());
    }
  }

  private Outcome wrong(ErrorCode stopped, String why) {
    return new Outcome(stopped, person.asked, this + ": " + (stopped == null ? "" : stopped + ", ") + why + lastWords);
  }

  /** A code that says nothing of what happened. */
  private String unexpectedOrNull(ErrorCode stoppedOrNull) {
    Set<ErrorCode> told = EnumSet.copyOf(person.asked);
    if (stoppedOrNull != null) {
      told.add(stoppedOrNull);
    }
    told.removeAll(ExpectedCodes.of(fault.name(), call.nsid()));
    return told.isEmpty() ? null : told + " are no codes of this fault there";
  }

  private String lastWords = "";

  private void set() throws IOException {
    String address = sandbox.address(call.server()) + call.pathOf(move.did);
    if (!fault.isByClient()) {
      if (fault.isSilence()) {
        client.loseHeartAfter(STALL_MILLIS, address, call.number());
      }
      JsonObject set =
          new JsonObject().add("known", fault.name()).add("tag", move.did).add("pds", call.server())
              .add("path", call.pathOf(move.did)).add("call", call.number());
      if (fault.name().equals("slowDrip") && call.liveBodies() == JdkHttpClient.LiveBodies.TAKEN) {
        set.add("bytesPerSecond", LIVE_BYTES_PER_SECOND); // its blobs are so much larger
      }
      sandbox.control("POST", "/faults", set);
      return;
    }
    String leadTo = fault.client().getString("leadTo", "");
    if (leadTo.isEmpty()) {
      client.putWrong(address, call.number(), clock, fault.client().getLong("clockMillis", 0));
    } else {
      client.leadAstray(address, call.number(), sandbox.stranger(leadTo));
    }
  }

  /** What the move stops with, or null when it comes to its end. */
  private ErrorCode failureOf() {
    ScheduledFuture<?> watch = WATCH.schedule(this::giveUp, HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
    try {
      move.run();
      return null;
    } catch (StreamingException e) {
      lastWords += "; " + e.getMessage();
      return e.code();
    } finally {
      watch.cancel(false);
    }
  }

  private void giveUp() {
    synchronized (move.signal) {
      move.signal.cancel();
    }
  }

  private int hits() throws IOException {
    if (fault.isByClient()) {
      return client.hits();
    }
    int hits = 0;
    for (JsonValue value : sandbox.control("GET", "/faults", null).asArray()) {
      JsonObject set = value.asObject();
      hits += move.did.equals(set.getString("tag", "")) ? set.getInt("hits", 0) : 0;
    }
    return hits;
  }

  /** By the time of the second try the servers are well again. The clock of a computer may stay as it is. */
  private void mend() throws IOException {
    sandbox.control("DELETE", fault.isShared() ? "/faults" : "/faults?tag=" + move.did, null);
    if (fault.isShared()) {
      sandbox.control("POST", "/pds/" + call.server() + "/start", null);
    }
  }

  @Override
  public String toString() {
    return fault.name() + " at " + call;
  }
}
