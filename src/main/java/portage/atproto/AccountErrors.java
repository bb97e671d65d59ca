package portage.atproto;

import portage.error.ErrorCode;

/** What an error answer means for the call that it answers, by status and error name. */
final class AccountErrors {
  private AccountErrors() {}

  static XrpcException ofSignIn(XrpcException e) {
    switch (e.error()) {
      case "AuthFactorTokenRequired":
        return e.as(ErrorCode.SIGN_IN_CODE_NEEDED);
      case "AccountTakedown":
        return e.as(ErrorCode.ACCOUNT_TAKEN_DOWN);
      default:
        return e.status() == 401 || e.status() == 400 ? e.as(ErrorCode.WRONG_PASSWORD) : e;
    }
  }

  /** By the errors that the lexicon of createAccount names; other refusals have only a text. */
  static XrpcException ofNewAccount(XrpcException e, String did) {
    switch (e.error()) {
      case "InvalidInviteCode":
        return e.as(ErrorCode.INVITE_CODE_INVALID);
      case "HandleNotAvailable":
        return e.as(ErrorCode.HANDLE_TAKEN);
      case "InvalidHandle":
      case "UnsupportedDomain":
        return e.as(ErrorCode.HANDLE_INVALID);
      case "InvalidPassword":
        return e.as(ErrorCode.PASSWORD_REFUSED);
      case "UnresolvableDid":
      case "IncompatibleDidDoc":
        return e.as(ErrorCode.DID_DOCUMENT_BROKEN, did);
      default:
        return e;
    }
  }

  static XrpcException ofMailRequest(XrpcException e) {
    return ofFullAccess(e).ifRefused(ErrorCode.NO_MAIL_ADDRESS);
  }

  static XrpcException ofMailCode(XrpcException e) {
    switch (e.error()) {
      case "InvalidToken":
        return e.as(ErrorCode.MAIL_CODE_INVALID);
      case "ExpiredToken":
        // The access token was refreshed by then, so what expired is the code.
        return e.as(ErrorCode.MAIL_CODE_EXPIRED);
      default:
        return e;
    }
  }

  /** For calls that need the main password. */
  static XrpcException ofFullAccess(XrpcException e) {
    // An app password's token answers 400 InvalidToken where the main password is needed.
    boolean isScope = e.error().equals("InvalidToken") || e.error().equals("ScopeMissingError");
    return isScope ? e.as(ErrorCode.APP_PASSWORD) : e;
  }
}
