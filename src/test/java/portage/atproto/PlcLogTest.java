package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portage.atproto.PlcLogBuilder.MIDDLE;
import static portage.atproto.PlcLogBuilder.SIGNING;
import static portage.atproto.PlcLogBuilder.STRONG;
import static portage.atproto.PlcLogBuilder.WEAK;
import static portage.atproto.PlcLogBuilder.data;
import static portage.atproto.PlcLogBuilder.sign;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.crypto.Base64Url;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.BouncySignatures;

class PlcLogTest {
  private static final long HOUR = 3_600_000L;

  private static PlcLog validate(PlcLogBuilder log) throws StreamingException {
    return PlcLog.validate(log.did(), log.log(), new BouncySignatures());
  }

  private static void refused(PlcLogBuilder log, String detail) {
    StreamingException e = assertThrows(StreamingException.class, () -> validate(log));
    assertEquals(ErrorCode.BAD_ANSWER, e.code(), e.getMessage());
    assertTrue(e.getMessage().contains(detail), e.getMessage());
  }

  @Test
  void chainOfUpdatesIsFollowedToItsHead() throws Exception {
    PlcLogBuilder log = new PlcLogBuilder();
    Cid first = log.add(null, "a");
    Cid second = log.add(first, "b");
    Cid third = log.add(second, data("b", STRONG), STRONG);
    PlcLog read = validate(log);
    assertEquals(3, read.entries().size());
    assertEquals(third, read.head().cid());
    assertEquals(List.of(STRONG.didKey().toString()), read.data().rotationKeys());
    assertEquals(log.did(), read.data().did());
    assertFalse(read.isTombstoned());
    assertEquals(1_700_000_000_000L, read.entries().get(0).createdAtMillis());
    assertEquals(List.of(
        new PlcLog.PdsStay("https://a.example.com", 1_700_000_000_000L),
        new PlcLog.PdsStay("https://b.example.com", 1_700_000_000_000L + HOUR)), read.pdsHistory());
  }

  @Test
  void legacyGenesisBeginsALog() throws Exception {
    PlcLogBuilder log = new PlcLogBuilder();
    PlcOperation create = PlcOperationTest.legacy("alice.test", "https://old.example.com");
    Cid first = log.add(create);
    assertEquals("https://old.example.com", validate(log).data().pdsEndpoint());
    SigningKey recovery = SigningKey.of(Curve.K256,
        new java.math.BigInteger("f0f4df55a2b3ff13051ea814a8f24ad00f2e469af73c363ac7e9fb999a9072ed", 16));
    log.add(first, data("b", STRONG), recovery);
    assertEquals(2, validate(log).entries().size());
    log.add(PlcOperationTest.legacy("other.test", "x"));
    refused(log, "prev does not stand");
  }

  @Test
  void operationOfAKeyThatMayNotIsRefused() {
    PlcLogBuilder log = new PlcLogBuilder();
    Cid first = log.add(null, "a");
    log.add(first, data("b", STRONG), SIGNING);
    refused(log, "no key signed");
    PlcLogBuilder rotatedOut = new PlcLogBuilder();
    Cid second = rotatedOut.add(rotatedOut.add(null, "a"), data("b", STRONG), STRONG);
    rotatedOut.add(second, data("c", STRONG), MIDDLE);
    refused(rotatedOut, "no key signed");
    PlcLogBuilder foreign = new PlcLogBuilder();
    foreign.add(null, data("a", STRONG), WEAK);
    refused(foreign, "none of its keys");
  }

  @Test
  void noRotationKeysIsTheEndOfTheLog() throws Exception {
    PlcLogBuilder log = new PlcLogBuilder();
    Cid second = log.add(log.add(null, "a"), data("b"), STRONG);
    assertEquals(List.of(), validate(log).data().rotationKeys());
    log.add(second, data("c", STRONG), STRONG);
    refused(log, "no key signed");
  }

  @Test
  void everyOtherFormOfASignatureIsRefused() throws Exception {
    for (SigningKey key : new SigningKey[] {STRONG, MIDDLE}) {
      PlcLogBuilder log = new PlcLogBuilder();
      Cid first = log.add(null, "a");
      PlcOperation unsigned = PlcOperation.unsigned(data("b", STRONG), first);
      log.add(unsigned.signed(key.sign(unsigned.unsignedBytes())));
      validate(log);
      String sig = log.log().get(1).asObject().get("operation").asObject().getString("sig", null);
      for (String twin : new String[] {
        Base64Url.encode(key.signHighS(unsigned.unsignedBytes())), sig + "==", sig + "\n",
        sig.substring(0, 85) + (char) (sig.charAt(85) + 1),
      }) {
        refused(log.setInOperation(1, "sig", twin), "no key signed");
      }
      log.setInOperation(1, "sig", sig);
      validate(log);
    }
  }

