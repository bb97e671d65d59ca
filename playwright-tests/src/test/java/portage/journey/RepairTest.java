package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures that did not come along are found later, fetched from where the account was, and sent. */
class RepairTest extends BrowserTest {
  /** The blob that does not come along. */
  private String cid;

  /** Moves an account whose first blob was damaged and is mended once the account has moved. */
  private Journey movedWithoutOne() {
    Journey journey = smallJourney();
    moveWithoutOne(journey);
    return journey;
  }

  private void moveWithoutOne(Journey journey) {
    cid = control.blobs(journey.account()).get(0);
    control.corruptBlob(journey.account(), cid);
    journey.start();
    page.goOnWithoutBlobs();
    journey.toDone();
    control.restoreBlob(journey.account(), cid);
    control.clearLog();
  }

  @Test
  @Tag("every-browser")
  void pictureThatIsMissingAtTheEndOfAMoveIsFetchedThere() {
    Journey journey = movedWithoutOne();
    page.repairs().takeUpOffer();
    page.waitFor(Screen.REPAIR_FOUND);
    page.waitForText("localhost");
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.repairs().signIn(journey.account().password());
    page.waitFor(Screen.REPAIR_ALL);
    page.repairs().end();
    page.waitFor(Screen.FINISHED);
    journey.assertArrived();
    assertEquals(1, control.answered("beta", "com.atproto.repo.uploadBlob"));
    assertEquals(List.of(), page.kept());
  }

