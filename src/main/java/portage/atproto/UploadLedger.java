package portage.atproto;

import java.util.HashMap;
import java.util.Map;
import portage.error.StreamingException;

/**
 * Where uploads are counted in this browser, by server and nothing else: a server counts by address, whoever's account it
 * is, so that a count outlives a move. Holds no more than the present window of each.
 */
public interface UploadLedger {
  /** Makes the next count of the last. */
  interface Change {
    UploadDay of(UploadDay before);
  }

  /** The last count of {@code host}; {@link UploadDay#NONE} when there is none. */
  UploadDay read(String host) throws StreamingException;

  /** Changes a count in one go, also when another tab does the same; returns the new one. {@code change} must not wait. */
  UploadDay change(String host, Change change) throws StreamingException;

  /** Removes the count of {@code host}. */
  void forget(String host) throws StreamingException;

  /** One that lives as long as this object. */
  static UploadLedger inMemory() {
    Map<String, UploadDay> days = new HashMap<>();
    return new UploadLedger() {
      @Override
      public synchronized UploadDay read(String host) {
        return days.getOrDefault(host, UploadDay.NONE);
      }

      @Override
      public synchronized UploadDay change(String host, Change change) {
        UploadDay day = change.of(read(host));
        days.put(host, day);
        return day;
      }

      @Override
      public synchronized void forget(String host) {
        days.remove(host);
      }
    };
  }
}
