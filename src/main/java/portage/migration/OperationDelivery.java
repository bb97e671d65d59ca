package portage.migration;

import portage.atproto.Did;
import portage.atproto.PlcDirectory;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.CancelSignal;

/** Hands an operation in. After any failure, and after every success, the directory's log decides whether it arrived. */
final class OperationDelivery {
  /** Brings the operation to the directory, itself or through somebody. */
  interface Way {
    void submit(PlcOperation operation) throws StreamingException;
  }

  private OperationDelivery() {}

  /** Straight to the directory, which anybody may do. */
  static void toDirectory(PlcDirectory directory, Did did, PlcOperation operation, CancelSignal signal)
      throws StreamingException {
    deliver(operation, sent -> directory.submit(did, sent, signal), directory, did, signal);
  }

  /** {@code IDENTITY_CHANGED} when something else came before it. */
  static void deliver(PlcOperation operation, Way way, PlcDirectory directory, Did did, CancelSignal signal)
      throws StreamingException {
    StreamingException failure = failureOf(operation, way);
    PlcLog log = directory.log(did, signal);
    if (log.head().cid().equals(operation.cid())) {
      return;
    }
    ErrorContext context = ErrorContext.of("update identity").at(directory.origin().host()).about(did.toString());
    if (!log.head().cid().toString().equals(operation.prev())) {
      throw new StreamingException(ErrorCode.IDENTITY_CHANGED, context, null);
    }
    throw failure != null
        ? failure
        : new StreamingException(ErrorCode.OPERATION_REFUSED, context, "accepted, but not in the directory");
  }

  private static StreamingException failureOf(PlcOperation operation, Way way) {
    try {
      way.submit(operation);
      return null;
    } catch (StreamingException e) {
      return e;
    }
  }
}
