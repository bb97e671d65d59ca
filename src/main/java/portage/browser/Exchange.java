package portage.browser;

import org.teavm.jso.JSObject;
import portage.browser.js.JsFetch;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.net.HttpRequest;

/**
 * One request and its answer: what can end it early, and what its failure means. The browser calls every failure of the
 * network by the same name, so the reason is known from here, never from the error's text.
 */
final class Exchange {
  private final HttpRequest request;
  private final ErrorContext context;
  private final JsFetch.AbortController controller = JsFetch.abortController();
  private final StallWatch stallWatch;
  private final Runnable onCancel = this::cancel;
  private boolean cancelled;
  private boolean stalled;
  private boolean over;

  Exchange(HttpRequest request) {
    this.request = request;
    this.context = ErrorContext.of(request.method()).about(pathOf(request.url())).at(hostOf(request.url()));
    this.stallWatch = new StallWatch(request.stallMillis(), this::stall);
    request.signal().onCancel(onCancel);
  }

  JSObject abortSignal() {
    return controller.getSignal();
  }

  StallWatch stallWatch() {
    return stallWatch;
  }

  /** Ends it: the transfer is aborted unless it is complete. Safe to call twice; waits for nothing. */
  void close() {
    if (!over) {
      release();
      controller.abort();
    }
  }

  /** Everything arrived; nothing is left to be aborted. */
  void complete() {
    if (!over) {
      release();
    }
  }

  private void release() {
    over = true;
    stallWatch.close();
    request.signal().removeListener(onCancel);
  }

  /** What a failed wait means; {@code offsetBytes} is how much of the body had arrived, -1 before the answer. */
  StreamingException explain(JsException failure, long offsetBytes) {
    if (cancelled) {
      return new CancelledException(context.operation());
    }
    ErrorCode code = stalled ? ErrorCode.STALLED : ErrorCode.UNREACHABLE;
    String detail = stalled ? stallWatch.reason() : failure.getMessage();
    return new RecoverableStreamingException(
        code, context.offset(offsetBytes), detail, new RecoveryStrategy.RetryAfter(-1), failure);
  }

  private void cancel() {
    cancelled = true;
    close();
  }

  private void stall() {
    stalled = true;
    close();
  }

  /** Host and port of a URL, for messages: a whole URL may hold names. */
  static String hostOf(String url) {
    int start = url.indexOf("://") + 3;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(start, end);
  }

  /** The last part of a URL's path, which in XRPC is the NSID; null when there is none. */
  private static String pathOf(String url) {
    int end = url.indexOf('?');
    String path = end < 0 ? url : url.substring(0, end);
    int xrpc = path.indexOf("/xrpc/");
    return xrpc < 0 ? null : path.substring(xrpc + 6);
  }
}
