package portage.repo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import portage.ipld.Cid;
import portage.ipld.DagCbor;

/** Writes blocks in a row, in the format that {@link CarReader} draws, in memory. */
final class CarWriter {
  private byte[] bytes = new byte[64 << 10];
  private int size;

  /** The file's beginning. */
  CarWriter header(Cid root) {
    byte[] header = DagCbor.encode(Map.of("roots", List.of(root), "version", 1L));
    varint(header.length);
    append(header, header.length);
    return this;
  }

  CarWriter block(Cid cid, byte[] block) {
    varint(cid.sizeBytes() + block.length);
    reserve(cid.sizeBytes());
    cid.copyTo(bytes, size);
    size += cid.sizeBytes();
    append(block, block.length);
    return this;
  }

  /** All blocks of another. */
  CarWriter blocks(CarWriter other) {
    append(other.bytes, other.size);
    return this;
  }

  int sizeBytes() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void varint(int value) {
    reserve(5);
    int rest = value;
    while (rest >>> 7 != 0) {
      bytes[size++] = (byte) (rest & 127 | 128);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void append(byte[] more, int length) {
    reserve(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
