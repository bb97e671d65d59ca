package portage.browser;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;

/** What the browser's storage errors mean, decided by name: the texts differ between engines. */
final class StorageErrors {
  private StorageErrors() {}

  static StreamingException of(String operation, String name, JsException failure) {
    if (failure.is("QuotaExceededError")) {
      return full(operation, name, failure.getMessage());
    }
    return failed(operation, name, failure.getMessage());
  }

  static StreamingException full(String operation, String name, String detail) {
    return new RecoverableStreamingException(
        ErrorCode.STORAGE_FULL,
        ErrorContext.of(operation).about(name),
        detail,
        new RecoveryStrategy.UseFallbackStorage());
  }

  static StreamingException failed(String operation, String name, String detail) {
    return new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of(operation).about(name), detail);
  }
}
