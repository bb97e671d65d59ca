package portage.repo;

import java.util.Arrays;
import portage.crypto.Sha256;
import portage.error.StreamingException;
import portage.ipld.CborReader;
import portage.ipld.Cid;
import portage.ipld.MalformedException;

/**
 * Reads a CAR file of version 1 as its bytes arrive, in pieces of any size, and checks every block's hash.
 *
 * <pre>
 * varint(header length)   header = DAG-CBOR {roots: [CID], version: 1}
 * then, again and again:
 * varint(36 + n)          CID of 36 bytes    block of n bytes
 * </pre>
 *
 * <p>Varints are unsigned LEB128. Nothing is allocated because a length says so: a block that straddles pieces is gathered
 * in an array that grows with what has arrived, up to {@value #MAX_BLOCK_BYTES} bytes. Once a call has thrown, the reader
 * is of no more use.
 *
 * <p>{@code REPO_CORRUPT} for anything else than that format, {@code REPO_TRUNCATED} for a file that ends too early.
 */
public final class CarReader {
  /** Larger blocks are refused; records are at most 1 MiB (specs/repository, "Security considerations"). */
  public static final int MAX_BLOCK_BYTES = 2 * 1024 * 1024;

  private static final int MAX_HEADER_BYTES = 4 * 1024;

  private enum State { HEADER_LENGTH, HEADER, SECTION_LENGTH, CID, BLOCK, FAILED }

  private final CarHandler handler;
  private final Sha256 sha = new Sha256();
  private final byte[] digest = new byte[Sha256.DIGEST_BYTES];
  private State state = State.HEADER_LENGTH;
  /** Bytes before the piece at hand. */
  private long passedBytes;
  /** The varint at hand. */
  private int length;
  private int lengthOctets;
  /** What was gathered of the header, CID or block at hand, and how long it is to be. */
  private byte[] gathered = new byte[256];
  private int gatheredLength;
  private int wantedLength;
  private Cid cid;

  public CarReader(CarHandler handler) {
    this.handler = handler;
  }

  /** Bytes read so far. */
  public long sizeBytes() {
    return passedBytes;
  }

  /** Reads the next {@code piece[offset … offset+count)}. */
  public void push(byte[] piece, int offset, int count) throws StreamingException {
    if (offset < 0 || count < 0 || offset > piece.length - count) {
      throw new IllegalArgumentException(count + " bytes at " + offset + " of " + piece.length);
    }
    if (state == State.FAILED) {
      throw new IllegalStateException("this CAR was refused before");
    }
    State before = state;
    state = State.FAILED; // unless all goes well
    state = read(before, piece, offset, offset + count);
    passedBytes += count;
  }

  /** The file ends here; {@code REPO_TRUNCATED} if that is in the middle of something. */
  public void end() throws StreamingException {
    if (state == State.FAILED) {
      throw new IllegalStateException("this CAR was refused before");
    }
    if (state != State.SECTION_LENGTH || lengthOctets > 0) {
      throw RepoFault.truncated(cid == null ? null : cid.toString(), passedBytes, "the CAR file is cut off");
    }
  }

  private State read(State now, byte[] piece, int from, int end) throws StreamingException {
    int at = from;
    while (at < end || (wantedLength == gatheredLength && now == State.BLOCK)) {
      switch (now) {
        case HEADER_LENGTH, SECTION_LENGTH -> {
          if (addToLength(piece[at], passedBytes + at - from)) {
            now = beginSection(now, passedBytes + at - from);
          }
          at++;
        }
        default -> {
          int taken = Math.min(wantedLength - gatheredLength, end - at);
          // A block that lies whole in the piece is not copied.
          boolean whole = now == State.BLOCK && gatheredLength == 0 && taken == wantedLength;
          if (!whole) {
            gather(piece, at, taken);
          }
          at += taken;
          if (whole) {
            takeBlock(piece, at - taken, passedBytes + at - from - wantedLength);
            now = State.SECTION_LENGTH;
          } else if (gatheredLength == wantedLength) {
            now = takeGathered(now, passedBytes + at - from - wantedLength);
          }
        }
      }
    }
    return now;
  }

