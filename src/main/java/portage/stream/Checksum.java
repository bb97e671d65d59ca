package portage.stream;

import portage.error.StreamingException;

/** A CRC-32 as ZIP files have it, of bytes that flow past. */
public interface Checksum {
  /** The next bytes. */
  void push(DataChunk chunk) throws StreamingException;

  /** Of all bytes so far, 0 to 2³²-1. */
  long value();
}
