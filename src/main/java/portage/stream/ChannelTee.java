package portage.stream;

import portage.error.StreamingException;

/** Splits one stream into two that carry the same bytes, the faster held back by a gate. */
public interface ChannelTee {
  /**
   * Takes over {@code source}. Each branch must be read on its own thread or be closed: one that is neither holds the
   * other one back for ever. A failing source fails both branches. Closing one branch lets the other go on; closing both
   * closes the source.
   */
  Branches split(ByteStream source, TeeGate gate) throws StreamingException;

  /** The two ends. */
  record Branches(ByteStream storage, ByteStream upload) {}
}
