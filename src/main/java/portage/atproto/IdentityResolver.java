package portage.atproto;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Json;
import portage.net.Origin;
import portage.net.TextBody;
import portage.stream.CancelSignal;

/**
 * Finds an account from what a person types, and checks the answer in both directions: the handle leads to the DID, and the
 * DID's document names the handle and the server.
 */
public final class IdentityResolver {
  private static final int MAX_DOCUMENT_BYTES = 256 << 10;

  private final PlainHttp http;
  private final HandleResolver handles;
  private final PlcDirectory directory;
  private final Servers servers;

  public IdentityResolver(PlainHttp http, HandleResolver handles, PlcDirectory directory, Servers servers) {
    this.http = http;
    this.handles = handles;
    this.directory = directory;
    this.servers = servers;
  }

  /**
   * The account behind a handle or DID.
   *
   * @param pdsOrNull the server that the person named; it is asked for the handle first, and must be the one that the DID
   *     document names
   * @throws StreamingException {@code BAD_INPUT}, {@code HANDLE_NOT_FOUND}, {@code HANDLE_MISMATCH}, {@code
   *     DID_NOT_FOUND}, {@code DID_DOCUMENT_BROKEN}, {@code WRONG_SERVER}, {@code UNREACHABLE}
   */
  public Account resolve(String typed, Origin pdsOrNull, CancelSignal signal) throws StreamingException {
    String name = cleaned(typed);
    Did did = name.startsWith("did:") ? parseDid(name) : didOf(parseHandle(name), pdsOrNull, signal);
    DidDocument document = document(did, pdsOrNull, signal);
    Origin pds = document.pdsEndpointOrNull() == null ? null : servers.parse(document.pdsEndpointOrNull());
    ErrorContext context = ErrorContext.of("find account").about(did.toString());
    if (pds == null) {
      throw new StreamingException(ErrorCode.DID_DOCUMENT_BROKEN, context, "no usable server address");
    }
    if (!name.startsWith("did:") && !name.equals(lowerCase(document.handleOrNull()))) {
      throw new StreamingException(
          ErrorCode.HANDLE_MISMATCH,
          context,
          document.handleOrNull() == null
              ? "the account has no handle"
              : "the account calls itself " + document.handleOrNull());
    }
    Origin signIn = signInOf(pds, signal);
    if (pdsOrNull != null && !pdsOrNull.equals(pds) && !pdsOrNull.equals(signIn)) {
      throw new StreamingException(ErrorCode.WRONG_SERVER, context.at(pdsOrNull.host()), pds.host());
    }
    return new Account(did, confirmedHandle(document, did, pds, signal), pds, signIn, document.signingKey());
  }

  /** Where the accounts of a PDS sign in: at the entryway that it names, else at itself. */
  public Origin signInOf(Origin pds, CancelSignal signal) {
    String entryway = servers.pds(pds, signal).entrywayOrNull();
    Origin signIn = entryway == null ? null : servers.parse(entryway);
    return signIn == null ? pds : signIn;
  }

  /** The DID document: from the directory for did:plc, from its host, else from the PDS, for did:web. */
  public DidDocument document(Did did, Origin pdsOrNull, CancelSignal signal) throws StreamingException {
    return DidDocument.of(documentAsItIs(did, pdsOrNull, signal));
  }

  /** The same with everything that stands in it. */
  public Json documentAsItIs(Did did, Origin pdsOrNull, CancelSignal signal) throws StreamingException {
    Json document = did.isPlc() ? directory.document(did, signal) : webDocument(did, pdsOrNull, signal);
    String about = DidDocument.of(document).did();
    if (!about.equals(did.toString())) {
      throw new StreamingException(
          ErrorCode.DID_DOCUMENT_BROKEN, ErrorContext.of("read DID document").about(did.toString()), about);
    }
    return document;
  }

  private Json webDocument(Did did, Origin pdsOrNull, CancelSignal signal) throws StreamingException {
    ErrorContext context = ErrorContext.of("read DID document").about(did.toString());
    Origin host = did.isWeb() ? servers.parse(did.webHost()) : null;
    if (host == null) {
      throw new StreamingException(ErrorCode.DID_DOCUMENT_BROKEN, context, "its host cannot be asked");
    }
    try {
      HttpResponse response = http.getOnce(HttpRequest.get(host + "/.well-known/did.json"), signal);
      Json document = Json.parse(http.okText(response, MAX_DOCUMENT_BYTES, context), context);
      DidDocument.of(document);
      return document;
    } catch (StreamingException e) {
      // A host without CORS headers cannot be read by a page; the PDS passes the document on.
      if (pdsOrNull == null || e.code() == ErrorCode.CANCELLED) {
        throw e.code() == ErrorCode.BAD_ANSWER
            ? new StreamingException(ErrorCode.DID_NOT_FOUND, context, e.detail())
            : e;
      }
    }
    return servers.pds(pdsOrNull, signal).describeRepo(did.toString());
  }

  private Did didOf(Handle handle, Origin pdsOrNull, CancelSignal signal) throws StreamingException {
    Did did = null;
    if (pdsOrNull != null) {
      String answer = servers.pds(pdsOrNull, signal).resolveHandle(handle.toString());
      did = answer == null ? null : new Did(answer);
    }
    if (did == null) {
      did = handles.resolve(handle, signal);
    }
    if (did == null) {
      throw new StreamingException(
          ErrorCode.HANDLE_NOT_FOUND, ErrorContext.of("find account").about(handle.toString()), null);
    }
    return did;
  }

  /** The document's handle when its server or a resolver leads back to this DID, else null. */
  private String confirmedHandle(DidDocument document, Did did, Origin pds, CancelSignal signal)
      throws StreamingException {
    String handle = lowerCase(document.handleOrNull());
    if (handle == null) {
      return null;
    }
    try {
      if (did.toString().equals(servers.pds(pds, signal).resolveHandle(handle))) {
        return handle;
      }
      Did resolved = handles.resolve(new Handle(handle), signal);
      return did.equals(resolved) ? handle : null;
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.CANCELLED) {
        throw e;
      }
      return null;
    }
  }

  private static String lowerCase(String textOrNull) {
    return textOrNull == null ? null : textOrNull.toLowerCase();
  }

  /** What people paste: an @ in front, spaces, invisible direction marks, a profile's at:// address. */
  private static String cleaned(String typed) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c > ' ' && c < 0x7f) {
        name.append(c);
      }
    }
    String text = name.toString();
    if (text.startsWith("at://")) {
      text = text.substring(5);
    }
    if (text.startsWith("@")) {
      text = text.substring(1);
    }
    return text.startsWith("did:") ? text : text.toLowerCase();
  }

  private static Did parseDid(String text) throws StreamingException {
    Did did;
    try {
      did = new Did(text);
    } catch (IllegalArgumentException e) {
      throw new StreamingException(ErrorCode.BAD_INPUT, ErrorContext.of("read DID").about(shortened(text)), null);
    }
    if (!did.isPlc() && !did.isWeb()) {
      throw new StreamingException(
          ErrorCode.BAD_INPUT, ErrorContext.of("read DID").about(shortened(text)), "neither did:plc nor did:web");
    }
    return did;
  }

  private static Handle parseHandle(String text) throws StreamingException {
    try {
      return new Handle(text);
    } catch (IllegalArgumentException e) {
      throw new StreamingException(ErrorCode.BAD_INPUT, ErrorContext.of("read handle").about(shortened(text)), null);
    }
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) : text;
  }
}
