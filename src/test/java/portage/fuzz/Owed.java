package portage.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.MalformedException;

/**
 * What every reader owes whoever hands it the bytes of a stranger: it answers, or refuses with a code that the person can be
 * told, and allocates no more than the bytes have paid for.
 */
public final class Owed {
  /** What a refusal, its stack trace and small tables take. */
  private static final long FREE_BYTES = 1 << 20;
  /** The worst that is asked of a reader: a value of one byte becomes an object, a list entry, and the list doubles. */
  private static final long BYTES_PER_BYTE = 200;
  /** Classes that are met for the first time are loaded, and instrumented, in this thread; that is not the reader's doing. */
  private static final int TRIES = 4;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Owed() {}

  /** Reads what it was made with. */
  public interface Reading<T> {
    T read() throws StreamingException, MalformedException;
  }

  /**
   * What was read, or null when it was refused as it should be. Everything else passes through and is a finding.
   *
   * @param reading does the same each time; one that takes too much memory is asked again
   */
  public static <T> T read(int inputBytes, Reading<T> reading) {
    long limit = FREE_BYTES + BYTES_PER_BYTE * inputBytes;
    long allocated = 0;
    for (int i = 0; i < TRIES; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      T value = answer(reading);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated <= limit) {
        return value;
      }
    }
    throw new AssertionError(inputBytes + " bytes made the reader allocate " + allocated);
  }

  private static <T> T answer(Reading<T> reading) {
    try {
      return reading.read();
    } catch (MalformedException e) {
      return null;
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.INTERNAL || e.code() == ErrorCode.CANCELLED) {
        throw new AssertionError("a bad input was taken for " + e.code(), e);
      }
      return null;
    }
  }

  /** Two readings, or what was read and what is written of it, must agree. */
  public static void same(Object expected, Object actual) {
    boolean same = expected instanceof byte[] bytes && actual instanceof byte[] others
        ? Arrays.equals(bytes, others)
        : expected == null ? actual == null : expected.equals(actual);
    if (!same) {
      throw new AssertionError("not the same: " + text(expected) + " and " + text(actual));
    }
  }

  /** Something that must be so of whatever was accepted. */
  public static void holds(boolean truth, String what) {
    if (!truth) {
      throw new AssertionError(what);
    }
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }
}
