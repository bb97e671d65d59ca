package portage.atproto;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.net.ContentCoding;
import portage.net.HttpRequest.Redirects;
import portage.net.HttpResponse;
import portage.net.Json;
import portage.net.Origin;
import portage.net.Query;
import portage.net.TextBody;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.Payload;

/**
 * A PDS's lexicon methods for repos and blobs. Reads of an active account are public and are sent without a token, which
 * spares the browser a preflight each; {@code asSelf} is given only where the account is not active.
 */
public final class PdsData {
  public static final String UPLOAD_BLOB = "com.atproto.repo.uploadBlob";

  private static final int PAGE_SIZE = 500;
  /** Some servers pass a blob on before they answer, and give that 20 s ({@code PDS_BLOBSTORE_S3_UPLOAD_TIMEOUT_MS}). */
  private static final long BLOB_ANSWER_MILLIS = 2 * 60_000;

  /** The reference server took 100 s for 200,000 records on a machine of its own; many have less of one. */
  private static final long IMPORT_ANSWER_MILLIS = 15 * 60_000;

  private static final int MAX_COMMIT_CAR_BYTES = 1 << 20;

  private final Xrpc xrpc;
  private final UploadQuota quota;

  /** {@code quota}: how many uploads this server takes in a day. */
  public PdsData(Xrpc xrpc, UploadQuota quota) {
    this.xrpc = xrpc;
    this.quota = quota;
  }

  /** The same, each call by a single try, for a server that may be gone. */
  public PdsData once() {
    return new PdsData(xrpc.once(), quota);
  }

  public Origin origin() {
    return xrpc.origin();
  }

  /** Whether this server holds the account, by its own word; no sign-in needed. */
  public RepoStatus getRepoStatus(String did) throws StreamingException {
    String nsid = "com.atproto.sync.getRepoStatus";
    Json answer;
    try {
      answer = xrpc.query(nsid, xrpc.at(nsid).with("did", did), null);
    } catch (XrpcException e) {
      if (e.error().equals("RepoNotFound")) {
        return RepoStatus.NOT_THERE;
      }
      throw e;
    }
    if (answer.flagOr("active", false)) {
      return RepoStatus.ACTIVE;
    }
    String status = answer.textOr("status", "");
    return status.equals("deactivated") ? RepoStatus.DEACTIVATED : RepoStatus.TAKEN_DOWN;
  }

  public LatestCommit getLatestCommit(String did, Session asSelf) throws StreamingException {
    String nsid = "com.atproto.sync.getLatestCommit";
    Json answer = xrpc.query(nsid, xrpc.at(nsid).with("did", did), asSelf);
    return new LatestCommit(cid(answer, "cid"), answer.text("rev"));
  }

  /** The whole repo as a CAR, blocks in no order that can be relied on, of unknown length. The caller closes it. */
  public ByteStream getRepo(String did, Session asSelf) throws StreamingException {
    String nsid = "com.atproto.sync.getRepo";
    return bodyOf(xrpc.stream(nsid, xrpc.at(nsid).with("did", did), asSelf, Redirects.REFUSE));
  }

  /** What was written after {@code rev}, as a CAR that alone is no repo; its root is the newest commit. */
  public ByteStream getRepoSince(String did, String rev, Session asSelf) throws StreamingException {
    String nsid = "com.atproto.sync.getRepo";
    return bodyOf(xrpc.stream(nsid, xrpc.at(nsid).with("did", did).with("since", rev), asSelf, Redirects.REFUSE));
  }

  /** Single blocks as a small CAR, at most 1 MiB. */
  public byte[] getBlocks(String did, String cid, Session asSelf) throws StreamingException {
    String nsid = "com.atproto.sync.getBlocks";
    Query url = xrpc.at(nsid).with("did", did).with("cids", cid);
    HttpResponse response = xrpc.stream(nsid, url, asSelf, Redirects.REFUSE);
    return TextBody.readBytes(response, MAX_COMMIT_CAR_BYTES, ErrorContext.of(nsid).at(xrpc.origin().host()));
  }

  /**
   * Makes the account's repo equal to this CAR. Only for accounts that are not active: on an active one it would silently
   * delete newer records.
   *
   * @param coding of the bytes of {@code car}. The reference server takes gzip (@atproto/pds 0.4.217, 0.5.35), and its
   *     limit is on what comes out of it
   */
  public void importRepo(Session session, Payload car, ContentCoding coding) throws StreamingException {
    try {
      xrpc.upload(
          "com.atproto.repo.importRepo", car, "application/vnd.ipld.car", coding, IMPORT_ANSWER_MILLIS, session);
    } catch (XrpcException e) {
      throw AccountErrors.ofFullAccess(e).ifRefused(ErrorCode.IMPORT_REFUSED);
    }
  }

