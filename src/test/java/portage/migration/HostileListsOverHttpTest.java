package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryJournal;
import portage.jvm.OverHttpTest;

/**
 * A target whose lists are cut off, lead in circles or name what is there, and whose counts contradict them: what the checked
 * repo refers to arrives all the same, or the move stops before the step that cannot be taken back.
 */
@Timeout(60)
class HostileListsOverHttpTest extends OverHttpTest {
  private static final int BLOBS = 3;

  private static AccountMove move(String name) throws IOException {
    JsonObject account =
        sandbox.account(new JsonObject().add("pds", "alpha").add("name", "list" + name).add("posts", 3).add("images", BLOBS));
    return new AccountMove(sandbox, account, new MemoryJournal());
  }

  /** Every answer of the target to that call has these fields instead. */
  private static void patch(String nsid, JsonObject fields) throws IOException {
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "beta").add("nsid", nsid).add("call", "every").add("kind", "patchJson").add("set", fields));
  }

  private static void patchMissing(JsonArray blobs, JsonValue cursor) throws IOException {
    patch("com.atproto.repo.listMissingBlobs", new JsonObject().add("blobs", blobs).add("cursor", cursor));
  }

  private static void patchCounts(long expectedBlobs, long importedBlobs) throws IOException {
    patch(
        "com.atproto.server.checkAccountStatus",
        new JsonObject().add("expectedBlobs", expectedBlobs).add("importedBlobs", importedBlobs));
  }

  private static JsonObject missing(String cid) {
    return new JsonObject().add("cid", cid).add("recordUri", "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3k");
  }

  private static void assertStopsBeforeTheIdentity(AccountMove move, ErrorCode code) throws IOException {
    StreamingException failure = assertThrows(StreamingException.class, move::run);
    assertEquals(code, failure.code(), failure.getMessage());
    assertEquals(0, move.calls("beta", "com.atproto.identity.submitPlcOperation"));
    assertTrue(move.compared().getBoolean("sourceActive", false), "the account lives where it did");
  }

  @Test void listThatIsCutToNothingLosesNoBlob() throws Exception {
    AccountMove move = move("cut");
    patchMissing(new JsonArray(), Json.NULL);
    assertTrue(move.run().isGood());
    move.isWhole();
    assertEquals(BLOBS, move.calls("beta", "com.atproto.repo.uploadBlob"));
  }

  /** The list says that nothing is missing, and so does the count. */
  @ParameterizedTest
  @ValueSource(longs = {0, BLOBS, 9_000_000_000_000_000L})
  void countThatAgreesWithACutListLosesNoBlob(long importedBlobs) throws Exception {
    AccountMove move = move("cnt" + importedBlobs % 7);
    patchMissing(new JsonArray(), Json.NULL);
    patchCounts(BLOBS, importedBlobs);
    assertTrue(move.run().isGood());
    move.isWhole();
  }

  @Test void listWhoseCursorLeadsToItselfComesToAnEnd() throws Exception {
    AccountMove move = move("cur");
    patch("com.atproto.repo.listMissingBlobs", new JsonObject().add("cursor", "again"));
    assertTrue(move.run().isGood());
    move.isWhole();
  }

  /** One that really is among the account's, but was taken long ago. */
  @Test void listThatNeverGetsShorterIsToldBeforeTheIdentity() throws Exception {
    AccountMove move = move("lon");
    patchMissing(new JsonArray().add(missing(move.blobs().get(0))), Json.NULL);
    assertStopsBeforeTheIdentity(move, ErrorCode.BLOBS_INCOMPLETE);
    sandbox.control("DELETE", "/faults", null);
    assertTrue(move.run().isGood());
    move.isWhole();
  }

  /** By a log that tells of the beginning only, the person's own key would be lost. */
  @Test void directoryThatHidesTheNewestOperationIsFoundOutBeforeTheIdentityChanges() throws Exception {
    JsonObject account =
        sandbox.account(
            new JsonObject().add("pds", "alpha").add("name", "listlog").add("posts", 1).add("ownRotationKey", true));
    AccountMove move = new AccountMove(sandbox, account, new MemoryJournal());
    sandbox.control(
        "POST", "/faults",
        new JsonObject().add("pds", "plc").add("match", "/log/audit").add("call", "every").add("kind", "patchJson")
            .add("set", new JsonObject().add("length", 1)));
    assertStopsBeforeTheIdentity(move, ErrorCode.OPERATION_WRONG);
    sandbox.control("DELETE", "/faults", null);
    assertTrue(move.run().isGood());
    move.isWhole();
  }

  /** The person is asked about a blob that the source does not have, and the others are there. */
  @Test void blobThatNoRecordUsesIsNamedAsMissingAndHoldsUpNoOther() throws Exception {
    AccountMove move = move("alien");
    String alien = Cid.of(Cid.RAW, new byte[32]).toString();
    patchMissing(new JsonArray().add(missing(alien)), Json.NULL);
    assertTrue(move.run().isGood());
    assertEquals(alien, move.person.left.get(0).get(0).cid());
    assertEquals(ErrorCode.BLOB_MISSING_AT_SOURCE, move.person.left.get(0).get(0).code());
    move.isWhole();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9_000_000_000_000_000L})
  void countOfRecordsThatContradictsTheCheckedRepoStopsBeforeTheIdentity(long records) throws Exception {
    AccountMove move = move("rec" + records % 7);
    patch("com.atproto.server.checkAccountStatus", new JsonObject().add("indexedRecords", records));
    assertStopsBeforeTheIdentity(move, ErrorCode.VERIFICATION_FAILED);
    sandbox.control("DELETE", "/faults", null);
    assertTrue(move.run().isGood());
    move.isWhole();
  }
}
