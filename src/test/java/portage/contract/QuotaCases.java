package portage.contract;

import java.util.List;
import portage.error.ErrorCode;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** A quota far below 200 MB, which whoever runs this has set from outside (DevTools: Storage.overrideQuotaForOrigin). */
final class QuotaCases extends Contract {
  QuotaCases(StorageBackend storage) {
    add("quotaEndsTheItemAndNothingElse", () -> {
      StoredWriter small = storage.create("small");
      small.write(Pattern.chunk(0, 1_000_000));
      small.finish();
      small.close();
      StoredWriter writer = storage.create("too-large");
      StreamingException failure = fails(ErrorCode.STORAGE_FULL, () -> {
        for (int i = 0; i < 200; i++) {
          writer.write(new ByteChunk(noise(i + 1)));
        }
        writer.finish();
      });
      check(
          failure instanceof RecoverableStreamingException recoverable
              && recoverable.strategy() instanceof RecoveryStrategy.UseFallbackStorage,
          "no strategy");
      writer.close();
      same(List.of("small"), storage.names(""));
      StoredItem item = storage.open("small");
      same(1_000_000L, Pattern.drain(item.stream(100_000)));
      item.close();
      StoredWriter next = storage.create("next");
      next.write(Pattern.chunk(0, 2_000_000));
      next.finish();
      next.close();
      storage.delete("next");
      storage.delete("small");
    });
  }

  /** Bytes that a database cannot compress. */
  private static byte[] noise(int seed) {
    byte[] bytes = new byte[1_000_000];
    int state = seed * 0x9e3779b9;
    for (int i = 0; i < bytes.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[i] = (byte) state;
    }
    return bytes;
  }
}
