package portage.migration;

import portage.atproto.DidCredentials;
import portage.atproto.Pds;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;

/** The account's server speaks for it: it gives out service tokens, and signs for a mailed code. */
final class ServerAuthority implements Authority {
  private final Pds source;
  private final Session session;
  private final Logbook logbook;

  ServerAuthority(Pds source, Session session, Logbook logbook) {
    this.source = source;
    this.session = session;
    this.logbook = logbook;
  }

  @Override
  public String admission(String targetDid) throws StreamingException {
    return source.getServiceAuth(session, targetDid, ServiceToken.CREATE_ACCOUNT);
  }

  @Override
  public void admitted() {}

  @Override
  public PlcData wanted(PlcLog log, DidCredentials target) throws StreamingException {
    return IdentityMerge.merge(log.data(), source.getRecommendedDidCredentials(session), target);
  }

  @Override
  public PlcOperation sign(PlcData wanted, PlcLog log, Person person) throws StreamingException {
    StreamingException problem = null;
    if (logbook.now() - logbook.state().codeRequestedAtMillis() > Person.MAIL_CODE_LIFE_MILLIS) {
      requestCode();
    }
    while (true) {
      String code = person.mailCode(session.emailOrNull(), logbook.state().codeRequestedAtMillis(), problem);
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
        return source.signPlcOperation(session, code, wanted);
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
    source.requestPlcOperationSignature(session);
    logbook.add(new Fact.CodeRequested(logbook.now()));
  }

  @Override
  public void forget() {}
}
