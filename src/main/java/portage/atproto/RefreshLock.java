package portage.atproto;

/** Lets one tab of this browser at a time renew a session: a refresh token may be good for one use only. */
public interface RefreshLock {
  /** Where there are no other tabs. */
  RefreshLock NONE = name -> () -> {};

  /** Held until closed. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for the lock of that name, which names no secret. */
  Hold hold(String name);
}
