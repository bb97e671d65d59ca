package portage.repo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.ipld.Cid;

/**
 * A CAR that is accepted has blocks that match their CIDs and is written again just so, however it was cut on its way. The
 * first byte says in what pieces it comes, and whether the hashes are put right before: few random changes would get past
 * them.
 */
public final class CarTarget {
  private static final int CID_BYTES = Cid.SHA256_BYTES;

  private CarTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] car = Arrays.copyOfRange(data, 1, data.length);
    if (data[0] < 0) {
      mendHashes(car);
    }
    int pieceBytes = 1 + (data[0] & 127);
    byte[] again = Owed.read(car.length, () -> copy(car, pieceBytes));
    Owed.same(again, Owed.read(car.length, () -> copy(car, Integer.MAX_VALUE)));
    if (again != null) {
      Owed.same(car, again);
    }
  }

  private static byte[] copy(byte[] car, int pieceBytes) throws StreamingException {
    Copy copy = new Copy();
    CarReader reader = new CarReader(copy);
    for (int at = 0; at < car.length; at += Math.min(pieceBytes, car.length - at)) {
      reader.push(car, at, Math.min(pieceBytes, car.length - at));
    }
    reader.end();
    return copy.out.toByteArray();
  }

  private static final class Copy implements CarHandler {
    private CarBuilder out;

    @Override public void root(Cid root) {
      out = CarBuilder.rooted(root);
    }

    @Override public void noRoot() {
      out = CarBuilder.rooted();
    }

    @Override public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
      byte[] block = Arrays.copyOfRange(bytes, from, from + length);
      Owed.same(cid.digest(), sha256(block));
      out.block(cid, block);
      Owed.same(offsetBytes + length, (long) out.sizeBytes());
    }
  }

  /** Goes from section to section as long as their lengths make sense. */
  static void mendHashes(byte[] car) {
    int[] at = {0};
    int header = varint(car, at);
    if (header < 0 || header > car.length - at[0]) {
      return;
    }
    at[0] += header;
    while (at[0] < car.length) {
      int section = varint(car, at);
      if (section < CID_BYTES || section > car.length - at[0]) {
        return;
      }
      byte[] digest = sha256(Arrays.copyOfRange(car, at[0] + CID_BYTES, at[0] + section));
      System.arraycopy(digest, 0, car, at[0] + 4, digest.length);
      at[0] += section;
    }
  }

  private static int varint(byte[] bytes, int[] at) {
    int value = 0;
    for (int shift = 0; shift < 28 && at[0] < bytes.length; shift += 7) {
      int octet = bytes[at[0]++];
      value |= (octet & 127) << shift;
      if (octet >= 0) {
        return value;
      }
    }
    return -1;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  public static List<byte[]> seeds() {
    byte[] repo = new RepoBuilder().posts(3).car();
    byte[] empty = CarBuilder.rooted().toByteArray();
    byte[] raw = CarBuilder.rooted(Cid.of(Cid.RAW, sha256(new byte[200])))
        .block(Cid.of(Cid.RAW, sha256(new byte[200])), new byte[200])
        .block(Cid.of(Cid.RAW, sha256(new byte[0])), new byte[0])
        .toByteArray();
    return List.of(led(0, repo), led(255, repo), led(7, empty), led(130, raw));
  }

  private static byte[] led(int first, byte[] car) {
    byte[] seed = new byte[car.length + 1];
    seed[0] = (byte) first;
    System.arraycopy(car, 0, seed, 1, car.length);
    return seed;
  }
}
