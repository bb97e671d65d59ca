package portage.atproto;

import com.eclipsesource.json.JsonObject;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.net.Clock;
import portage.net.ContentCoding;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Json;
import portage.net.Origin;
import portage.net.Query;
import portage.net.RetryPolicy;
import portage.net.TextBody;
import portage.stream.CancelSignal;
import portage.stream.Payload;

/**
 * XRPC calls to one server. Queries are tried again after network errors, 429 and 5xx; procedures only when the caller
 * says that repeating is harmless ({@link #retrying}). An expired access token is refreshed and the call sent once more:
 * servers answer it with 400 {@code ExpiredToken}, not 401. One that must have expired by now, as after a night's sleep of
 * the computer, is refreshed first: a body that is still arriving could not be sent once more.
 */
public final class Xrpc {
  /** No answer of the lexicons says more about an error than this. */
  private static final int MAX_MESSAGE_CHARS = 300;
  /** Names of errors are one word. */
  private static final int MAX_ERROR_CHARS = 100;

  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final HttpClient http;
  private final RetryPolicy retry;
  private final Clock clock;
  private final Origin origin;
  private final CancelSignal signal;
  private final RefreshLock refreshLock;

  public Xrpc(
      HttpClient http, RetryPolicy retry, Clock clock, Origin origin, CancelSignal signal, RefreshLock refreshLock) {
    this.http = http;
    this.retry = retry;
    this.clock = clock;
    this.origin = origin;
    this.signal = signal;
    this.refreshLock = refreshLock;
  }

  /** The same server, each call tried {@link RetryPolicy#once}. */
  Xrpc once() {
    return new Xrpc(http, retry.once(), clock, origin, signal, refreshLock);
  }

  public Origin origin() {
    return origin;
  }

  Clock clock() {
    return clock;
  }

  RefreshLock refreshLock() {
    return refreshLock;
  }

  /** A GET whose answer is a JSON object. {@code bearer} may be null. */
  public Json query(String nsid, Query parameters, Bearer bearer) throws StreamingException {
    return retry.run(signal, attempt -> json(nsid, open(HttpRequest.get(parameters.toString()), nsid, bearer, attempt)));
  }

  /** A GET whose body is read as it arrives; answers with an error status have been thrown. The caller closes it. */
  public HttpResponse stream(String nsid, Query parameters, Bearer bearer, HttpRequest.Redirects redirects)
      throws StreamingException {
    return retry.run(
        signal,
        attempt -> open(HttpRequest.get(parameters.toString()).withRedirects(redirects), nsid, bearer, attempt));
  }

  /** A POST of a JSON object, or of nothing when {@code input} is null; answers a JSON object, empty when there is none. */
  public Json procedure(String nsid, JsonObject input, Bearer bearer) throws StreamingException {
    return json(nsid, open(jsonRequest(nsid, input), nsid, bearer, 1));
  }

  /** As {@link #procedure}, for calls that may be sent twice without harm. */
  public Json retrying(String nsid, JsonObject input, Bearer bearer) throws StreamingException {
    return retry.run(signal, attempt -> json(nsid, open(jsonRequest(nsid, input), nsid, bearer, attempt)));
  }

  /** The answer to an upload, and what the server says about its limits, or null. */
  record Taken(Json answer, RateLimit rateLimitOrNull) {}

  /**
   * A POST of bytes, sent once: a live body cannot be repeated, and a large one is for the caller to decide on.
   *
   * @param coding how the bytes of {@code body} are packed
   * @param answerMillis how long the server may work on it in silence
   */
  Taken upload(
      String nsid, Payload body, String contentType, ContentCoding coding, long answerMillis, Bearer bearer)
      throws StreamingException {
    HttpRequest request =
        HttpRequest.post(at(nsid).toString(), body)
            .withHeader("content-type", contentType)
            .withAnswerMillis(answerMillis);
    if (coding.headerOrNull() != null) {
      request = request.withHeader("content-encoding", coding.headerOrNull());
    }
    HttpResponse response = open(request, nsid, bearer, 1);
    return new Taken(json(nsid, response), RateLimit.of(response, clock.millis()));
  }

  /** The address of a method, to add parameters to. */
  public Query at(String nsid) {
    return new Query(origin + "/xrpc/" + nsid);
  }

  private HttpRequest jsonRequest(String nsid, JsonObject input) {
    String url = at(nsid).toString();
    if (input == null) {
      // Methods without input refuse even an empty object with 400.
      return HttpRequest.post(url, null);
    }
    byte[] bytes = Utf8.encodeAnything(input.toString());
    return HttpRequest.post(url, new Payload.Bytes(bytes)).withHeader("content-type", "application/json");
  }

