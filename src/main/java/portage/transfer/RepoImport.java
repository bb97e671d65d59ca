package portage.transfer;

import java.util.Arrays;
import portage.atproto.AccountStatus;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.atproto.XrpcException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.ContentCoding;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.Gzip;
import portage.stream.Payload;
import portage.stream.StoredItem;

/**
 * One target's {@code com.atproto.repo.importRepo}. Refuses to touch an account that is active there, and packs what becomes
 * smaller by it, until the target turns out not to take packed bodies.
 */
public final class RepoImport {
  private static final String NSID = "com.atproto.repo.importRepo";
  private static final int CHUNK_BYTES = 256 << 10;

  /** Below this size a request costs its round trip, packed or not. */
  private static final long MIN_PACKED_BYTES = 64 << 10;

  /** A packed body lies in memory, or wherever the browser sees fit; a larger one is sent as it is, from its file. */
  private static final long MAX_PACKED_BYTES = 32 << 20;

  /** So much of the beginning tells whether packing helps. */
  private static final int SAMPLE_BYTES = 256 << 10;

  private final Pds pds;
  private final PdsData data;
  private final Session session;
  private final Gzip gzip;
  private ContentCoding coding = ContentCoding.GZIP;

  public RepoImport(Pds pds, PdsData data, Session session, Gzip gzip) {
    this.pds = pds;
    this.data = data;
    this.session = session;
    this.gzip = gzip;
  }

  /**
   * That the target was asked and the account is not active there. Nothing can be imported without one, and each is good
   * for one body.
   */
  public final class Admission {
    private final String head;
    private boolean used;

    private Admission(String head) {
      this.head = head;
    }

    /** CID of the commit that the target holds. */
    public String head() {
      return head;
    }

    private void use() {
      if (used) {
        throw new IllegalStateException("the target was not asked again");
      }
      used = true;
    }

    /** Sends a body that is still arriving, as it is. */
    void sendLive(Payload.Live car) throws StreamingException {
      use();
      data.importRepo(session, car, ContentCoding.IDENTITY);
    }

    /**
     * Sends a CAR; returns once the target has said yes, or holds its root.
     *
     * @param root of the CAR
     */
    public void send(Payload.Stored car, String root) throws StreamingException {
      use();
      StoredItem item = car.item();
      byte[] sample = new byte[(int) Math.min(SAMPLE_BYTES, item.sizeBytes())];
      item.read(0, sample, 0, sample.length);
      boolean packs = helps(sample, item.sizeBytes());
      sendPacked(car, root, packs ? packed(item.name(), item.sizeBytes(), item.stream(CHUNK_BYTES)) : null);
    }

    /** The same for a CAR in memory. */
    public void send(Payload.Bytes car, String root) throws StreamingException {
      use();
      byte[] bytes = car.bytes();
      byte[] sample = bytes.length > SAMPLE_BYTES ? Arrays.copyOf(bytes, SAMPLE_BYTES) : bytes;
      boolean packs = helps(sample, bytes.length);
      sendPacked(car, root, packs ? packed(root, bytes.length, new ByteChunks(bytes, CHUNK_BYTES)) : null);
    }
  }

  /** {@code ALREADY_MOVED} when the account is active at the target. */
  public Admission ask() throws StreamingException {
    AccountStatus status = pds.checkAccountStatus(session);
    if (status.activation() == AccountStatus.Activation.ACTIVE) {
      // An import replaces everything: on a live account it would silently delete what was written since.
      throw new StreamingException(ErrorCode.ALREADY_MOVED, ErrorContext.of(NSID).at(pds.origin().host()), null);
    }
    return new Admission(status.repoCommit());
  }

  private void sendPacked(Payload plain, String root, StoredItem packedOrNull) throws StreamingException {
    if (packedOrNull != null) {
      StreamingException failure = failureOf(new Payload.Stored(packedOrNull));
      packedOrNull.close();
      if (failure == null) {
        return;
      }
      if (!mayDislikePacking(failure)) {
        throw failure;
      }
      if (ask().head().equals(root)) {
        return;
      }
      coding = ContentCoding.IDENTITY;
    }
    data.importRepo(session, plain, ContentCoding.IDENTITY);
  }

  /** A method of its own: nothing may wait in a catch block that goes on to throw. */
  private StreamingException failureOf(Payload packed) {
    try {
      data.importRepo(session, packed, ContentCoding.GZIP);
      return null;
    } catch (StreamingException e) {
      return e;
    }
  }

  /** By its beginning: a body of pictures and sound would be packed for nothing. */
  private boolean helps(byte[] sample, long sizeBytes) throws StreamingException {
    if (coding != ContentCoding.GZIP || sizeBytes < MIN_PACKED_BYTES || sizeBytes > MAX_PACKED_BYTES) {
      return false;
    }
    if (sample.length == sizeBytes) {
      return true; // the whole tells
    }
    StoredItem packed = packed("sample", sample.length, new ByteChunks(sample, CHUNK_BYTES));
    if (packed == null) {
      return false;
    }
    packed.close();
    return true;
  }

  /** Null when packing does not help. */
  private StoredItem packed(String name, long sizeBytes, ByteStream plain) throws StreamingException {
    StoredItem packed = gzip.pack(name, plain);
    if (packed != null && packed.sizeBytes() > sizeBytes - sizeBytes / 10) {
      packed.close();
      return null;
    }
    return packed;
  }

  /** A server that does not allow the header shows to a page as one that cannot be reached. */
  private static boolean mayDislikePacking(StreamingException e) {
    if (e instanceof XrpcException xrpc) {
      return isRefusal(e) && (xrpc.status() == 400 || xrpc.status() == 415 || xrpc.status() == 500);
    }
    return e.code() == ErrorCode.UNREACHABLE;
  }

  /** True when less at a time may do: a limit of size or time was met, by the target or something before it. */
  public static boolean isTooMuchAtOnce(StreamingException e) {
    return e.code() == ErrorCode.TOO_LARGE || isTimeOut(e);
  }

  /** True when the answer did not come in time; the import may have gone through, or may still be going on. */
  public static boolean isTimeOut(StreamingException e) {
    if (e instanceof XrpcException xrpc) {
      return xrpc.status() == 408 || xrpc.status() == 504 || xrpc.status() == 524;
    }
    return e.code() == ErrorCode.STALLED;
  }

  /** True when the target, having read it, does not want it, and would not at another try. */
  public static boolean isRefusal(StreamingException e) {
    boolean isAnswer =
        e.code() == ErrorCode.IMPORT_REFUSED || e.code() == ErrorCode.REFUSED || e.code() == ErrorCode.BAD_ANSWER
            || e.code() == ErrorCode.SERVER_FAILED;
    // 408 is about time; of the rest only 500 and 501 are the server's own, others a proxy's.
    return e instanceof XrpcException xrpc && isAnswer && xrpc.status() != 408 && xrpc.status() <= 501;
  }
}
