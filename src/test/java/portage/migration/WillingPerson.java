package portage.migration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import portage.atproto.DidCredentials;
import portage.atproto.NewAccount;
import portage.error.StreamingException;
import portage.jvm.Sandbox;

/** Says yes to everything, types the mailed code, and remembers what was asked. */
class WillingPerson implements Person {
  private static final int MOST_CODES = 60;
  private static final long MAIL_WITHIN_MILLIS = 10_000;

  private final Sandbox sandbox;
  final List<GateReport> gates = new ArrayList<>();
  final List<List<BlobProblem>> left = new ArrayList<>();
  final List<BlobProblem> tooLarge = new ArrayList<>();
  int storageQuestions;
  int codes;

  WillingPerson(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override public NewAccount correctAccount(NewAccount refused, StreamingException problem) {
    throw new AssertionError("the new account was refused: " + problem.getMessage(), problem);
  }

  @Override public void blobsTooLarge(List<BlobProblem> problems) {
    tooLarge.addAll(problems);
  }

  @Override public StorageChoice storageFull() {
    storageQuestions++;
    return StorageChoice.GO_ON_WITHOUT_COPIES;
  }

  @Override public BlobChoice blobsLeft(List<BlobProblem> problems) {
    left.add(problems);
    return BlobChoice.GO_ON_WITHOUT;
  }

  @Override public String mailCode(String emailOrNull, long requestedAtMillis, StreamingException problemOrNull) {
    if (++codes > MOST_CODES) {
      throw new AssertionError("asked for the code again and again");
    }
    if (problemOrNull != null) {
      return null;
    }
    try {
      String code = sandbox.newestCode(emailOrNull, MAIL_WITHIN_MILLIS);
      if (code == null) {
        throw new AssertionError("no code was mailed");
      }
      return code;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override public void approve(GateReport report) {
    gates.add(report);
  }

  @Override public void editDocument(DidCredentials wanted, StreamingException problemOrNull) {
    throw new AssertionError("not a did:web account");
  }
}
