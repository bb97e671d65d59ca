package portage.metrics;

/**
 * What was counted so far.
 *
 * @param receivedBytes came from the source, as unpacked by the browser
 * @param sentBytes the target has answered for
 */
public record StreamingMetrics(long receivedBytes, long sentBytes) {}
