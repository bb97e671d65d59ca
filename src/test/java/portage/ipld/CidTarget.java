package portage.ipld;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import portage.crypto.Vectors;
import portage.fuzz.Owed;

/** A CID has one text and one binary form, and each leads to the other. */
public final class CidTarget {
  private CidTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    Cid parsed = Owed.read(data.length, () -> Cid.parse(text));
    if (parsed != null) {
      Owed.same(text, parsed.toString());
      Owed.same(parsed, Owed.read(data.length, () -> Cid.fromBytes(parsed.toByteArray())));
    }
    Cid read = Owed.read(data.length, () -> Cid.fromBytes(data));
    if (read != null) {
      Owed.same(data, read.toByteArray());
      Owed.same(data.length, read.sizeBytes());
      if (read.isSha256()) {
        Owed.same(read, Cid.of(read.codec(), read.digest()));
        Owed.same(read, Owed.read(data.length, () -> Cid.parse(read.toString())));
      }
    }
  }

  public static List<byte[]> seeds() {
    Cid cid = Cid.ofBlock(new byte[] {1});
    byte[] sha512 = new byte[68];
    sha512[0] = 1;
    sha512[1] = 0x55;
    sha512[2] = 0x13;
    sha512[3] = 64;
    byte[] version0 = new byte[34];
    version0[0] = 0x12;
    version0[1] = 32;
    List<byte[]> seeds = new ArrayList<>(List.of(
        cid.toByteArray(), cid.toString().getBytes(StandardCharsets.US_ASCII), sha512, version0,
        "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG".getBytes(StandardCharsets.US_ASCII)));
    if (Vectors.areThere()) {
      for (String line : Vectors.lines("syntax/cid_syntax_valid.txt")) {
        seeds.add(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return seeds;
  }
}
