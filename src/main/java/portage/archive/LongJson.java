package portage.archive;

import java.util.Arrays;
import portage.error.StreamingException;
import portage.ipld.MalformedException;
import portage.ipld.Utf8;

/**
 * Takes a JSON object with long lists apart as its bytes arrive: each element of a list in it by itself, and what stands around
 * the lists. Holds one element at a time, however long the lists are, and however the text is laid out. What is in an element
 * is for the handler to parse.
 */
final class LongJson {
  /** Is told of the parts. */
  interface Handler {
    /**
     * A list begins.
     *
     * @param before the object up to here, closed; the last name in it is the list's, which is empty there, as those before it are
     */
    void list(String before) throws StreamingException;

    /** The next element of the list. */
    void element(String json) throws StreamingException;
  }

  /** An element with the paths of as many records as are named of one blob is shorter. */
  private static final int MAX_ELEMENT_BYTES = 4 << 20;

  private static final int MAX_HEAD_BYTES = 64 << 10;
  private static final int MAX_LISTS = 8;

  private final String name;
  private final Handler handler;
  private final Part head = new Part(MAX_HEAD_BYTES);
  private final Part element = new Part(MAX_ELEMENT_BYTES);
  private int depth;
  private int lists;
  private boolean inList;
  private boolean inText;
  private boolean isEscaped;
  /** A comma stands before the element at hand. */
  private boolean isOwed;
  private boolean isOver;

  /** {@code name} of the file, for errors. */
  LongJson(String name, Handler handler) {
    this.name = name;
    this.handler = handler;
  }

  /** Bytes of one part. */
  private static final class Part {
    private final int maxBytes;
    private byte[] bytes = new byte[1024];
    private int size;

    Part(int maxBytes) {
      this.maxBytes = maxBytes;
    }
  }

  /** The next bytes. {@code BACKUP_DAMAGED} when they are no such JSON, and what the handler throws. */
  void push(byte[] bytes, int offset, int length) throws StreamingException {
    for (int i = offset; i < offset + length; i++) {
      push(bytes[i]);
    }
  }

  private void push(byte octet) throws StreamingException {
    boolean isSpace = octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    if (isOver && !isSpace || depth == 0 && !isOver && octet != '{' && !isSpace) {
      throw damaged("text around the object");
    }
    Part part = inList ? element : head;
    if (inText) {
      add(part, octet);
      inText = isEscaped || octet != '"';
      isEscaped = !isEscaped && octet == '\\';
    } else if (octet == '"') {
      add(part, octet);
      inText = true;
    } else if (octet == '[' || octet == '{') {
      open(part, octet);
    } else if (octet == ']' || octet == '}') {
      close(octet);
    } else if (octet == ',' && depth == 2 && inList) {
      endElement();
      isOwed = true;
    } else if (!isSpace) {
      add(part, octet);
    }
  }

  private void open(Part part, byte octet) throws StreamingException {
    depth++;
    add(part, octet);
    if (octet == '[' && depth == 2) {
      if (++lists > MAX_LISTS) {
        throw damaged("too many lists");
      }
      inList = true;
      handler.list(text(head) + "]}");
    }
  }

  private void close(byte octet) throws StreamingException {
    depth--;
    if (inList && depth == 1) {
      if (octet != ']') {
        throw damaged("brackets that do not fit");
      }
      if (isOwed || element.size > 0) {
        endElement();
      }
      isOwed = false;
      inList = false;
    }
    if (depth < 0) {
      throw damaged("brackets that do not fit");
    }
    add(inList ? element : head, octet);
    isOver = depth == 0;
  }

  private void endElement() throws StreamingException {
    if (element.size == 0) {
      throw damaged("a list with a hole");
    }
    String json = text(element);
    element.size = 0;
    handler.element(json);
  }

  private void add(Part part, byte octet) throws StreamingException {
    if (part.size == part.maxBytes) {
      throw damaged("a part of more than " + part.maxBytes + " bytes");
    }
    if (part.size == part.bytes.length) {
      part.bytes = Arrays.copyOf(part.bytes, Math.min(part.maxBytes, part.size * 2));
    }
    part.bytes[part.size++] = octet;
  }

  private String text(Part part) throws StreamingException {
    try {
      return Utf8.decode(part.bytes, 0, part.size);
    } catch (MalformedException e) {
      throw damaged(e.getMessage());
    }
  }

  /** The file ends here: the object without the elements of its lists. */
  String end() throws StreamingException {
    if (!isOver) {
      throw damaged("it is cut off");
    }
    return text(head);
  }

  private StreamingException damaged(String detail) {
    return ArchiveFault.damaged(name, detail);
  }
}