  /** One blob. {@code BLOB_MISSING_AT_SOURCE} when the server has lost it or holds it back. The caller closes the stream. */
  public BlobDownload getBlob(String did, String cid, Session asSelf) throws StreamingException {
    String nsid = "com.atproto.sync.getBlob";
    Query url = xrpc.at(nsid).with("did", did).with("cid", cid);
    // A redirect is followed only without a token: some servers keep blobs elsewhere.
    Redirects redirects = asSelf == null ? Redirects.FOLLOW : Redirects.REFUSE;
    HttpResponse response;
    try {
      response = xrpc.stream(nsid, url, asSelf, redirects);
    } catch (XrpcException e) {
      throw e.status() == 404 ? e.as(ErrorCode.BLOB_MISSING_AT_SOURCE) : e.ifRefused(ErrorCode.BLOB_MISSING_AT_SOURCE);
    }
    return new BlobDownload(MediaType.forUpload(response.header("content-type")), bodyOf(response));
  }

  /**
   * Sends a blob, and tells the {@link #quota} what became of that. {@code RATE_LIMITED} without a delay to be waited for
   * when uploads are held back from then on.
   */
  public UploadedBlob uploadBlob(Session session, Payload body, String contentType) throws StreamingException {
    Xrpc.Taken taken;
    try {
      taken =
          xrpc.upload(
              UPLOAD_BLOB, body, contentType, ContentCoding.IDENTITY, BLOB_ANSWER_MILLIS, session);
    } catch (XrpcException e) {
      throw refusal(e);
    }
    quota.answered(taken.rateLimitOrNull());
    Json blob = taken.answer().object("blob");
    return new UploadedBlob(
        cid(blob.object("ref"), "$link"), blob.textOr("mimeType", ""), blob.requiredCount("size"));
  }

  private XrpcException refusal(XrpcException e) {
    if (e.status() != 429) {
      if (e.status() < 500) {
        quota.answered(e.rateLimitOrNull());
      }
      return e;
    }
    quota.refused(e.rateLimitOrNull(), e.strategy() instanceof RecoveryStrategy.RetryAfter after ? after.delayMillis() : -1);
    return quota.isHeldBack() ? e.as(ErrorCode.RATE_LIMITED) : e;
  }

  public UploadQuota quota() {
    return quota;
  }

  /** Every CID that a record refers to and this server has no blob for, with one such record; all pages. */
  public Map<String, String> listMissingBlobs(Session session) throws StreamingException {
    String nsid = "com.atproto.repo.listMissingBlobs";
    Map<String, String> missing = new LinkedHashMap<>();
    Pages pages = new Pages(nsid, xrpc.origin().host());
    Json page;
    do {
      Query url =
          xrpc.at(nsid).with("limit", String.valueOf(PAGE_SIZE)).with("cursor", pages.cursorOrNull());
      page = xrpc.query(nsid, url, session);
      for (Json blob : page.requiredObjects("blobs")) {
        missing.put(cid(blob, "cid"), blob.textOr("recordUri", ""));
      }
    } while (pages.goOn(page, missing.size()));
    return missing;
  }

  /** Every CID that the account's records refer to, by this server's list; all pages. */
  public Set<String> listBlobs(String did, Session asSelf) throws StreamingException {
    String nsid = "com.atproto.sync.listBlobs";
    Set<String> all = new LinkedHashSet<>();
    Pages pages = new Pages(nsid, xrpc.origin().host());
    Json page;
    do {
      Query url =
          xrpc.at(nsid)
              .with("did", did)
              .with("limit", String.valueOf(PAGE_SIZE))
              .with("cursor", pages.cursorOrNull());
      page = xrpc.query(nsid, url, asSelf);
      for (String cid : page.requiredTexts("cids")) {
        all.add(checkedCid(page, "cids", cid));
      }
    } while (pages.goOn(page, all.size()));
    return all;
  }

  private static String cid(Json json, String field) throws StreamingException {
    return checkedCid(json, field, json.text(field));
  }

  private static String checkedCid(Json json, String field, String text) throws StreamingException {
    try {
      return Cid.parse(text).toString();
    } catch (MalformedException e) {
      throw json.bad(field, e.getMessage());
    }
  }

  private static ByteStream bodyOf(HttpResponse response) {
    ByteStream body = response.body();
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        return body.read();
      }

      @Override
      public void close() {
        response.close();
      }
    };
  }
}