  @Test
  @Tag("every-browser")
  void pictureIsTakenOutOfABackupAndNoServerIsAsked() {
    SandboxAccount account = control.smallAccount("alpha");
    byte[] backup = HandMadeBackup.of(account, stage.sandbox().pds("alpha"), control.plcData(account));
    Journey journey = journey(account, "beta");
    moveWithoutOne(journey);
    page.repairs().takeUpOffer();
    page.waitFor(Screen.REPAIR_FOUND);
    page.repairs().chooseBackup(onDisk(backup));
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_ALL);
    assertEquals(List.of(), control.calls("alpha", "com.atproto.sync.getBlob"), "it came out of the file");
    assertEquals(1, control.answered("beta", "com.atproto.repo.uploadBlob"));
    page.repairs().end();
    page.waitFor(Screen.FINISHED);
    journey.assertArrived();
    assertEquals(List.of(), page.kept());
  }

  @Test
  void backupThatIsNoneOrAnothersIsToldOfAndTheSearchGoesOn() {
    SandboxAccount other = control.smallAccount("alpha");
    byte[] backup = HandMadeBackup.of(other, stage.sandbox().pds("alpha"), control.plcData(other));
    Journey journey = movedWithoutOne();
    page.repairs().takeUpOffer();
    page.waitFor(Screen.REPAIR_FOUND);
    page.repairs().chooseBackup(onDisk(new byte[100]));
    page.repairs().fetch();
    page.waitForProblem("BACKUP_UNREADABLE");
    page.repairs().chooseBackup(onDisk(backup));
    page.repairs().fetch();
    page.waitForProblem("BACKUP_OF_ANOTHER_ACCOUNT");
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.repairs().signIn(journey.account().password());
    page.waitFor(Screen.REPAIR_ALL);
  }

  @Test
  void pictureIsFetchedFromTheFirstScreenOnceTheOwnerSignsInWhereTheAccountWas() {
    Journey journey = movedWithoutOne();
    page.finish();
    page.startOver();
    control.clearLog();
    page.repairs().find(journey.targetHandle(), "not the password");
    page.waitForProblem("WRONG_PASSWORD");
    page.repairs().signIn(journey.targetPassword());
    page.waitFor(Screen.REPAIR_FOUND);
    page.repairs().fetch();
    page.repairs().leaveServerOut();
    page.waitFor(Screen.REPAIR_LEFT);
    page.waitForText("is switched off, and you did not sign in there");
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.repairs().signIn(journey.account().password());
    page.waitFor(Screen.REPAIR_ALL);
    journey.assertArrived();
    page.repairs().end();
    page.waitFor(Screen.WELCOME);
    control.waitForAnswer("beta", "com.atproto.server.deleteSession");
    control.waitForAnswer("alpha", "com.atproto.server.deleteSession");
    assertEquals(List.of(), page.kept());
  }

  @Test
  void pictureThatIsStillDamagedIsNamedWithItsRecordAndTheReason() {
    Journey journey = movedWithoutOne();
    control.corruptBlob(journey.account(), cid);
    page.finish();
    page.startOver();
    page.repairs().find(journey.targetHandle(), journey.targetPassword());
    page.waitFor(Screen.REPAIR_FOUND);
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.repairs().signIn(journey.account().password());
    page.waitFor(Screen.REPAIR_LEFT);
    String text = page.screenText();
    assertTrue(text.contains(cid + ", used by app.bsky.feed.post/"), text);
    assertTrue(text.contains("sends is damaged"), text);
    control.restoreBlob(journey.account(), cid);
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_ALL);
    journey.assertArrived();
  }

  @Test
  void accountThatHasMovedAlreadyIsLedToTheSearch() {
    Journey journey = smallJourney();
    journey.start();
    journey.toDone();
    page.finish();
    page.startOver();
    page.waitFor(Screen.WELCOME);
    page.findAccount(journey.targetHandle());
    page.signIn(journey.targetPassword());
    page.chooseTarget(stage.sandbox().pds("beta"));
    page.waitForProblem("SAME_SERVER");
    page.repairs().takeUpOffer();
    page.waitFor(Screen.REPAIR_NONE);
    control.clearLog();
    page.repairs().askForEveryPicture();
    page.waitFor(Screen.REPAIR_NONE);
    assertEquals(2, control.calls("beta", "com.atproto.sync.getBlob").size(), "every picture was asked for");
    page.repairs().end();
    page.waitFor(Screen.WELCOME);
  }

  @Test
  void formerServerOfAnIdentityWithoutALogIsNamedByItsOwner() {
    SandboxAccount account =
        control.account("alpha", new JsonObject().add("didWeb", true).add("images", 1).add("imageBytes", 3000));
    Journey journey = journey(account, "beta");
    cid = control.blobs(account).get(0);
    control.corruptBlob(account, cid);
    journey.start();
    page.goOnWithoutBlobs();
    page.approve();
    journey.changeDocument();
    page.documentWasChanged();
    page.waitFor(Screen.DONE);
    control.restoreBlob(account, cid);
    page.finish();
    page.startOver();
    page.repairs().find(journey.targetHandle(), journey.targetPassword());
    page.waitFor(Screen.REPAIR_FOUND);
    page.waitForText("No server is known where your account has lived before");
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_LEFT);
    page.waitForText("no other server was asked");
    page.repairs().nameServer("not a server");
    page.repairs().fetch();
    page.waitForProblem("BAD_INPUT");
    page.repairs().nameServer(stage.sandbox().pds("alpha"));
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.waitForText("does not name localhost");
    // A did:web of this computer has a port, which no server signs in by; so the journey ends here.
    page.repairs().leaveServerOut();
    page.waitFor(Screen.REPAIR_LEFT);
    page.waitForText("is switched off, and you did not sign in there");
  }

  @Test
  void anotherTabDoesNotTakeAwayWhatIsKept() {
    movedWithoutOne();
    List<String> before = page.kept();
    assertTrue(before.size() > 1, before.toString());
    stage.newPage().open(Settings.backend());
    assertEquals(before, page.kept());
  }

  @Test
  void theSearchIsMadeByKeyboard() {
    Journey journey = movedWithoutOne();
    page.finish();
    page.keyboard().press("Move another account");
    page.waitFor(Screen.WELCOME);
    page.keyboard().type("account", "account", journey.targetHandle());
    page.keyboard().press("Find pictures that did not come along");
    page.waitFor(Screen.REPAIR_SIGN_IN);
    page.keyboard().type("repair", "password", journey.targetPassword());
    page.keyboard().enter();
    page.waitFor(Screen.REPAIR_FOUND);
    assertTrue(page.isTitleFocused(), "focus on the title");
    page.keyboard().press("Fetch what is missing");
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.keyboard().type("repair", "password", journey.account().password());
    page.keyboard().enter();
    page.waitFor(Screen.REPAIR_ALL);
    assertTrue(page.isTitleFocused(), "focus on the title");
    page.keyboard().press("End the search");
    page.waitFor(Screen.WELCOME);
  }
}
