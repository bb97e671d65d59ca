package portage.migration;

import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.DataSource;

/** Remembers what went wrong at a source, to tell its failures from those of whoever takes the items. */
final class WatchedSource<I> implements DataSource<I> {
  private final DataSource<I> source;
  private final List<StreamingException> failures = new ArrayList<>();

  WatchedSource(DataSource<I> source) {
    this.source = source;
  }

  @Override
  public ByteStream download(I item) throws StreamingException {
    ByteStream stream;
    try {
      stream = source.download(item);
    } catch (StreamingException e) {
      throw noted(e);
    }
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        try {
          return stream.read();
        } catch (StreamingException e) {
          throw noted(e);
        }
      }

      @Override
      public void close() {
        stream.close();
      }
    };
  }

  private synchronized StreamingException noted(StreamingException failure) {
    failures.add(failure);
    return failure;
  }

  /** True when it was this source that failed so. A cancel is nobody's failure. */
  synchronized boolean isCauseOf(StreamingException failure) {
    return failure.code() != ErrorCode.CANCELLED && failures.contains(failure);
  }
}
