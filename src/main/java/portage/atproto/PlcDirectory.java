package portage.atproto;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import portage.crypto.Signatures;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Json;
import portage.net.Origin;
import portage.net.Query;
import portage.net.TextBody;
import portage.stream.CancelSignal;

/** The directory of did:plc identities; answers anybody, knows no secrets. */
public final class PlcDirectory {
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final int MAX_MESSAGE_CHARS = 300;
  /** A log of a thousand operations is below 2 MB. */
  private static final int MAX_BYTES = 4 << 20;

  private final PlainHttp http;
  private final Origin origin;
  private final Signatures signatures;

  public PlcDirectory(PlainHttp http, Origin origin, Signatures signatures) {
    this.http = http;
    this.origin = origin;
    this.signatures = signatures;
  }

  public Origin origin() {
    return origin;
  }

  /** The current document as it is; {@code DID_NOT_FOUND} when unknown or tombstoned. */
  Json document(Did did, CancelSignal signal) throws StreamingException {
    ErrorContext context = ErrorContext.of("read DID document").at(origin.host()).about(did.toString());
    return Json.parse(text(origin + "/" + did, context, signal), context);
  }

  /**
   * The account's whole history, every signature and link checked. {@code BAD_ANSWER} when the directory's log does not hold
   * together, or is none.
   */
  public PlcLog log(Did did, CancelSignal signal) throws StreamingException {
    return PlcLog.validate(did.toString(), auditLog(did, signal), signatures);
  }

  /** The same as it comes, nothing checked: what {@link PlcLog#validate} reads. */
  public JsonArray auditLog(Did did, CancelSignal signal) throws StreamingException {
    ErrorContext context = ErrorContext.of("read PLC log").at(origin.host()).about(did.toString());
    String text = text(origin + "/" + did + "/log/audit", context, signal);
    try {
      JsonValue value = com.eclipsesource.json.Json.parse(text);
      if (!value.isArray()) {
        throw new StreamingException(ErrorCode.BAD_ANSWER, context, "log is not a list");
      }
      return value.asArray();
    } catch (ParseException e) {
      throw new StreamingException(ErrorCode.BAD_ANSWER, context, e.getMessage());
    }
  }

  /**
   * Hands in a signed operation, once; the directory checks it and nobody else has to agree. Read the log after any failure.
   *
   * @throws StreamingException {@code OPERATION_REFUSED} with the directory's own words, {@code IDENTITY_CHANGED} when
   *     another came at the same time, {@code RATE_LIMITED}, {@code SERVER_FAILED}
   */
  public void submit(Did did, PlcOperation operation, CancelSignal signal) throws StreamingException {
    ErrorContext context = ErrorContext.of("update identity").at(origin.host()).about(did.toString());
    HttpResponse response = http.postOnce(new Query(origin + "/" + did).toString(), operation.toJson(), signal);
    int status = response.status();
    if (status >= 200 && status < 300) {
      response.close();
      return;
    }
    throw new StreamingException(refusal(status), context, message(response, context));
  }

  private static ErrorCode refusal(int status) {
    return switch (status) {
      case CONFLICT -> ErrorCode.IDENTITY_CHANGED;
      case TOO_MANY -> ErrorCode.RATE_LIMITED;
      default -> status >= 500 ? ErrorCode.SERVER_FAILED : ErrorCode.OPERATION_REFUSED;
    };
  }

  /** What the directory says about it, as far as it says anything. */
  private static String message(HttpResponse response, ErrorContext context) {
    try {
      String message = Json.parse(TextBody.read(response, MAX_ERROR_BYTES, context), context).textOr("message", "");
      return message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) : message;
    } catch (StreamingException e) {
      response.close();
      return "";
    }
  }

  private String text(String url, ErrorContext context, CancelSignal signal) throws StreamingException {
    HttpResponse response = http.get(HttpRequest.get(new Query(url).toString()), signal);
    if (response.status() == NOT_FOUND || response.status() == GONE) {
      response.close();
      throw new StreamingException(ErrorCode.DID_NOT_FOUND, context, null);
    }
    return http.okText(response, MAX_BYTES, context);
  }
}
