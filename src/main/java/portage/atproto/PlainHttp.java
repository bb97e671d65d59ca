package portage.atproto;

import com.eclipsesource.json.JsonObject;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.RetryPolicy;
import portage.net.TextBody;
import portage.stream.CancelSignal;
import portage.stream.Payload;

/** Unauthenticated GETs of public documents, retried as every other query is. */
public final class PlainHttp {
  private final HttpClient http;
  private final RetryPolicy retry;

  public PlainHttp(HttpClient http, RetryPolicy retry) {
    this.http = http;
    this.retry = retry;
  }

  /** Any answer below 500; the caller closes it. */
  public HttpResponse get(HttpRequest request, CancelSignal signal) throws StreamingException {
    return retry.run(
        signal,
        attempt -> {
          HttpResponse response = http.send(request.withSignal(signal));
          if (response.status() >= 500 || response.status() == 429) {
            int status = response.status();
            long delayMillis = RetryAfter.secondsMillis(response);
            response.close();
            throw new RecoverableStreamingException(
                status == 429 ? ErrorCode.RATE_LIMITED : ErrorCode.SERVER_FAILED,
                ErrorContext.of("get").attempt(attempt),
                String.valueOf(status),
                new RecoveryStrategy.RetryAfter(delayMillis));
          }
          return response;
        });
  }

  /** One try, for hosts that may well not answer; any status, the caller closes it. */
  public HttpResponse getOnce(HttpRequest request, CancelSignal signal) throws StreamingException {
    return http.send(request.withSignal(signal));
  }

  /** A POST of JSON that is not repeated: what became of it, the caller finds out. Any status; the caller closes it. */
  public HttpResponse postOnce(String url, JsonObject json, CancelSignal signal) throws StreamingException {
    HttpRequest request =
        HttpRequest.post(url, new Payload.Bytes(Utf8.encodeAnything(json.toString())))
            .withHeader("content-type", "application/json");
    return http.send(request.withSignal(signal));
  }

  /** The text of a 2xx answer; any other status is {@code BAD_ANSWER}. Closes the response. */
  public String okText(HttpResponse response, int maxBytes, ErrorContext context) throws StreamingException {
    int status = response.status();
    if (status < 200 || status >= 300) {
      response.close();
      throw new StreamingException(ErrorCode.BAD_ANSWER, context, "status " + status);
    }
    return TextBody.read(response, maxBytes, context);
  }
}
