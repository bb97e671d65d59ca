package portage.ipld;

import java.util.Arrays;

/**
 * Reads one block of DAG-CBOR, item by item, and lets nothing through that the one canonical encoder would not have
 * written (DRISL): definite lengths, shortest heads, keys that are text, unique and sorted by length then bytes, no
 * floats, no tag but 42, strict UTF-8, no byte after the end. So equal values have equal bytes and one CID.
 *
 * <p>Allocates nothing that the input did not pay for: every length is checked against what is left. Lists and maps nest
 * at most {@value #MAX_NESTING} deep.
 */
public final class CborReader extends CborHeads {
  /** Deeper blocks are refused; a record is a few levels deep, and the call stack is finite. */
  public static final int MAX_NESTING = 128;

  /** What an item is. */
  public enum Kind { INTEGER, BYTES, TEXT, LIST, MAP, LINK, BOOLEAN, NULL }

  private static final Kind[] KIND_OF_MAJOR = {
    Kind.INTEGER, Kind.INTEGER, Kind.BYTES, Kind.TEXT, Kind.LIST, Kind.MAP, Kind.LINK, null,
  };

  private static final int FALSE = 0xf4;
  private static final int TRUE = 0xf5;
  private static final int NULL = 0xf6;

  private int depth;
  private int keyStart;
  private int keyEnd;
  /** By nesting depth, where the last key of that map began and ended; -1 before the first. */
  private int[] previousKeyStart = new int[8];
  private int[] previousKeyEnd = new int[8];

  public CborReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads {@code bytes[from … from+length)}; offsets in errors count from {@code from}. */
  public CborReader(byte[] bytes, int from, int length) {
    super(bytes, from, length);
  }

  /** What comes next. */
  public Kind peek() throws MalformedException {
    if (at == end) {
      throw malformed("block cut off");
    }
    int head = bytes[at] & 255;
    Kind kind = KIND_OF_MAJOR[head >>> 5];
    if (kind != null) {
      return kind;
    }
    if (head == NULL) {
      return Kind.NULL;
    }
    if (head == TRUE || head == FALSE) {
      return Kind.BOOLEAN;
    }
    throw malformed(head >= 0xf9 && head <= 0xfb ? "floating point number" : "simple value that is not allowed");
  }

  public long readInteger() throws MalformedException {
    expect(Kind.INTEGER, "integer");
    boolean negative = bytes[at] >= 0x20;
    readHead();
    if (high < 0) {
      throw malformed("integer beyond 64 bits with sign");
    }
    long value = (long) high << 32 | low & 0xffffffffL;
    return negative ? -1 - value : value;
  }

  /** An integer of 0 to {@code max}. */
  public int readInt(int max) throws MalformedException {
    expect(Kind.INTEGER, "integer");
    boolean negative = bytes[at] >= 0x20;
    readHead();
    if (negative || high != 0 || low < 0 || low > max) {
      throw malformed("integer that is not 0 to " + max);
    }
    return low;
  }

  public boolean readBoolean() throws MalformedException {
    expect(Kind.BOOLEAN, "boolean");
    return (bytes[at++] & 255) == TRUE;
  }

  /** Passes over a null if one is next, and says so. */
  public boolean readNull() throws MalformedException {
    if (peek() != Kind.NULL) {
      return false;
    }
    at++;
    return true;
  }

