package portage.net;

import portage.error.StreamingException;

/** HTTP as one small seam. Never sends cookies, referrers or anything from a cache. */
public interface HttpClient {
  /**
   * Sends and returns once status and headers are there; the body is still to be read. Any status is an answer, not an
   * error. {@code UNREACHABLE} when no answer came (a page cannot learn why), {@code STALLED} when nothing moved for
   * {@link HttpRequest#stallMillis()}, when a body was not sent in its {@link SendAllowance}, or no answer came within {@link
   * HttpRequest#answerMillis()} after it; {@code CANCELLED} after the request's signal.
   */
  HttpResponse send(HttpRequest request) throws StreamingException;

  /**
   * True when a body that is still arriving really is streamed to {@code origin}: the browser can, and the server answers
   * over HTTP/2. Found out by a tiny unauthenticated request, remembered per origin.
   */
  boolean streamsRequests(String origin);
}