  /** True when that was the varint's last byte. */
  private boolean addToLength(byte octet, long offsetBytes) throws StreamingException {
    int limit = Cid.SHA256_BYTES + MAX_BLOCK_BYTES;
    int digits = octet & 127;
    if (lengthOctets >= 4 || digits > limit >>> 7 * lengthOctets) {
      throw RepoFault.corrupt(null, offsetBytes, "a section longer than " + limit + " bytes");
    }
    if (octet == 0 && lengthOctets > 0) {
      throw RepoFault.corrupt(null, offsetBytes, "a length that is padded");
    }
    length |= digits << 7 * lengthOctets;
    lengthOctets++;
    return octet >= 0;
  }

  private State beginSection(State now, long offsetBytes) throws StreamingException {
    int sectionLength = length;
    length = 0;
    lengthOctets = 0;
    gatheredLength = 0;
    if (now == State.HEADER_LENGTH) {
      if (sectionLength == 0 || sectionLength > MAX_HEADER_BYTES) {
        throw RepoFault.corrupt(null, offsetBytes, "a header of " + sectionLength + " bytes");
      }
      wantedLength = sectionLength;
      return State.HEADER;
    }
    if (sectionLength < Cid.SHA256_BYTES || sectionLength > Cid.SHA256_BYTES + MAX_BLOCK_BYTES) {
      throw RepoFault.corrupt(null, offsetBytes, "a section of " + sectionLength + " bytes");
    }
    wantedLength = Cid.SHA256_BYTES;
    length = sectionLength;
    return State.CID;
  }

  private void gather(byte[] piece, int at, int count) {
    int needed = gatheredLength + count;
    if (needed > gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(needed, Math.min(wantedLength, gathered.length * 2)));
    }
    System.arraycopy(piece, at, gathered, gatheredLength, count);
    gatheredLength = needed;
  }

  private State takeGathered(State now, long offsetBytes) throws StreamingException {
    if (now == State.HEADER) {
      Cid root = readHeader(offsetBytes);
      if (root == null) {
        handler.noRoot();
      } else {
        handler.root(root);
      }
    } else if (now == State.CID) {
      readCid(offsetBytes);
      wantedLength = length - Cid.SHA256_BYTES;
      gatheredLength = 0;
      length = 0;
      return State.BLOCK;
    } else {
      takeBlock(gathered, 0, offsetBytes);
    }
    return State.SECTION_LENGTH;
  }

  /** The root, or null when the header names none. */
  private Cid readHeader(long offsetBytes) throws StreamingException {
    CborReader header = new CborReader(gathered, 0, wantedLength);
    try {
      if (header.enterMap() != 2) {
        throw header.malformed("not two keys");
      }
      header.expectKey("roots");
      int roots = header.enterList();
      if (roots > 1) {
        throw header.malformed(roots + " roots instead of one");
      }
      Cid root = roots == 0 ? null : header.readLink();
      header.leave();
      header.expectKey("version");
      if (header.readInteger() != 1) {
        throw header.malformed("another version than 1");
      }
      header.leave();
      header.finish();
      return root;
    } catch (MalformedException e) {
      throw RepoFault.corrupt(null, offsetBytes + e.offset(), "CAR header: " + e.getMessage());
    }
  }

  private void readCid(long offsetBytes) throws StreamingException {
    try {
      cid = Cid.fromBytes(gathered, 0, Cid.SHA256_BYTES);
    } catch (MalformedException e) {
      throw RepoFault.corrupt(null, offsetBytes, "a block whose CID is none of 36 bytes");
    }
    if (!cid.isSha256()) {
      throw RepoFault.corrupt(cid.toString(), offsetBytes, "a block whose CID is not SHA-256 of DAG-CBOR or raw bytes");
    }
  }

  private void takeBlock(byte[] bytes, int from, long offsetBytes) throws StreamingException {
    sha.update(bytes, from, wantedLength);
    sha.digestTo(digest, 0);
    if (!cid.matches(digest)) {
      throw RepoFault.corrupt(cid.toString(), offsetBytes, "the block does not match its CID");
    }
    handler.block(cid, offsetBytes, bytes, from, wantedLength);
    wantedLength = 0;
    gatheredLength = 0;
    cid = null;
  }
}
