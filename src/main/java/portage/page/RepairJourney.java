package portage.page;

import portage.atproto.Account;
import portage.atproto.Session;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.migration.Migration;
import portage.migration.MigrationPlan;
import portage.migration.Repair;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Deflate;

/** Leads to the pictures and videos that did not come along when an account moved. */
final class RepairJourney {
  private final Migration.Surroundings around;
  private final Dialogue dialogue;
  private final RepairScreens screens;
  private final Deflate deflate;

  RepairJourney(Migration.Surroundings around, Dialogue dialogue, Frame frame, Deflate deflate) {
    this.around = around;
    this.dialogue = dialogue;
    this.screens = new RepairScreens(frame);
    this.deflate = deflate;
  }

  /** From the first screen: signs in where the account lives, and out at the end. */
  void begin(Account account) throws StreamingException {
    SignIn.Signed signed =
        new SignIn(dialogue, around.servers())
            .at(
                account.signIn(),
                account.did(),
                account.handleOrNull(),
                SignIn.Demand.ANY_PASSWORD,
                (codeAsked, problem) -> screens.signIn(account, codeAsked, problem));
    if (signed != null) {
      mend(account, signed.session());
      around.servers().signOutAside(account.signIn(), signed.session());
    }
  }

  /** After a move that went on without some; {@code session} is the one at the account's new server. */
  void mendAfterMove(MigrationPlan plan, Session session) throws StreamingException {
    mend(new Account(plan.did(), plan.targetHandle(), plan.target(), plan.target(), plan.sourceKey()), session);
  }

  /** Until the person has seen enough, or stops it. {@code session}: at the server where {@code account} lives. */
  void mend(Account account, Session session) throws StreamingException {
    CancelSignal signal = new CancelSignal();
    WorkPainter painter = new WorkPainter(dialogue, around.clock());
    MetricsCollector metrics =
        new MetricsCollector(around.clock(), around.profile().memoryLimitBytes(), painter);
    Repair repair = new Repair(around, account, session, metrics, signal, painter);
    RepairSearch search = new RepairSearch(around, dialogue, screens, deflate, repair, painter, signal);
    dialogue.working(signal);
    around.retry().tell(metrics);
    StreamingException failure = outcome(search);
    around.retry().tell(RetryPolicy.Listener.NONE);
    dialogue.working(null);
    search.signOut();
    repair.tidyUp();
    if (failure != null && failure.code() != ErrorCode.CANCELLED) {
      throw failure;
    }
  }

  private static StreamingException outcome(RepairSearch search) {
    try {
      search.run();
      return null;
    } catch (StreamingException e) {
      return e;
    }
  }
}
