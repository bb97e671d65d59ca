package portage.atproto;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.ipld.Cid;
import portage.ipld.DagCbor;

/** An operation that is accepted is handed in as it came, and everything that is asked of it has an answer. */
public final class PlcOperationTarget {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

  private PlcOperationTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    JsonValue value;
    try {
      value = Json.parse(new String(data, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      return;
    }
    Owed.read(data.length, () -> PlcData.parse(portage.net.Json.of(value, ErrorContext.of("fuzz")).raw()));
    PlcOperation operation = Owed.read(data.length, () -> PlcOperation.parse(value));
    if (operation == null) {
      return;
    }
    PlcOperation again = Owed.read(data.length, () -> PlcOperation.parse(operation.toJson()));
    Owed.same(operation, again);
    Owed.same(operation.cid(), again.cid());
    Owed.same(operation.cid(), Cid.ofBlock(operation.signedBytes()));
    Map<?, ?> signed = Owed.read(data.length, () -> (Map<?, ?>) DagCbor.decode(operation.signedBytes()));
    Owed.same(((JsonObject) value).size(), signed.size());
    Owed.same(operation.isTombstone(), operation.data(DID) == null);
    operation.problems();
    if (operation.isGenesis()) {
      Owed.holds(new Did(operation.did()).isPlc(), "a genesis of no DID");
    }
    if (!operation.isTombstone()) {
      int signer = Owed.read(data.length, () -> operation.signer(
          operation.data(DID).rotationKeys().subList(0, Math.min(3, operation.data(DID).rotationKeys().size())),
          (key, message, signature) -> true));
      Owed.holds(signer >= -1, "signed by nobody");
    }
  }

  public static List<byte[]> seeds() throws StreamingException {
    PlcOperation genesis =
        PlcLogBuilder.sign(PlcOperation.unsigned(PlcLogBuilder.data("ana", PlcLogBuilder.STRONG), null), PlcLogBuilder.STRONG);
    String old = "{\"type\":\"create\",\"signingKey\":\"did:key:zQ3\",\"recoveryKey\":\"did:key:zQ3\",\"handle\":\"a.b\","
        + "\"service\":\"https://c.d\",\"prev\":null,\"sig\":\"AAAA\"}";
    return List.of(
        genesis.toString().getBytes(StandardCharsets.UTF_8), old.getBytes(StandardCharsets.UTF_8),
        PlcLogBuilder.tombstone(genesis.cid(), PlcLogBuilder.STRONG).toString().getBytes(StandardCharsets.UTF_8));
  }
}
