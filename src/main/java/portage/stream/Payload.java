package portage.stream;

/** What is sent: bytes in memory, a kept item, or a stream that is still arriving. */
public sealed interface Payload {
  /** How much is sent; 0 where nobody knows yet. */
  default long knownBytes() {
    return 0;
  }

  /** Can be sent again. */
  record Bytes(byte[] bytes) implements Payload {
    @Override
    public long knownBytes() {
      return bytes.length;
    }
  }

  /** Can be sent again; the browser reads it from disk, so that memory stays flat. */
  record Stored(StoredItem item) implements Payload {
    @Override
    public long knownBytes() {
      return item.sizeBytes();
    }
  }

  /** Sent once, without a known length; only where {@code HttpClient.streamsRequests} said yes. */
  record Live(ByteStream stream) implements Payload {}
}
