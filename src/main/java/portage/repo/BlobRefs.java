package portage.repo;

import java.util.ArrayList;
import java.util.List;
import portage.ipld.CborReader;
import portage.ipld.Cid;
import portage.ipld.MalformedException;

/**
 * Finds the blobs a record refers to, with the rules of the reference server (atproto, {@code lex-data/src/blob.ts}), so that
 * both count the same. Two forms, in which no other key may stand:
 *
 * <pre>
 * {$type: "blob", ref: CID, mimeType: text with a slash, size: integer, -1 for unknown}
 * {cid: text of a CID, mimeType: text}                                                     (old)
 * </pre>
 *
 * <p>Reads the block itself, without building its values: that is also the check that it is canonical DAG-CBOR.
 */
public final class BlobRefs {
  /** JavaScript's greatest integer that has no neighbour of the same value. */
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private final CborReader reader;
  private List<BlobRef> found = List.of();

  private BlobRefs(CborReader reader) {
    this.reader = reader;
  }

  /** The blob references of a block, depth first, in the order of its bytes. */
  public static List<BlobRef> of(byte[] block) throws MalformedException {
    return of(block, 0, block.length);
  }

  /** The same for the block in {@code bytes[from … from+length)}. */
  public static List<BlobRef> of(byte[] bytes, int from, int length) throws MalformedException {
    BlobRefs refs = new BlobRefs(new CborReader(bytes, from, length));
    refs.value();
    refs.reader.finish();
    return refs.found;
  }

  private void value() throws MalformedException {
    switch (reader.peek()) {
      case LIST -> {
        int count = reader.enterList();
        for (int i = 0; i < count; i++) {
          value();
        }
        reader.leave();
      }
      case MAP -> {
        int count = reader.enterMap();
        if (count == 2 || count == 4) {
          candidate(count);
        } else {
          for (int i = 0; i < count; i++) {
            reader.nextKey();
            value();
          }
        }
        reader.leave();
      }
      default -> reader.skip();
    }
  }

  /** A map of as many keys as one of the two forms has. In a match every value is plain, so nothing hides inside of one. */
  private void candidate(int count) throws MalformedException {
    boolean isBlob = false;
    Cid ref = null;
    String oldRef = null;
    String mimeType = "";
    long size = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      reader.nextKey();
      CborReader.Kind kind = reader.peek();
      if (kind == CborReader.Kind.LINK && reader.keyIs("ref")) {
        ref = reader.readLink();
      } else if (kind == CborReader.Kind.INTEGER && reader.keyIs("size")) {
        size = reader.readInteger();
      } else if (kind == CborReader.Kind.TEXT && reader.keyIs("mimeType")) {
        mimeType = reader.readText();
      } else if (kind == CborReader.Kind.TEXT && reader.keyIs("$type")) {
        isBlob = reader.readText().equals("blob");
      } else if (kind == CborReader.Kind.TEXT && reader.keyIs("cid")) {
        oldRef = reader.readText();
      } else {
        value();
      }
    }
    if (count == 4 && isBlob && ref != null && mimeType.indexOf('/') >= 0
        && size >= BlobRef.UNKNOWN_SIZE && size <= MAX_SAFE_INTEGER) {
      take(new BlobRef(ref, mimeType, size));
    } else if (count == 2 && oldRef != null && !mimeType.isEmpty()) {
      try {
        take(new BlobRef(Cid.parse(oldRef), mimeType, BlobRef.UNKNOWN_SIZE));
      } catch (MalformedException e) {
        return; // two texts that only look like the old form
      }
    }
  }

  private void take(BlobRef ref) {
    if (found.isEmpty()) {
      found = new ArrayList<>(2);
    }
    found.add(ref);
  }
}