  @Test
  void strongerKeyUndoesWhatAWeakerDid() throws Exception {
    PlcLogBuilder log = new PlcLogBuilder();
    Cid first = log.add(null, "a");
    Cid stolen = log.add(first, data("stolen", WEAK), WEAK);
    log.add(stolen, data("again", WEAK), WEAK);
    Cid recovery = log.add(first, data("a", STRONG), MIDDLE);
    refused(log, "wrong operations");
    refused(log.nullified(1), "wrong operations");
    PlcLog read = validate(log.nullified(1, 2));
    assertEquals(recovery, read.head().cid());
    assertTrue(read.entries().get(2).nullified());
    assertEquals(List.of("https://a.example.com"), read.pdsHistory().stream().map(PlcLog.PdsStay::endpoint).toList());
    refused(log.nullified(0), "wrong operations");
  }

  @Test
  void equalOrWeakerKeyUndoesNothing() {
    for (SigningKey key : new SigningKey[] {MIDDLE, WEAK}) {
      PlcLogBuilder log = new PlcLogBuilder();
      Cid first = log.add(null, "a");
      log.add(first, data("b", STRONG, MIDDLE, WEAK), MIDDLE);
      log.add(first, data("c", STRONG), key);
      refused(log.nullified(1), "no key signed");
    }
  }

  @Test
  void recoveryWithin72HoursIsExact() throws Exception {
    for (long late : new long[] {0, 1}) {
      PlcLogBuilder log = new PlcLogBuilder();
      Cid first = log.add(null, "a");
      Cid second = log.add(first, data("b", STRONG, WEAK), WEAK); // an hour after the start
      log.add(second, data("c", STRONG, WEAK), WEAK);
      log.addAt(sign(PlcOperation.unsigned(data("d", STRONG), first), STRONG), HOUR + 72 * HOUR + late);
      log.nullified(1, 2);
      if (late == 0) {
        assertEquals("d.test", validate(log).data().handle());
      } else {
        refused(log, "72 hours");
      }
    }
  }

  @Test
  void nullifiedOperationIsNobodysPrev() {
    PlcLogBuilder log = new PlcLogBuilder();
    Cid first = log.add(null, "a");
    Cid second = log.add(first, data("b", STRONG, WEAK), WEAK);
    log.add(first, data("c", STRONG, WEAK), STRONG);
    log.add(second, data("d", STRONG, WEAK), WEAK);
    refused(log.nullified(1), "prev does not stand");
  }

  @Test
  void tombstoneEndsTheLogUnlessItIsUndone() throws Exception {
    PlcLogBuilder log = new PlcLogBuilder();
    Cid first = log.add(null, "a");
    Cid tombstone = log.add(PlcLogBuilder.tombstone(first, WEAK));
    assertTrue(validate(log).isTombstoned());
    assertNull(validate(log).data());
    assertEquals(1, validate(log).pdsHistory().size());
    log.add(tombstone, data("b", STRONG), STRONG);
    refused(log, "after a tombstone");

    PlcLogBuilder undone = new PlcLogBuilder();
    Cid start = undone.add(null, "a");
    undone.add(PlcLogBuilder.tombstone(start, WEAK));
    undone.add(start, data("b", STRONG), STRONG);
    assertFalse(validate(undone.nullified(1)).isTombstoned());
  }

  @Test
  void logsThatAreNotThisDidsAreRefused() {
    PlcLogBuilder log = new PlcLogBuilder();
    Cid first = log.add(null, "a");
    log.add(first, "b");
    String other = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
    assertThrows(StreamingException.class, () -> PlcLog.validate(other, log.log(), new BouncySignatures()));
    refused(log.set(1, "did", Json.value(other)), "another DID");
    refused(log.set(0, "did", Json.value(other)), "another DID");
  }

  @Test
  void forgedGenesisOfTheSameDidIsRefused() {
    PlcLogBuilder log = new PlcLogBuilder();
    log.add(null, "a");
    String did = log.did();
    PlcLogBuilder forged = new PlcLogBuilder();
    forged.add(null, "b");
    forged.set(0, "did", Json.value(did));
    StreamingException e = assertThrows(StreamingException.class,
        () -> PlcLog.validate(did, forged.log(), new BouncySignatures()));
    assertTrue(e.getMessage().contains("genesis of another DID"), e.getMessage());
  }

  @Test
  void logWithoutItsBeginningIsRefused() {
    PlcLogBuilder log = new PlcLogBuilder();
    log.add(log.add(null, "a"), "b");
    JsonArray rest = new JsonArray().add(log.log().get(1));
    assertThrows(StreamingException.class, () -> PlcLog.validate(log.did(), rest, new BouncySignatures()));
    assertThrows(StreamingException.class, () -> PlcLog.validate(log.did(), new JsonArray(), new BouncySignatures()));
    JsonArray twice = new JsonArray().add(log.log().get(0)).add(log.log().get(0));
    assertThrows(StreamingException.class, () -> PlcLog.validate(log.did(), twice, new BouncySignatures()));
  }

  @Test
  void entriesOfAnotherShapeAreRefused() {
    for (String name : new String[] {"did", "operation", "cid", "nullified", "createdAt"}) {
      for (JsonValue value : new JsonValue[] {Json.NULL, Json.value(1), Json.value("x"), new JsonArray()}) {
        PlcLogBuilder log = new PlcLogBuilder();
        log.add(null, "a");
        refused(log.set(0, name, value), "");
      }
    }
    JsonArray noObject = new JsonArray().add("x");
    assertThrows(StreamingException.class, () -> PlcLog.validate("did:plc:x", noObject, new BouncySignatures()));
  }
}
