package portage.page;

import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.MalformedException;
import portage.ipld.Utf8;
import portage.migration.KeyPerson;
import portage.migration.TemporaryKeyReport;
import portage.stream.StoredItem;

/** Asks the person for a rotation key of their own, and for the yes to the temporary one. */
final class KeyAsking implements KeyPerson {
  /** No file with a key in it is larger. */
  private static final int MAX_FILE_BYTES = 20_000;

  private final Dialogue dialogue;
  private final RestoreScreens screens;
  private final ErrorText.Phase phase;

  KeyAsking(Dialogue dialogue, RestoreScreens screens, ErrorText.Phase phase) {
    this.dialogue = dialogue;
    this.screens = screens;
    this.phase = phase;
  }

  @Override
  public String ownKey(StreamingException problemOrNull) throws CancelledException {
    return textOrNull(RestoreScreens.Time.AGAIN, problemOrNull);
  }

  /** Null when the person went back, which they may the first time. */
  String textOrNull(RestoreScreens.Time time, StreamingException problemOrNull) throws CancelledException {
    StreamingException problem = problemOrNull;
    RestoreScreens.Left left = RestoreScreens.Left.FILLED;
    while (true) {
      UserAction action = dialogue.ask(screens.key(time, left, problem, phase));
      if (action.action().equals(Dialogue.BACK)) {
        return null;
      }
      problem = null;
      left = RestoreScreens.Left.FILLED;
      String typed = action.value(RestoreScreens.KEY).trim();
      StoredItem file = action.fileOrNull(RestoreScreens.KEY_FILE);
      if (file == null && !typed.isEmpty()) {
        return typed;
      }
      if (file == null) {
        left = RestoreScreens.Left.EMPTY;
        continue;
      }
      // It counts more than what is typed, which may be left from a try before.
      try {
        return textOf(file);
      } catch (StreamingException e) {
        problem = e;
      }
    }
  }

  private static String textOf(StoredItem file) throws StreamingException {
    try (file) {
      if (file.sizeBytes() > MAX_FILE_BYTES) {
        throw new StreamingException(ErrorCode.KEY_UNREADABLE, ErrorContext.of("read own key"), "the file is too large");
      }
      byte[] bytes = new byte[(int) file.sizeBytes()];
      file.read(0, bytes, 0, bytes.length);
      return Utf8.decode(bytes, 0, bytes.length);
    } catch (MalformedException e) {
      throw new StreamingException(ErrorCode.KEY_UNREADABLE, ErrorContext.of("read own key"), "the file is no text");
    }
  }

  @Override
  public void approveTemporaryKey(TemporaryKeyReport report) throws CancelledException {
    RestoreScreens.Left left = RestoreScreens.Left.FILLED;
    while (true) {
      UserAction action = dialogue.ask(screens.lend(report, left));
      if (action.action().equals(RestoreScreens.YES) && action.isYes("confirm")) {
        return;
      }
      left = RestoreScreens.Left.EMPTY;
    }
  }
}
