package portage.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.atproto.Account;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.atproto.UploadQuota;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.migration.FormerServers;
import portage.migration.Migration;
import portage.migration.Repair;
import portage.migration.SavedAccount;
import portage.net.Origin;
import portage.stream.CancelSignal;
import portage.stream.Deflate;
import portage.stream.StoredItem;

/** One search for missing pictures and videos, from the first look until the person has seen enough. */
final class RepairSearch {
  /** A piece of work; when it fails, the person is told and can try again. */
  private interface Work {
    void run() throws StreamingException;
  }

  private final Migration.Surroundings around;
  private final Servers servers;
  private final Dialogue dialogue;
  private final RepairScreens screens;
  private final Deflate deflate;
  private final Repair repair;
  private final WorkPainter painter;
  private final SignIn signIn;
  private final CancelSignal signal;
  /** Sessions at former servers, by where they were opened. */
  private final Map<Origin, Session> formerSessions = new LinkedHashMap<>();
  private FormerServers former = FormerServers.NONE;
  private RepairScreens.Stage stage = RepairScreens.Stage.LOOKED;
  private StreamingException problem;

  RepairSearch(
      Migration.Surroundings around,
      Dialogue dialogue,
      RepairScreens screens,
      Deflate deflate,
      Repair repair,
      WorkPainter painter,
      CancelSignal signal) {
    this.around = around;
    this.servers = around.servers();
    this.dialogue = dialogue;
    this.screens = screens;
    this.deflate = deflate;
    this.repair = repair;
    this.painter = painter;
    this.signIn = new SignIn(dialogue, servers);
    this.signal = signal;
  }

  void run() throws StreamingException {
    attempt(this::look);
    while (true) {
      UserAction action =
          dialogue.ask(
              screens.found(repair.account(), repair.missing(), repair.mendedCount(), former, stage, problem));
      switch (action.action()) {
        case RepairScreens.LOOK_AT_EACH -> attempt(this::lookAtEach);
        case RepairScreens.FETCH -> attempt(() -> fetch(action));
        default -> {
          return;
        }
      }
    }
  }

  private void attempt(Work work) throws CancelledException {
    problem = null;
    try {
      work.run();
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      problem = e;
    }
  }

  private void look() throws StreamingException {
    painter.show(() -> screens.asking(repair, Text.REPAIR_LOOKING));
    repair.look();
    former = repair.formerServers();
  }

  private void lookAtEach() throws StreamingException {
    stage = RepairScreens.Stage.LOOKED;
    painter.show(() -> screens.asking(repair, Text.REPAIR_LOOKING_AT_EACH));
    repair.look();
    repair.lookAtEach();
  }

  private void fetch(UserAction wish) throws StreamingException {
    List<Origin> places = places(wish);
    SavedAccount saved = savedOrNull(wish);
    repair.look();
    long total = repair.progress().movedCount() + repair.missing().size();
    painter.show(() -> screens.fetching(repair, total, standstill()));
    stage = RepairScreens.Stage.FETCHED;
    repair.sendKeptCopies();
    if (saved != null) {
      repair.fetchFrom(saved);
    }
    for (Origin place : places) {
      if (!repair.missing().isEmpty()) {
        repair.fetchFrom(place, this::ownerAt);
      }
    }
    repair.confirm();
  }

  /** The backup that was chosen, opened; null when none was. */
  private SavedAccount savedOrNull(UserAction wish) throws StreamingException {
    StoredItem file = wish.fileOrNull(RepairScreens.BACKUP);
    return file == null ? null : SavedAccount.open(file, file.name(), deflate);
  }

  private Standstill standstill() {
    UploadQuota.Stand uploads = servers.uploadsTo(repair.account().pds()).stand();
    return Standstill.of(around.retry(), uploads, around.clock());
  }

  /** The former servers that the person ticked, newest first, and the one that was typed. */
  private List<Origin> places(UserAction wish) throws StreamingException {
    List<Origin> places = new ArrayList<>();
    for (Origin server : former.origins()) {
      if (wish.isYes(RepairScreens.fieldOf(server))) {
        places.add(server);
      }
    }
    String typed = wish.value(RepairScreens.OTHER).trim();
    if (typed.isEmpty()) {
      return places;
    }
    Origin other = servers.parse(typed);
    if (other == null) {
      throw new StreamingException(ErrorCode.BAD_INPUT, ErrorContext.of("read address").about(typed), null);
    }
    if (other.equals(repair.account().pds())) {
      throw new StreamingException(ErrorCode.SAME_SERVER, ErrorContext.of("choose server").at(other.host()), null);
    }
    if (!places.contains(other)) {
      places.add(other);
    }
    return places;
  }

  /** Signs the owner in for {@code place}, once; null when the person leaves that server out. */
  private Session ownerAt(Origin place) throws StreamingException {
    String entryway = servers.pds(place, signal).entrywayOrNull();
    Origin named = entryway == null ? null : servers.parse(entryway);
    Origin at = named == null ? place : named;
    if (formerSessions.containsKey(at)) {
      return formerSessions.get(at);
    }
    Account account = repair.account();
    SignIn.Signed signed =
        signIn.at(
            at,
            account.did(),
            account.handleOrNull(),
            SignIn.Demand.ANY_PASSWORD,
            (codeAsked, wrong) -> screens.formerSignIn(place, at, former, codeAsked, wrong));
    if (signed == null) {
      return null;
    }
    formerSessions.put(at, signed.session());
    return signed.session();
  }

  /** Out of the former servers. */
  void signOut() {
    for (Map.Entry<Origin, Session> each : formerSessions.entrySet()) {
      servers.signOutAside(each.getKey(), each.getValue());
    }
  }
}
