package portage.migration;

import com.eclipsesource.json.Json;
import java.util.List;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;

/**
 * The identity of a did:plc account: has the source sign the merged operation, checks what comes back, keeps it, and hands
 * it in after a yes.
 */
final class IdentityStep {
  private final Parties parties;
  private final Logbook logbook;

  IdentityStep(Parties parties, Logbook logbook) {
    this.parties = parties;
    this.logbook = logbook;
  }

  /** Returns once a signed operation is kept that fits the directory's head, or the identity is the target's already. */
  void sign(Person person) throws StreamingException {
    PlcLog log = log();
    PlcOperation kept = kept();
    if (isUpdated(log)) {
      return;
    }
    if (kept != null) {
      if (follows(kept, log)) {
        return;
      }
      logbook.add(new Fact.OperationDropped(logbook.now()));
    }
    PlcData wanted = wanted(log);
    checkSize(wanted, log);
    PlcOperation operation = askAndSign(person, wanted);
    OperationCheck.check(operation, wanted, log, parties.signatures());
    // Kept at once: the code that paid for it is spent.
    logbook.add(new Fact.OperationSigned(logbook.now(), operation.toJson().toString()));
  }

  /**
   * True when the identity is updated: the directory's head is the kept operation, or names the target all the same. The
   * journal may have been lost since it was handed in.
   */
  boolean isUpdated() throws StreamingException {
    return isUpdated(log());
  }

  private boolean isUpdated(PlcLog log) throws StreamingException {
    PlcOperation kept = kept();
    if (kept != null && isHead(kept, log)) {
      return true;
    }
    PlcData now = log.data();
    if (now == null || !parties.target().origin().toString().equals(now.pdsEndpoint())) {
      return false;
    }
    DidCredentials wanted = targetCredentials();
    String key = now.verificationMethods().get(PlcData.SIGNING_KEY_ID);
    return key != null && key.equals(wanted.verificationMethods().get(PlcData.SIGNING_KEY_ID));
  }

  /** True when the kept operation can still be handed in. */
  boolean isStillGood() throws StreamingException {
    PlcOperation kept = kept();
    return kept != null && follows(kept, log());
  }

  /** The kept operation's difference from the identity as it is now, line by line. */
  List<IdentityChange> changes() throws StreamingException {
    PlcLog log = log();
    return IdentityMerge.changes(log.data(), kept().data(parties.did().toString()), targetCredentials());
  }

  /** Hands the operation in. After any failure the directory's log decides whether it arrived. */
  void submit() throws StreamingException {
    PlcOperation operation = kept();
    StreamingException failure = null;
    try {
      parties.target().submitPlcOperation(parties.targetSession(), operation);
    } catch (StreamingException e) {
      failure = e;
    }
    PlcLog log = log();
    if (isHead(operation, log)) {
      return;
    }
    if (!follows(operation, log)) {
      throw new StreamingException(
          ErrorCode.IDENTITY_CHANGED,
          ErrorContext.of("update identity").at(parties.directory().origin().host()).about(parties.did().toString()),
          null);
    }
    throw failure != null
        ? failure
        : new StreamingException(
            ErrorCode.OPERATION_REFUSED,
            ErrorContext.of("update identity").at(parties.directory().origin().host()),
            "accepted by the target, but not in the directory");
  }

  /** Before the person is asked for a code: an operation that the directory would refuse must not use one up. */
  private static void checkSize(PlcData wanted, PlcLog log) throws StreamingException {
    List<String> problems = PlcOperation.unsigned(wanted, log.head().cid()).problems();
    if (!problems.isEmpty()) {
      throw new StreamingException(
          ErrorCode.IDENTITY_TOO_LARGE, ErrorContext.of("prepare identity").about(wanted.did()), problems.get(0));
    }
  }

  private PlcOperation askAndSign(Person person, PlcData wanted) throws StreamingException {
    StreamingException problem = null;
    if (logbook.now() - logbook.state().codeRequestedAtMillis() > Person.MAIL_CODE_LIFE_MILLIS) {
      requestCode();
    }
    while (true) {
      String code =
          person.mailCode(
              parties.sourceSession().emailOrNull(), logbook.state().codeRequestedAtMillis(), problem);
      problem = null;
      if (code == null) {
        requestCode();
        continue;
      }
      long mailedAtMillis = logbook.state().codeRequestedAtMillis();
      // Known before it is spent: after a lost answer or a reload only another one helps.
      logbook.add(new Fact.CodeUsed(logbook.now()));
      StreamingException failure;
      try {
        return parties.source().signPlcOperation(parties.sourceSession(), code, wanted);
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        failure = e;
      }
      if (leavesCode(failure)) {
        logbook.add(new Fact.CodeRequested(mailedAtMillis));
      }
      if (!RecoverableStreamingException.asks(failure, RecoveryStrategy.Question.MAIL_CODE)) {
        throw failure;
      }
      problem = failure;
    }
  }

  /** True when the source did not come to spend the code that it has mailed. */
  private static boolean leavesCode(StreamingException e) {
    return switch (e.code()) {
      case MAIL_CODE_INVALID, MAIL_CODE_EXPIRED, RATE_LIMITED, SESSION_EXPIRED -> true;
      default -> false;
    };
  }

  private void requestCode() throws StreamingException {
    parties.source().requestPlcOperationSignature(parties.sourceSession());
    logbook.add(new Fact.CodeRequested(logbook.now()));
  }

  private PlcData wanted(PlcLog log) throws StreamingException {
    DidCredentials source = parties.source().getRecommendedDidCredentials(parties.sourceSession());
    return IdentityMerge.merge(log.data(), source, targetCredentials());
  }

  private DidCredentials targetCredentials() throws StreamingException {
    return parties.targetCredentials();
  }

  private PlcLog log() throws StreamingException {
    PlcLog log = parties.directory().log(parties.did(), parties.signal());
    if (log.isTombstoned()) {
      throw new StreamingException(
          ErrorCode.IDENTITY_CHANGED,
          ErrorContext.of("read PLC log").at(parties.directory().origin().host()).about(parties.did().toString()),
          "it was given up");
    }
    return log;
  }

  private PlcOperation kept() throws StreamingException {
    String json = logbook.state().operationJson();
    return json == null ? null : PlcOperation.parse(Json.parse(json));
  }

  private static boolean isHead(PlcOperation operation, PlcLog log) {
    return log.head().cid().equals(operation.cid());
  }

  private static boolean follows(PlcOperation operation, PlcLog log) {
    return log.head().cid().toString().equals(operation.prev());
  }
}
