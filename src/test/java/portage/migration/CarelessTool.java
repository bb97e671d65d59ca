package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.DidCredentials;
import portage.atproto.IdentityResolver;
import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.PlcData;
import portage.atproto.PlcDirectory;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.StreamingException;
import portage.jvm.Sandbox;
import portage.net.Origin;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.Payload;

/** Moves accounts as some tools do: goes on to the identity without a thought for the blobs. */
final class CarelessTool {
  static final String NEW_PASSWORD = "password-at-the-new-server";

  private final Sandbox sandbox;
  private final Servers servers;
  private final PlcDirectory directory;
  private final IdentityResolver identities;
  private final CancelSignal signal = new CancelSignal();

  CarelessTool(Sandbox sandbox, Servers servers, PlcDirectory directory, IdentityResolver identities) {
    this.sandbox = sandbox;
    this.servers = servers;
    this.directory = directory;
    this.identities = identities;
  }

  /** What becomes of a blob or two before anything else, with the source's own bytes. */
  enum Blobs { NONE, SENT_BEFORE_THE_RECORDS }

  enum SourceAfterwards { ACTIVE, SWITCHED_OFF }

  /** Moves the sandbox's {@code account} from one PDS to another, and says what it is afterwards. */
  Account move(JsonObject account, String from, String to, Blobs blobs, SourceAfterwards afterwards)
      throws StreamingException, IOException {
    String did = account.getString("did", "");
    Pds source = servers.pds(origin(from), signal);
    PdsData sourceData = servers.data(origin(from), signal);
    Pds target = servers.pds(origin(to), signal);
    PdsData targetData = servers.data(origin(to), signal);
    Session here = source.createSession(did, did, account.getString("password", ""), null);
    String token =
        source.getServiceAuth(here, target.describeServer().did(), "com.atproto.server.createAccount");
    String name = account.getString("handle", "");
    String handle = name.substring(0, name.indexOf('.')) + "." + to + ".test";
    String email = "new-" + account.getString("email", "");
    Session there = target.createAccount(token, did, new NewAccount(handle, email, NEW_PASSWORD, null));
    if (blobs == Blobs.SENT_BEFORE_THE_RECORDS) {
      for (String cid : sourceData.listBlobs(did, null)) {
        var blob = sourceData.getBlob(did, cid, null);
        targetData.uploadBlob(there, new Payload.Bytes(bytes(blob.stream())), blob.contentType());
      }
    }
    targetData.importRepo(
        there, new Payload.Bytes(bytes(sourceData.getRepo(did, null))), portage.net.ContentCoding.IDENTITY);
    source.requestPlcOperationSignature(here);
    PlcData before = directory.log(new Did(did), signal).data();
    DidCredentials ofSource = source.getRecommendedDidCredentials(here);
    PlcData after = IdentityMerge.merge(before, ofSource, target.getRecommendedDidCredentials(there));
    String code = sandbox.newestCode(account.getString("email", ""), 10_000);
    target.submitPlcOperation(there, source.signPlcOperation(here, code, after));
    target.activateAccount(there);
    if (afterwards == SourceAfterwards.SWITCHED_OFF) {
      source.deactivateAccount(here);
    }
    return identities.resolve(did, null, signal);
  }

  private Origin origin(String pds) {
    return servers.parse(sandbox.pds(pds));
  }

  static byte[] bytes(ByteStream stream) throws StreamingException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (stream) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        all.writeBytes(chunk.toByteArray());
      }
    }
    return all.toByteArray();
  }
}
