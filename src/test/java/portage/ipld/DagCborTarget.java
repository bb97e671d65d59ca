package portage.ipld;

import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.crypto.Vectors;
import portage.fuzz.Owed;
import portage.repo.BlobRefs;

/** What is accepted is canonical: it is written again just so. Who only scans a block judges it alike. */
public final class DagCborTarget {
  private DagCborTarget() {}

  public static void fuzzerTestOneInput(byte[] block) {
    Object[] value = Owed.read(block.length, () -> new Object[] {DagCbor.decode(block)});
    if (value != null) {
      Owed.same(block, DagCbor.encode(value[0]));
    }
    Boolean skipped = Owed.read(block.length, () -> {
      CborReader reader = new CborReader(block);
      reader.skip();
      reader.finish();
      return true;
    });
    Owed.same(value != null, skipped != null);
    Owed.same(value != null, Owed.read(block.length, () -> BlobRefs.of(block)) != null);
  }

  public static List<byte[]> seeds() {
    Cid link = Cid.of(Cid.RAW, new byte[32]);
    Map<String, Object> blob = new LinkedHashMap<>();
    blob.put("$type", "blob");
    blob.put("ref", link);
    blob.put("mimeType", "image/png");
    blob.put("size", 70_000L);
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("text", "gr\u00fc\u00df dich \ud83d\ude00");
    record.put("embed", List.of(blob, Map.of("cid", link.toString(), "mimeType", "image/png")));
    record.put("numbers", List.of(0L, -1L, 23L, 24L, 255L, 256L, 65_536L, -4_294_967_297L, Long.MAX_VALUE, Long.MIN_VALUE));
    List<Object> odds = new ArrayList<>();
    odds.add(null);
    odds.add(true);
    odds.add(false);
    odds.add(new byte[300]);
    record.put("odds", odds);
    List<byte[]> seeds = new ArrayList<>(
        List.of(DagCbor.encode(record), DagCbor.encode(blob), DagCbor.encode(List.of(List.of(List.of())))));
    if (Vectors.areThere()) {
      for (JsonValue fixture : Vectors.json("data-model/data-model-fixtures.json").asArray()) {
        seeds.add(Vectors.base64(fixture.asObject().getString("cbor_base64", "")));
      }
    }
    return seeds;
  }
}
