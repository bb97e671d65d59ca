package portage.metrics;

/** Counts how long the computing takes that every byte needs. Whoever computes tells when it began and that it is over. */
public interface ComputingTime {
  /** Nobody counts. */
  ComputingTime NOT_COUNTED =
      new ComputingTime() {
        @Override
        public double now() {
          return 0;
        }

        @Override
        public void verified(double millis) {}

        @Override
        public void packed(double millis) {}
      };

  /** Milliseconds from some fixed instant, as finely as there is. */
  double now();

  /** A check took {@code millis}, or a checksum. */
  void verified(double millis);

  /** {@code millis} were waited for deflate. */
  void packed(double millis);

  /** What began at {@code begun}, by {@link #now}, was a check, and is over. */
  default void verifiedSince(double begun) {
    verified(now() - begun);
  }
}
