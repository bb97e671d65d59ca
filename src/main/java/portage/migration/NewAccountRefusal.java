package portage.migration;

import java.util.List;
import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.ServerDescription;
import portage.atproto.XrpcException;
import portage.error.ErrorCode;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;

/** Finds out why a target did not make an account where its error name does not tell. */
final class NewAccountRefusal {
  private NewAccountRefusal() {}

  /** True when other details in the form may help. */
  static boolean canBeMended(StreamingException reason) {
    return RecoverableStreamingException.asks(reason, RecoveryStrategy.Question.ACCOUNT_DETAILS);
  }

  /**
   * Servers answer a taken handle, a taken address and a handle that does not resolve all with 400 {@code InvalidRequest};
   * whom the handle belongs to can be asked, and whether the server wants more than this page can give.
   */
  static StreamingException explain(
      StreamingException refusal, NewAccount account, MigrationPlan plan, Pds target) throws StreamingException {
    if (!(refusal instanceof XrpcException xrpc)) {
      return refusal;
    }
    if (xrpc.error().equals("JwtExpired")) {
      return xrpc.as(ErrorCode.CLOCKS_DISAGREE); // minted right before, good for a minute
    }
    if (refusal.code() == ErrorCode.INVITE_CODE_INVALID && account.inviteCodeOrNull() == null) {
      return xrpc.as(ErrorCode.INVITE_CODE_NEEDED);
    }
    if (refusal.code() != ErrorCode.REFUSED) {
      return refusal;
    }
    String holder = target.resolveHandle(account.handle());
    boolean isOurs = plan.did().toString().equals(holder);
    if (holder != null && !isOurs) {
      return xrpc.as(ErrorCode.HANDLE_TAKEN);
    }
    ServerDescription server = target.describeServer();
    if (server.phoneVerification() == ServerDescription.PhoneVerification.REQUIRED) {
      return xrpc.as(ErrorCode.VERIFICATION_NEEDED);
    }
    if (!isOurs && !isUnder(server.handleDomains(), account.handle())) {
      return xrpc.as(ErrorCode.HANDLE_NOT_RESOLVING);
    }
    return xrpc.asking(RecoveryStrategy.Question.ACCOUNT_DETAILS);
  }

  private static boolean isUnder(List<String> domains, String handle) {
    for (String domain : domains) {
      if (handle.endsWith(domain)) {
        return true;
      }
    }
    return false;
  }
}
