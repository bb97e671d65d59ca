package portage.migration;

import java.util.LinkedHashMap;
import java.util.Map;
import portage.atproto.Did;
import portage.atproto.DidDocument;
import portage.atproto.HandleResolver;
import portage.atproto.Handle;
import portage.atproto.IdentityResolver;
import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.PlainHttp;
import portage.atproto.PlcDirectory;
import portage.atproto.PlcLog;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.StreamingException;
import portage.jvm.BouncySignatures;
import portage.jvm.CannedHttp;
import portage.jvm.FakeClock;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Payload;

/** Every call whose answer is read, by name: makes it, and says as text everything that was taken from the answer. */
final class AnswerReaders {
  /** Makes one call. */
  interface Reader {
    String read() throws StreamingException;
  }

  private final CancelSignal signal = new CancelSignal();
  private final Map<String, Reader> readers = new LinkedHashMap<>();
  private final String did;
  private final Pds pds;

  /** Readers that ask {@code http} about the account {@code did}. */
  AnswerReaders(CannedHttp http, String did, String handle) {
    this.did = did;
    FakeClock clock = new FakeClock(1_800_000_000_000L);
    RetryPolicy retry = new RetryPolicy(clock, () -> 0, 1, 0, 0);
    Servers servers = new Servers(http, retry, clock, Origin.Loopback.ALLOWED);
    PlainHttp plain = new PlainHttp(http, retry);
    Origin origin = Origin.parse("https://pds.example", Origin.Loopback.ALLOWED);
    PlcDirectory directory = new PlcDirectory(plain, origin, new BouncySignatures());
    HandleResolver handles = new HandleResolver(plain, "https://dns.example/dns-query");
    IdentityResolver identities = new IdentityResolver(plain, handles, directory, servers);
    pds = servers.pds(origin, signal);
    PdsData data = servers.data(origin, signal);

    readers.put("com.atproto.server.describeServer", () -> pds.describeServer().toString());
    readers.put(".well-known/oauth-protected-resource", () -> String.valueOf(servers.parse(String.valueOf(pds.entrywayOrNull()))));
    readers.put("com.atproto.server.createSession", () -> text(session()));
    readers.put("com.atproto.server.refreshSession", () -> {
      Session session = session();
      session.refresh(session.token());
      return text(session);
    });
    readers.put("com.atproto.server.createAccount", () ->
        text(pds.createAccount("token", did, new NewAccount("a.example", "a@b.example", "password", null))));
    readers.put("com.atproto.server.getServiceAuth", () -> pds.getServiceAuth(session(), "did:web:pds.example", "method"));
    readers.put("com.atproto.server.checkAccountStatus", () -> pds.checkAccountStatus(session()).toString());
    readers.put("com.atproto.identity.resolveHandle", () -> pds.resolveHandle(handle));
    readers.put("app.bsky.actor.getPreferences", () -> String.valueOf(pds.getPreferences(session())));
    readers.put("com.atproto.identity.getRecommendedDidCredentials", () ->
        pds.getRecommendedDidCredentials(session()).toString());
    readers.put("com.atproto.identity.signPlcOperation", () ->
        pds.signPlcOperation(session(), "code", directory.log(new Did(did), signal).data()).toString());
    readers.put("com.atproto.sync.getRepoStatus", () -> data.getRepoStatus(did).toString());
    readers.put("com.atproto.sync.getLatestCommit", () -> data.getLatestCommit(did, null).toString());
    readers.put("com.atproto.repo.uploadBlob", () ->
        data.uploadBlob(session(), new Payload.Bytes(new byte[1]), "image/png").toString());
    readers.put("com.atproto.repo.listMissingBlobs", () -> data.listMissingBlobs(session()).toString());
    readers.put("com.atproto.sync.listBlobs", () -> data.listBlobs(did, null).toString());
    readers.put("document", () -> text(identities.document(new Did(did), null, signal)));
    readers.put("log", () -> text(directory.log(new Did(did), signal)));
    readers.put("dns", () -> String.valueOf(handles.resolve(new Handle(handle), signal)));
  }

  Map<String, Reader> all() {
    return readers;
  }

  private Session session() throws StreamingException {
    return pds.createSession(did, did, "password", null);
  }

  private static String text(Session session) {
    return session.did() + " " + session.handle() + " " + session.emailOrNull() + " " + session.statusOrNull() + " "
        + session.token() + " " + session.scope() + " "
        + (session.documentOrNull() == null ? "" : text(session.documentOrNull()));
  }

  private static String text(DidDocument document) {
    return document.toString();
  }

  private static String text(PlcLog log) {
    StringBuilder text = new StringBuilder();
    for (PlcLog.Entry entry : log.entries()) {
      text.append(entry.cid()).append(entry.nullified()).append(entry.createdAtMillis());
    }
    return text.append(log.data()).append(log.pdsHistory()).toString();
  }
}
