package portage.page;

import portage.error.StreamingException;

/** Sees to it that one account is moved in one tab at a time. */
public interface Exclusive {
  /** Held until closed. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** The hold on an account, or null when another tab has it. */
  Hold tryHold(String did) throws StreamingException;
}
