package portage.page;

import java.util.List;
import portage.atproto.DidCredentials;
import portage.atproto.NewAccount;
import portage.atproto.ServerDescription;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.migration.BlobProblem;
import portage.migration.GateReport;
import portage.migration.MigrationState;
import portage.migration.Person;

/** Puts a migration's questions to the person. */
final class Asking implements Person {
  private final Dialogue dialogue;
  private final SetupScreens setupScreens;
  private final MoveScreens screens;
  private final BlobScreens blobScreens;
  private final MigrationState state;
  private final ServerDescription target;
  private final StayingSignedIn staying;
  private final GateBackup backup;

  Asking(
      Dialogue dialogue,
      SetupScreens setupScreens,
      MoveScreens screens,
      BlobScreens blobScreens,
      MigrationState state,
      ServerDescription target,
      StayingSignedIn staying,
      GateBackup backup) {
    this.dialogue = dialogue;
    this.setupScreens = setupScreens;
    this.screens = screens;
    this.blobScreens = blobScreens;
    this.state = state;
    this.target = target;
    this.staying = staying;
    this.backup = backup;
  }

  @Override
  public void entered(Session session) throws StreamingException {
    staying.entered(session);
  }

  @Override
  public NewAccount correctAccount(NewAccount refused, StreamingException problem) throws CancelledException {
    boolean isInvite =
        problem.code() == ErrorCode.INVITE_CODE_NEEDED || problem.code() == ErrorCode.INVITE_CODE_INVALID;
    ServerDescription server = isInvite ? target.wantingInviteCode() : target;
    NewAccountForm form = NewAccountForm.suggesting(refused.handle(), refused.email());
    StreamingException shown = problem;
    do {
      UserAction action = dialogue.ask(setupScreens.details(state.plan().target(), server, form, shown));
      if (action.action().equals(Dialogue.BACK)) {
        throw new CancelledException("new account");
      }
      form = NewAccountForm.of(action);
      shown = null;
    } while (!form.isRight(server));
    return form.account();
  }

  @Override
  public BlobChoice blobsLeft(List<BlobProblem> problems) throws CancelledException {
    boolean goOn = dialogue.ask(blobScreens.left(state, problems)).action().equals(BlobScreens.GO_ON);
    return goOn ? BlobChoice.GO_ON_WITHOUT : BlobChoice.TRY_AGAIN;
  }

  @Override
  public void blobsTooLarge(List<BlobProblem> problems) throws CancelledException {
    dialogue.ask(blobScreens.tooLarge(state, problems));
  }

  @Override
  public StorageChoice storageFull() throws CancelledException {
    boolean goOn = dialogue.ask(blobScreens.storageFull(state)).action().equals(BlobScreens.GO_ON);
    return goOn ? StorageChoice.GO_ON_WITHOUT_COPIES : StorageChoice.SPACE_MADE;
  }

  @Override
  public String mailCode(String emailOrNull, long requestedAtMillis, StreamingException problemOrNull)
      throws CancelledException {
    StreamingException problem = problemOrNull;
    while (true) {
      UserAction action = dialogue.ask(screens.code(state.plan(), emailOrNull, requestedAtMillis, problem));
      if (action.action().equals(MoveScreens.RESEND)) {
        return null;
      }
      String code = action.value("code").trim();
      if (!code.isEmpty()) {
        return code;
      }
      problem = null;
    }
  }

  @Override
  public void approve(GateReport report) throws CancelledException {
    boolean isBoxMissing = false;
    UserAction action = dialogue.ask(screens.gate(state, report, backup.blocks(), isBoxMissing));
    while (!action.action().equals(MoveScreens.YES) || !action.isYes("confirm")) {
      isBoxMissing = !backup.takes(action);
      action = dialogue.ask(screens.gate(state, report, backup.blocks(), isBoxMissing));
    }
    // From here on only forward: a late press of "cancel" must not stop what was said yes to.
    dialogue.working(null);
  }

  @Override
  public void editDocument(DidCredentials wanted, StreamingException problemOrNull) throws CancelledException {
    dialogue.ask(screens.webDocument(state.plan(), wanted, problemOrNull));
  }
}
