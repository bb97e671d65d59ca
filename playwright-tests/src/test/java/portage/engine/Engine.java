package portage.engine;

/** A browser that was started for tests. */
public interface Engine extends AutoCloseable {
  /** Opens a tab in a profile of its own, which keeps nothing yet and whose storage no other such tab sees. */
  Tab open();

  /** Ends the browser. */
  @Override
  void close();
}