  private HttpResponse open(HttpRequest request, String nsid, Bearer bearer, int attempt) throws StreamingException {
    ErrorContext context = ErrorContext.of(nsid).at(origin.host()).attempt(attempt);
    if (bearer == null) {
      return checked(request, null, nsid, context);
    }
    if (bearer.isStale()) {
      bearer.refresh(bearer.token());
    }
    String token = bearer.token();
    try {
      return checked(request, token, nsid, context);
    } catch (RecoverableStreamingException e) {
      if (!(e.strategy() instanceof RecoveryStrategy.RefreshSession)
          || !bearer.isRefreshable()
          || request.body() instanceof Payload.Live) {
        throw e;
      }
    }
    bearer.refresh(token);
    return checked(request, bearer.token(), nsid, context);
  }

  private HttpResponse checked(HttpRequest request, String token, String nsid, ErrorContext context)
      throws StreamingException {
    HttpRequest signed = request.withSignal(signal);
    if (token != null) {
      signed = signed.withHeader("authorization", "Bearer " + token);
    }
    HttpResponse response = http.send(signed);
    if (response.status() >= 200 && response.status() < 300) {
      return response;
    }
    throw failure(response, nsid, context);
  }

  private Json json(String nsid, HttpResponse response) throws StreamingException {
    ErrorContext context = ErrorContext.of(nsid).at(origin.host());
    String text = TextBody.read(response, TextBody.MAX_BYTES, context);
    return Json.parse(text.isEmpty() ? "{}" : text, context);
  }

  private XrpcException failure(HttpResponse response, String nsid, ErrorContext context) throws StreamingException {
    int status = response.status();
    long retryAfterMillis = RetryAfter.millis(response, clock.millis());
    ErrorBody body = errorBody(response, context);
    return new XrpcException(
        codeOf(status, body.error()),
        context,
        strategyOf(status, body.error(), retryAfterMillis),
        status,
        body.error(),
        nsid,
        body.message(),
        RateLimit.of(response, clock.millis()));
  }

  private record ErrorBody(String error, String message) {}

  /**
   * A method of its own, which leaves its try by return: TeaVM 0.15.0 loses variables that are set inside a try that waits
   * and are read after its catch.
   *
   * @throws StreamingException when the answer did not arrive whole and only its name would have said what it is about
   */
  private static ErrorBody errorBody(HttpResponse response, ErrorContext context) throws StreamingException {
    try {
      Json body = Json.parse(TextBody.read(response, MAX_ERROR_BYTES, context), context);
      return new ErrorBody(
          shortened(body.textOr("error", ""), MAX_ERROR_CHARS),
          shortened(body.textOr("message", ""), MAX_MESSAGE_CHARS));
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.CANCELLED || RetryPolicy.isAboutTheLine(e) && !saysEnough(response.status())) {
        throw e;
      }
      // A proxy's HTML page, or nothing at all: the status alone has to do.
      return new ErrorBody("", "");
    }
  }

  private static boolean saysEnough(int status) {
    return status == 413 || status == 429 || status >= 500;
  }

  private static String shortened(String text, int maxChars) {
    return text.length() > maxChars ? text.substring(0, maxChars) : text;
  }

  private static ErrorCode codeOf(int status, String error) {
    if (error.equals("ExpiredToken")) {
      return ErrorCode.SESSION_EXPIRED;
    }
    if (status == 413) {
      return ErrorCode.TOO_LARGE;
    }
    if (status == 429) {
      return ErrorCode.RATE_LIMITED;
    }
    if (status >= 500) {
      return ErrorCode.SERVER_FAILED;
    }
    // An XRPC server names its errors; what does not is another kind of server.
    return error.isEmpty() ? ErrorCode.BAD_ANSWER : ErrorCode.REFUSED;
  }

  private static RecoveryStrategy strategyOf(int status, String error, long retryAfterMillis) {
    if (error.equals("ExpiredToken")) {
      return new RecoveryStrategy.RefreshSession();
    }
    // 501 says that the server lacks the method; asking again will not bring it.
    if (status == 429 || (status >= 500 && status != 501)) {
      return new RecoveryStrategy.RetryAfter(retryAfterMillis);
    }
    return new RecoveryStrategy.AskUser(RecoveryStrategy.Question.WHAT_NOW);
  }
}
