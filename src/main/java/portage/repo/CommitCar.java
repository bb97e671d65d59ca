package portage.repo;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;

/** Picks one commit out of a small CAR, as {@code com.atproto.sync.getBlocks} gives it. */
public final class CommitCar {
  private CommitCar() {}

  /**
   * The commit {@code cid}, its hash checked. Other blocks are passed over.
   *
   * @throws StreamingException {@code REPO_TRUNCATED} when it is not there, {@code REPO_CORRUPT} when it is no commit
   */
  public static Commit read(byte[] car, String cid) throws StreamingException {
    Wanted wanted = new Wanted(cid);
    CarReader reader = new CarReader(wanted);
    reader.push(car, 0, car.length);
    reader.end();
    ErrorContext context = ErrorContext.of("read commit").about(cid);
    if (wanted.block == null) {
      throw new StreamingException(ErrorCode.REPO_TRUNCATED, context, "not among the blocks");
    }
    try {
      return Commit.decode(wanted.block);
    } catch (MalformedException e) {
      throw new StreamingException(ErrorCode.REPO_CORRUPT, context, e.getMessage());
    }
  }

  private static final class Wanted implements CarHandler {
    private final String cid;
    private byte[] block;

    Wanted(String cid) {
      this.cid = cid;
    }

    @Override
    public void root(Cid root) {}

    /** The blocks that a server was asked for come without a root. */
    @Override
    public void noRoot() {}

    @Override
    public void block(Cid found, long offsetBytes, byte[] bytes, int from, int length) {
      if (found.toString().equals(cid)) {
        block = new byte[length];
        System.arraycopy(bytes, from, block, 0, length);
      }
    }
  }
}
