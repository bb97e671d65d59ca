package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.migration.FormerServers;
import portage.migration.MissingBlob;
import portage.net.Origin;
import portage.transfer.BlobItem;

/** What the search says of missing pictures: each named, with its record and every reason; and whom it would ask. */
class RepairScreensTest {
  private static final RepairScreens SCREENS =
      new RepairScreens(new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory")));
  private static final String CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
  private static final Account ACCOUNT =
      new Account(
          new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), "ana.now.example", origin("now.example"),
          origin("now.example"), SigningKey.numbered(Curve.K256, 1).didKey());

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.REFUSED);
  }

  private static MissingBlob missing(MissingBlob.Reason... reasons) throws MalformedException {
    return new MissingBlob(BlobItem.unknown(Cid.parse(CID), "app.bsky.feed.post/3kabc"), List.of(reasons));
  }

  private static View found(List<MissingBlob> missing, long mended, FormerServers former, RepairScreens.Stage stage) {
    return SCREENS.found(ACCOUNT, missing, mended, former, stage, null);
  }

  private static List<Field> fields(View view) {
    List<Field> fields = new ArrayList<>();
    for (Block block : view.blocks()) {
      if (block instanceof Block.Form form) {
        fields.addAll(form.fields());
      }
    }
    return fields;
  }

  @Test void everyServerIsShownBeforeItIsAskedAndCanBeLeftOut() throws Exception {
    FormerServers former =
        new FormerServers(List.of(origin("newer.example"), origin("older.example")), List.of("http://plain.example"));
    View view = found(List.of(missing()), 0, former, RepairScreens.Stage.LOOKED);
    List<Field> fields = fields(view);
    assertEquals(
        List.of("former-newer.example", "former-older.example", "other", "backup"),
        fields.stream().map(Field::name).toList());
    assertEquals("newer.example", fields.get(0).label());
    assertTrue(view.toJson().toString().contains("http://plain.example"), "what cannot be asked is told");
  }

  @Test void placeMayBeNamedWhereNoneIsKnown() throws Exception {
    View view = found(List.of(missing()), 0, FormerServers.NONE, RepairScreens.Stage.LOOKED);
    assertEquals(List.of("other", "backup"), fields(view).stream().map(Field::name).toList());
    assertTrue(view.toJson().toString().contains("No server is known"), "says so");
  }

  @Test void everyCauseHasWordsWithItsHost() throws Exception {
    for (MissingBlob.Cause cause : MissingBlob.Cause.values()) {
      MissingBlob blob = missing(new MissingBlob.Reason(cause, "old.example"));
      String text = found(List.of(blob), 3, FormerServers.NONE, RepairScreens.Stage.FETCHED).toJson().toString();
      assertTrue(text.contains(CID + ", used by app.bsky.feed.post/3kabc"), text);
      assertTrue(text.contains("old.example"), cause + " names no place");
      assertFalse(text.contains("{0}"), text);
    }
  }

  @Test void longListIsFoldedAwayAndWhole() throws Exception {
    List<MissingBlob> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(missing());
    }
    View view = found(many, 0, FormerServers.NONE, RepairScreens.Stage.LOOKED);
    Block.Disclosure fold = (Block.Disclosure) view.blocks().get(0);
    assertEquals("All 500 of them", fold.summary());
    assertEquals(500, ((Block.Items) fold.blocks().get(0)).items().size());
  }

  @Test void copiesInThisBrowserAreAPlaceToo() throws Exception {
    for (MissingBlob.Cause cause : List.of(MissingBlob.Cause.DAMAGED, MissingBlob.Cause.NOT_THERE, MissingBlob.Cause.REFUSED)) {
      MissingBlob blob = missing(new MissingBlob.Reason(cause, ""));
      String text = found(List.of(blob), 0, FormerServers.NONE, RepairScreens.Stage.FETCHED).toJson().toString();
      assertTrue(text.contains("the copy in this browser"), text);
    }
  }

  @Test void countsAreThoseThatWereCounted() throws Exception {
    assertEquals("Nothing is missing", found(List.of(), 0, FormerServers.NONE, RepairScreens.Stage.LOOKED).title());
    View all = found(List.of(), 7, FormerServers.NONE, RepairScreens.Stage.FETCHED);
    assertEquals("Nothing is missing any more", all.title());
    assertTrue(all.lead().contains("sent: 7."), all.lead());
    View left = found(List.of(missing()), 7, FormerServers.NONE, RepairScreens.Stage.FETCHED);
    assertEquals("Still missing: 1", left.title());
    assertTrue(left.lead().contains("sent: 7."), left.lead());
    assertTrue(
        found(List.of(missing()), 0, FormerServers.NONE, RepairScreens.Stage.FETCHED)
            .toJson().toString().contains("no other server was asked"));
  }

  @Test void passwordFieldSaysWhereThePasswordGoes() {
    FormerServers known = new FormerServers(List.of(origin("old.example")), List.of());
    View view = SCREENS.formerSignIn(origin("old.example"), origin("entryway.example"), known, false, null);
    Field password = fields(view).get(0);
    assertTrue(password.label().contains("entryway.example"), password.label());
    assertTrue(password.hint().contains("entryway.example"), password.hint());
    assertTrue(view.lead().contains("old.example"), view.lead());
    assertFalse(view.toJson().toString().contains("does not name"), "it is named");
  }

  @Test void serverThatTheLogDoesNotNameIsWarnedOf() {
    View view =
        SCREENS.formerSignIn(origin("typed.example"), origin("typed.example"), FormerServers.NONE, false, null);
    assertTrue(view.toJson().toString().contains("does not name typed.example"), view.toJson().toString());
  }

  @Test void accountThatHasMovedIsOfferedTheSearch() {
    SetupScreens setup = new SetupScreens(new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory")));
    for (ErrorCode code : ErrorCode.values()) {
      StreamingException problem = new StreamingException(code, ErrorContext.of("choose server").at("now.example"), null);
      boolean isOffered =
          setup.target("now.example", problem, ErrorText.Phase.SETUP).toJson().toString()
              .contains("\"action\":\"" + RepairScreens.REPAIR + "\"");
      assertEquals(code == ErrorCode.SAME_SERVER || code == ErrorCode.ALREADY_MOVED, isOffered, code.name());
    }
  }
}
