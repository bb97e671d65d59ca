package portage.repo;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.ipld.Cid;
import portage.ipld.DagCbor;

/** Writes CAR files for tests, right ones and wrong ones. */
public final class CarBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A file with the usual header. */
  public static CarBuilder rooted(Cid... roots) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("roots", List.of(roots));
    header.put("version", 1L);
    return headed(DagCbor.encode(header));
  }

  /** A file with these header bytes, their length before them. */
  public static CarBuilder headed(byte[] header) {
    CarBuilder car = new CarBuilder();
    car.varint(header.length);
    car.bytes(header);
    return car;
  }

  /** A file without even a header. */
  public static CarBuilder empty() {
    return new CarBuilder();
  }

  public CarBuilder varint(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) rest & 127 | 128);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  public CarBuilder bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** One section; nothing is checked. */
  public CarBuilder block(Cid cid, byte[] block) {
    varint(cid.sizeBytes() + block.length);
    bytes(cid.toByteArray());
    return bytes(block);
  }

  public CarBuilder blocks(Map<Cid, byte[]> blocks) {
    blocks.forEach(this::block);
    return this;
  }

  public int sizeBytes() {
    return out.size();
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
