package portage.stream;

import portage.error.StreamingException;

/**
 * What ZIP files are made of: raw deflate (RFC 1951) and checksums, as bytes flow past. Both ways of deflate take over the stream that they are given: closing what is returned
 * closes it, and what reading it failed with is thrown.
 */
public interface Deflate {
  ByteStream pack(ByteStream plain) throws StreamingException;

  /** Fails with {@code BACKUP_DAMAGED} on bytes that are no deflate data, that end early, or that go on after its end. */
  ByteStream unpack(ByteStream packed) throws StreamingException;

  /** A checksum at its start. */
  default Checksum checksum() {
    return new Crc32();
  }
}
