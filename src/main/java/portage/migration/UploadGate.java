package portage.migration;

import portage.atproto.PdsData;
import portage.atproto.UploadQuota;
import portage.atproto.XrpcException;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.net.Clock;
import portage.stream.CancelSignal;
import portage.transfer.BlobItem;

/** Lets blobs through to the target as its limit of a day allows: whoever is refused for it waits, and sends again. */
final class UploadGate {
  /** A cancel, a failure and the next day are noticed at least this often. */
  private static final long NAP_MILLIS = 250;

  private final UploadQuota quota;
  private final BlobQueues queues;
  private final Clock clock;
  private final CancelSignal signal;

  UploadGate(UploadQuota quota, BlobQueues queues, Clock clock, CancelSignal signal) {
    this.quota = quota;
    this.queues = queues;
    this.clock = clock;
    this.signal = signal;
  }

  /** Sends the blob; waits, a day if need be, while the target takes no more. */
  long pass(BlobItem blob, BlobPools.Transfer send) throws StreamingException {
    while (true) {
      await();
      StreamingException failure;
      try {
        return send.run(blob);
      } catch (StreamingException e) {
        failure = e;
      } finally {
        quota.leave();
      }
      if (!isShutBy(failure)) {
        throw failure;
      }
    }
  }

  private void await() throws StreamingException {
    while (!quota.tryEnter()) {
      signal.throwIfCancelled("wait for the next day");
      if (queues.failure() != null) {
        throw queues.failure();
      }
      clock.sleep(NAP_MILLIS);
    }
  }

  /** True when the target takes no more for now: what is kept waits, and fetching goes on. */
  boolean isShutBy(StreamingException failure) {
    boolean isRefusal =
        failure.code() == ErrorCode.RATE_LIMITED
            && failure instanceof XrpcException answer
            && answer.nsid().equals(PdsData.UPLOAD_BLOB);
    if (isRefusal) {
      quota.exhausted();
    }
    return isRefusal;
  }

  boolean isShut() {
    return quota.isHeldBack();
  }
}
