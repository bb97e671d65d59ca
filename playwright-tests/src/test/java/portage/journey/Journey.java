package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One account on its way: goes through the screens as far as a test wants, and looks at what arrived. */
final class Journey {
  private final Sandbox sandbox;
  private final MigrationPage page;
  private final SandboxAccount account;
  private final String target;
  private final String targetHandle;
  private final String targetPassword;

  Journey(Sandbox sandbox, MigrationPage page, SandboxAccount account, String target) {
    this.sandbox = sandbox;
    this.page = page;
    this.account = account;
    this.target = target;
    this.targetHandle = account.name() + sandbox.handleDomain(target);
    this.targetPassword = account.name() + "-password-at-" + target;
  }

  SandboxAccount account() {
    return account;
  }

  String targetHandle() {
    return targetHandle;
  }

  String targetPassword() {
    return targetPassword;
  }

  /** From the welcome screen to the choice of a target. */
  void toTarget() {
    page.findAccount(account.handle());
    page.signIn(account.password());
    page.waitFor(Screen.TARGET);
  }

  void toDetails() {
    toTarget();
    page.chooseTarget(sandbox.pds(target));
    page.waitFor(Screen.DETAILS);
  }

  void toPlan() {
    toTarget();
    fromTargetToPlan();
  }

  void fromTargetToPlan() {
    page.chooseTarget(sandbox.pds(target));
    fillDetails(null);
    page.waitFor(Screen.PLAN);
  }

  /** Restores a backup while its source answers: from the first screen to the work. */
  void startRestore(Path backup) {
    page.restores().open(backup);
    page.restores().withTheSource();
    page.signIn(account.password());
    page.waitFor(Screen.TARGET);
    fromTargetToPlan();
    page.startPlan();
  }

  /** Fills in the account at the target as it should be. */
  void fillDetails(String inviteOrNull) {
    page.fillDetails(targetHandle, account.email(), targetPassword, inviteOrNull);
  }

  /** From the welcome screen to the work. */
  void start() {
    toPlan();
    page.startPlan();
  }

  /** Types the code that was mailed first. */
  void enterCode() {
    page.enterCode(sandbox.control().mail(account, 0).code());
  }

  /** From the work to the gate. */
  void toGate() {
    enterCode();
    page.waitFor(Screen.GATE);
  }

  /** From the work to the end. */
  void toDone() {
    toGate();
    page.approve();
    page.waitFor(Screen.DONE);
  }

  /** Takes the move up after a reload: both passwords again. */
  void carryOn() {
    page.carryOn();
    page.signIn(account.password());
    page.signInAtTarget(targetPassword);
  }

  /** Goes on to the end from whatever comes next: the code, the gate, or neither. */
  void toDoneFromAnywhere() {
    Screen next = page.waitForAny(Screen.MAIL_CODE, Screen.GATE, Screen.DONE);
    if (next == Screen.MAIL_CODE) enterCode();
    if (next != Screen.DONE) page.approve();
    page.waitFor(Screen.DONE);
  }

  /** Writes into the document of a did:web what the page says that it wants there. */
  void changeDocument() {
    page.waitFor(Screen.WEB_DOCUMENT);
    JsonObject document = sandbox.control().didDocument(account);
    document.get("service").asArray().get(0).asObject().set("serviceEndpoint", page.fact("serviceEndpoint of #atproto_pds"));
    JsonObject key = document.get("verificationMethod").asArray().get(0).asObject();
    key.set("publicKeyMultibase", page.fact("publicKeyMultibase of #atproto (type Multikey)"));
    document.set("alsoKnownAs", Json.array(page.fact("alsoKnownAs")));
    sandbox.control().putDidDocument(account, document);
  }

  /** Whether the first screen offers to carry the move on. */
  boolean isKnown() {
    return page.screenText().contains(account.handle() + " is on its way");
  }

  /** Does on a screen what leads on, with the newest code that was mailed. */
  void answer(Screen screen) {
    switch (screen) {
      case WELCOME -> {
        if (isKnown()) page.carryOn();
        else page.findAccount(account.handle());
        page.waitForSearch();
      }
      case SOURCE_SIGN_IN -> page.signIn(account.password());
      case TARGET -> page.chooseTarget(sandbox.pds(target));
      case DETAILS -> fillDetails(null);
      case TARGET_SIGN_IN -> page.signInAtTarget(targetPassword);
      case PLAN -> page.startPlan();
      case MAIL_CODE -> {
        if (page.screenText().contains("MAIL_CODE_")) page.askForAnotherCode(); // the last one was no good
        page.enterCode(sandbox.control().newestMail(account).code());
      }
      case GATE -> page.approve();
      default -> throw new IllegalArgumentException("nothing leads on from " + screen);
    }
  }

  /** What the reference packages find different between source and target. */
  List<String> differences() {
    List<String> texts = new ArrayList<>();
    for (JsonValue text : compare().get("differences").asArray()) texts.add(text.asString());
    return texts;
  }

  JsonObject compare() {
    return sandbox.control().compare(account, target, targetPassword);
  }

  /** Fails unless the whole account lives at the target, and only there. */
  void assertArrived() {
    JsonObject found = compare();
    assertEquals("[]", found.get("differences").toString());
    assertTrue(found.getBoolean("equal", false), "equal");
    assertTrue(found.get("commit").asObject().getBoolean("signatureValid", false), "signature");
    assertEquals(account.records(), found.getLong("records", -1), "records");
    assertEquals(account.blobs(), found.getInt("blobs", -1), "blobs");
    assertTrue(found.getBoolean("targetActive", false), "active at the target");
    assertTrue(!found.getBoolean("sourceActive", true), "switched off at the source");
  }

  /** Fails unless the account lives where it did, as if nothing had been tried. */
  void assertStillAtSource() {
    JsonValue server = sandbox.control().plcData(account).get("services").asObject().get("atproto_pds");
    assertEquals(sandbox.pds(account.pds()), server.asObject().getString("endpoint", ""));
  }
}
