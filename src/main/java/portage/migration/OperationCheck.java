package portage.migration;

import java.util.List;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.crypto.Signatures;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** Looks at an operation that somebody else signed, field by field, before it is trusted. */
final class OperationCheck {
  private OperationCheck() {}

  /** {@code OPERATION_WRONG} unless it says exactly what was wanted, follows the head and is signed with a current key. */
  static void check(PlcOperation operation, PlcData wanted, PlcLog log, Signatures signatures)
      throws StreamingException {
    if (!log.head().cid().toString().equals(operation.prev())) {
      throw wrong(wanted, "it does not follow the directory's last operation");
    }
    if (operation.isTombstone()) {
      throw wrong(wanted, "it would give the identity up");
    }
    PlcData got = operation.data(wanted.did());
    if (!got.rotationKeys().equals(wanted.rotationKeys())) {
      throw wrong(wanted, "other rotation keys");
    }
    if (!got.verificationMethods().equals(wanted.verificationMethods())) {
      throw wrong(wanted, "other verification methods");
    }
    if (!got.alsoKnownAs().equals(wanted.alsoKnownAs())) {
      throw wrong(wanted, "other aliases");
    }
    if (!got.services().equals(wanted.services())) {
      throw wrong(wanted, "other services");
    }
    List<String> problems = operation.problems();
    if (!problems.isEmpty()) {
      throw wrong(wanted, problems.get(0));
    }
    if (operation.signer(log.data().rotationKeys(), signatures) < 0) {
      throw wrong(wanted, "not signed with any of the account's rotation keys");
    }
  }

  private static StreamingException wrong(PlcData wanted, String what) {
    return new StreamingException(
        ErrorCode.OPERATION_WRONG, ErrorContext.of("check operation").about(wanted.did()), what);
  }
}