  /** A byte string, in a new array. */
  public byte[] readBytes() throws MalformedException {
    expect(Kind.BYTES, "byte string");
    int length = readLength(1);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  public String readText() throws MalformedException {
    int from = passText();
    return Utf8.decode(bytes, from, at);
  }

  /** A CID, in tag 42. */
  public Cid readLink() throws MalformedException {
    int from = passLink();
    try {
      return Cid.fromBytes(bytes, from, at - from);
    } catch (MalformedException e) {
      at = from;
      throw malformed("link that is not a CID");
    }
  }

  /** Begins a list and returns how many items it has; {@link #leave()} after the last. */
  public int enterList() throws MalformedException {
    expect(Kind.LIST, "list");
    int count = readLength(1);
    enter();
    return count;
  }

  /** Begins a map and returns how many pairs it has; {@link #nextKey()} before each value, {@link #leave()} at the end. */
  public int enterMap() throws MalformedException {
    expect(Kind.MAP, "map");
    int count = readLength(2);
    enter();
    previousKeyStart[depth] = -1;
    return count;
  }

  private void enter() throws MalformedException {
    if (++depth > MAX_NESTING) {
      throw malformed("nesting deeper than " + MAX_NESTING);
    }
    if (depth == previousKeyStart.length) {
      previousKeyStart = Arrays.copyOf(previousKeyStart, depth * 2);
      previousKeyEnd = Arrays.copyOf(previousKeyEnd, depth * 2);
    }
  }

  /** Ends the list or map entered last, all of whose items have been read. */
  public void leave() {
    depth--;
  }

  /** Reads the next key of the map; {@link #key()} and {@link #keyIs} tell which. */
  public void nextKey() throws MalformedException {
    if (peek() != Kind.TEXT) {
      throw malformed("key that is not text");
    }
    int headAt = at;
    int from = passText();
    if (previousKeyStart[depth] >= 0 && comparePreviousKey(from) >= 0) {
      at = headAt;
      throw malformed("key out of order or twice");
    }
    previousKeyStart[depth] = from;
    previousKeyEnd[depth] = at;
    keyStart = from;
    keyEnd = at;
  }

  private int comparePreviousKey(int from) {
    int previous = previousKeyStart[depth];
    int previousLength = previousKeyEnd[depth] - previous;
    int length = at - from;
    if (previousLength != length) {
      return previousLength - length;
    }
    for (int i = 0; i < length; i++) {
      int difference = (bytes[previous + i] & 255) - (bytes[from + i] & 255);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  /** The key read last. */
  public String key() throws MalformedException {
    return Utf8.decode(bytes, keyStart, keyEnd);
  }

  /** True when the key read last is {@code ascii}; spares the String. */
  public boolean keyIs(String ascii) {
    int length = ascii.length();
    if (keyEnd - keyStart != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[keyStart + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Reads the next key, which must be {@code ascii}. */
  public void expectKey(String ascii) throws MalformedException {
    nextKey();
    if (!keyIs(ascii)) {
      at = keyStart;
      throw malformed("another key than \"" + ascii + "\"");
    }
  }

  /** Passes over one item with everything in it, checked all the same. */
  public void skip() throws MalformedException {
    switch (peek()) {
      case INTEGER -> readInteger();
      case BYTES -> {
        int length = readLength(1); // on its own: reading it moves on, too
        at += length;
      }
      case TEXT -> passText();
      case LINK -> readLink();
      case LIST -> {
        int count = enterList();
        for (int i = 0; i < count; i++) {
          skip();
        }
        leave();
      }
      case MAP -> {
        int count = enterMap();
        for (int i = 0; i < count; i++) {
          nextKey();
          skip();
        }
        leave();
      }
      default -> at++;
    }
  }

  /** Checks that nothing follows. */
  public void finish() throws MalformedException {
    if (at != end) {
      throw malformed("bytes after the end");
    }
  }

  private void expect(Kind kind, String name) throws MalformedException {
    if (peek() != kind) {
      throw malformed("no " + name);
    }
  }

  /** Passes over a text and returns where its bytes begin. */
  private int passText() throws MalformedException {
    expect(Kind.TEXT, "text");
    int length = readLength(1);
    int from = at;
    int invalid = Utf8.firstInvalid(bytes, from, from + length);
    if (invalid >= 0) {
      at = invalid;
      throw malformed("text that is not UTF-8");
    }
    at += length;
    return from;
  }

  /** Passes over a link and returns where its CID begins. */
  private int passLink() throws MalformedException {
    expect(Kind.LINK, "link");
    int tagAt = at;
    readHead();
    if (high != 0 || low != 42 || at == end || (bytes[at] & 0xe0) != 0x40) {
      at = tagAt;
      throw malformed("tag other than a link");
    }
    int length = readLength(1);
    if (length < 1 || bytes[at] != 0) {
      throw malformed("link without its leading zero");
    }
    at += length;
    return at - length + 1;
  }
}
