package portage.page;

import portage.archive.BackupFile;
import portage.archive.NearCopies;
import portage.atproto.Account;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.migration.Migration;
import portage.stream.Deflate;
import portage.stream.StoredItem;
import portage.transfer.ProfileChoice;
import portage.transfer.TransferProfile;

/** Leads from an account to a backup of it. */
final class BackupJourney {
  private final Migration.Surroundings around;
  private final Dialogue dialogue;
  private final Diagnostics diagnostics;
  private final BackupScreens screens;
  private final BackupRun run;
  private final Deflate deflate;
  private final ProfileChoice suggested;

  BackupJourney(
      Migration.Surroundings around,
      ProfileChoice suggested,
      Deflate deflate,
      Dialogue dialogue,
      Diagnostics diagnostics,
      BackupScreens screens,
      BackupRun run) {
    this.around = around;
    this.suggested = suggested;
    this.deflate = deflate;
    this.dialogue = dialogue;
    this.diagnostics = diagnostics;
    this.screens = screens;
    this.run = run;
  }

  /** From the first screen: shows what will be in the file, and signs in and out again where that is wanted. */
  void begin(Account account) throws StreamingException {
    Session session = null;
    StreamingException problem = null;
    ProfileForm form = ProfileForm.suggesting(suggested);
    while (true) {
      UserAction action = dialogue.ask(plan(account, session, form, problem));
      problem = null;
      form = ProfileForm.of(suggested, action);
      if (action.action().equals(Dialogue.BACK)) {
        break;
      }
      if (action.action().equals(BackupScreens.SIGN_IN)) {
        session = signIn(account);
        continue;
      }
      if (!form.isRight()) {
        continue;
      }
      problem = attempt(account, session, form.profile(), action);
      if (problem == null) {
        break;
      }
    }
    if (session != null) {
      around.servers().signOutAside(account.signIn(), session);
    }
  }

  private View plan(Account account, Session sessionOrNull, ProfileForm form, StreamingException problemOrNull) {
    String name = account.handleOrNull() == null ? account.did().toString() : account.handleOrNull();
    return screens.plan(account, preferences(sessionOrNull), run.fileNameFor(name), form, problemOrNull);
  }

  private static BackupScreens.Preferences preferences(Session sessionOrNull) {
    if (sessionOrNull == null) {
      return BackupScreens.Preferences.OUT;
    }
    return sessionOrNull.isFromAppPassword() ? BackupScreens.Preferences.OF_APPS : BackupScreens.Preferences.IN;
  }

  /** Null when the person went back. */
  private Session signIn(Account account) throws CancelledException {
    SignIn.Signed signed =
        new SignIn(dialogue, around.servers())
            .at(
                account.signIn(),
                account.did(),
                account.handleOrNull(),
                SignIn.Demand.ANY_PASSWORD,
                (codeAsked, problem) -> screens.signIn(account, codeAsked, problem));
    return signed == null ? null : signed.session();
  }

  /** What went wrong, or null. */
  private StreamingException attempt(
      Account account, Session sessionOrNull, TransferProfile profile, UserAction wanted) {
    StoredItem earlier = wanted.fileOrNull(BackupScreens.EARLIER);
    try {
      NearCopies copies = earlier == null ? null : BackupFile.open(earlier, deflate).copiesOf(account.did());
      run.make(new BackupWish(account, sessionOrNull, copies, wanted.chosen().placeOrNull(), profile));
      return null;
    } catch (CancelledException e) {
      return null; // stopped: back to the first screen
    } catch (StreamingException e) {
      diagnostics.told(e);
      return e;
    }
  }
}
