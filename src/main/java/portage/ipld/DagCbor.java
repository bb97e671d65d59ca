package portage.ipld;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole values of DAG-CBOR, for the small ones: commits, headers, PLC operations. Records are only scanned
 * ({@link CborReader}), never re-encoded.
 *
 * <p>A value is {@code null}, {@code Boolean}, {@code Long}, {@code String}, {@code byte[]}, {@link Cid},
 * {@code List<Object>} or {@code Map<String, Object>}.
 */
public final class DagCbor {
  private DagCbor() {}

  /**
   * The value in {@code block}. Maps keep their order. Takes up to some 60 times the block's length in memory when the
   * block is made for it, so the caller limits that length.
   */
  public static Object decode(byte[] block) throws MalformedException {
    return decode(block, 0, block.length);
  }

  /** The value in {@code bytes[from … from+length)}. */
  public static Object decode(byte[] bytes, int from, int length) throws MalformedException {
    CborReader reader = new CborReader(bytes, from, length);
    Object value = read(reader);
    reader.finish();
    return value;
  }

  private static Object read(CborReader reader) throws MalformedException {
    return switch (reader.peek()) {
      case INTEGER -> reader.readInteger();
      case BYTES -> reader.readBytes();
      case TEXT -> reader.readText();
      case LINK -> reader.readLink();
      case BOOLEAN -> reader.readBoolean();
      case NULL -> {
        reader.readNull();
        yield null;
      }
      case LIST -> {
        int count = reader.enterList();
        List<Object> list = new ArrayList<>(Math.min(count, 16));
        for (int i = 0; i < count; i++) {
          list.add(read(reader));
        }
        reader.leave();
        yield list;
      }
      case MAP -> {
        int count = reader.enterMap();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
          reader.nextKey();
          String key = reader.key();
          map.put(key, read(reader));
        }
        reader.leave();
        yield map;
      }
    };
  }

  /**
   * The one encoding of {@code value}; the order of a map's entries does not matter.
   *
   * @throws IllegalArgumentException for a value of another type (an {@code Integer} passes as its {@code Long}), a key
   *     that is no String, or half a surrogate pair
   */
  public static byte[] encode(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(value, out);
    return out.toByteArray();
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    if (value == null) {
      out.write(0xf6);
    } else if (value instanceof Boolean truth) {
      out.write(truth ? 0xf5 : 0xf4);
    } else if (value instanceof Long || value instanceof Integer) {
      long number = ((Number) value).longValue();
      writeHead(number < 0 ? 1 : 0, number < 0 ? -1 - number : number, out);
    } else if (value instanceof String text) {
      writeText(Utf8.encode(text), out);
    } else if (value instanceof byte[] bytes) {
      writeHead(2, bytes.length, out);
      out.write(bytes, 0, bytes.length);
    } else if (value instanceof Cid cid) {
      byte[] bytes = cid.toByteArray();
      writeHead(6, 42, out);
      writeHead(2, bytes.length + 1, out);
      out.write(0);
      out.write(bytes, 0, bytes.length);
    } else if (value instanceof List<?> list) {
      writeHead(4, list.size(), out);
      for (Object item : list) {
        write(item, out);
      }
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else {
      throw new IllegalArgumentException("no DAG-CBOR for " + value.getClass().getName());
    }
  }

  private record Pair(byte[] key, Object value) {}

  private static void writeMap(Map<?, ?> map, ByteArrayOutputStream out) {
    List<Pair> pairs = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new IllegalArgumentException("key that is not text");
      }
      pairs.add(new Pair(Utf8.encode(key), entry.getValue()));
    }
    pairs.sort(KEY_ORDER);
    writeHead(5, pairs.size(), out);
    for (Pair pair : pairs) {
      writeText(pair.key(), out);
      write(pair.value(), out);
    }
  }

  private static final Comparator<Pair> KEY_ORDER = (a, b) ->
      a.key().length != b.key().length ? a.key().length - b.key().length : UnsignedBytes.compare(a.key(), b.key());

  private static void writeText(byte[] utf8, ByteArrayOutputStream out) {
    writeHead(3, utf8.length, out);
    out.write(utf8, 0, utf8.length);
  }

  private static void writeHead(int major, long argument, ByteArrayOutputStream out) {
    int top = major << 5;
    int octets;
    if (argument < 24) {
      out.write(top | (int) argument);
      return;
    } else if (argument < 0x100) {
      out.write(top | 24);
      octets = 1;
    } else if (argument < 0x10000) {
      out.write(top | 25);
      octets = 2;
    } else if (argument < 0x100000000L) {
      out.write(top | 26);
      octets = 4;
    } else {
      out.write(top | 27);
      octets = 8;
    }
    for (int i = octets - 1; i >= 0; i--) {
      out.write((int) (argument >>> 8 * i) & 255);
    }
  }
}
