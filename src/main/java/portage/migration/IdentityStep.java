package portage.migration;

import com.eclipsesource.json.Json;
import java.util.List;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/**
 * The identity of a did:plc account: has the merged operation signed by whoever may, checks what comes back, keeps it, and
 * hands it in after a yes.
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
    PlcData wanted = parties.authority().wanted(log, targetCredentials());
    checkSize(wanted, log);
    PlcOperation operation = parties.authority().sign(wanted, log, person);
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

  /** Hands the operation in by the target, which looks at it first. The directory's log decides whether it arrived. */
  void submit() throws StreamingException {
    OperationDelivery.deliver(
        kept(),
        operation -> parties.target().submitPlcOperation(parties.targetSession(), operation),
        parties.directory(),
        parties.did(),
        parties.signal());
  }

  /** Before the person is asked for a code: an operation that the directory would refuse must not use one up. */
  private static void checkSize(PlcData wanted, PlcLog log) throws StreamingException {
    List<String> problems = PlcOperation.unsigned(wanted, log.head().cid()).problems();
    if (!problems.isEmpty()) {
      throw new StreamingException(
          ErrorCode.IDENTITY_TOO_LARGE, ErrorContext.of("prepare identity").about(wanted.did()), problems.get(0));
    }
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
