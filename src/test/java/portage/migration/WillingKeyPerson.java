package portage.migration;

import java.util.ArrayList;
import java.util.List;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.StreamingException;

/** Gives a rotation key whenever it is asked for, says yes, and remembers what was asked. */
final class WillingKeyPerson implements KeyPerson {
  private final List<String> texts;
  final List<TemporaryKeyReport> approved = new ArrayList<>();
  final List<ErrorCode> problems = new ArrayList<>();
  int asked;

  /** Gives {@code texts} one after the other; the last as often as it is wanted. Gives up at an empty one. */
  WillingKeyPerson(String... texts) {
    this.texts = new ArrayList<>(List.of(texts));
  }

  @Override public String ownKey(StreamingException problemOrNull) throws CancelledException {
    asked++;
    if (problemOrNull != null) {
      problems.add(problemOrNull.code());
    }
    String text = texts.size() > 1 ? texts.remove(0) : texts.get(0);
    if (text.isEmpty()) {
      throw new CancelledException("own key");
    }
    return text;
  }

  @Override public void approveTemporaryKey(TemporaryKeyReport report) {
    approved.add(report);
  }
}
