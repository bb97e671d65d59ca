package portage.migration;

import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.XrpcException;
import portage.error.ErrorCode;
import portage.error.StreamingException;

/** Finds out why a target did not make an account where its error name does not tell. */
final class NewAccountRefusal {
  private NewAccountRefusal() {}

  /** True when other details in the form may help. */
  static boolean canBeMended(StreamingException reason) {
    return switch (reason.code()) {
      case INVITE_CODE_NEEDED, INVITE_CODE_INVALID, HANDLE_TAKEN, HANDLE_INVALID, REFUSED -> true;
      default -> false;
    };
  }

  /**
   * Servers answer a taken handle, a taken address and a handle that does not resolve all with 400 {@code InvalidRequest};
   * whom the handle belongs to can be asked.
   */
  static StreamingException explain(
      StreamingException refusal, NewAccount account, MigrationPlan plan, Pds target) throws StreamingException {
    if (!(refusal instanceof XrpcException xrpc)) {
      return refusal;
    }
    if (refusal.code() == ErrorCode.INVITE_CODE_INVALID && account.inviteCodeOrNull() == null) {
      return xrpc.as(ErrorCode.INVITE_CODE_NEEDED);
    }
    if (refusal.code() != ErrorCode.REFUSED) {
      return refusal;
    }
    String holder = target.resolveHandle(account.handle());
    if (holder != null && !holder.equals(plan.did().toString())) {
      return xrpc.as(ErrorCode.HANDLE_TAKEN);
    }
    return xrpc;
  }
}
