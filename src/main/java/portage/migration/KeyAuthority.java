package portage.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;
import portage.atproto.PlcDirectory;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.PrivateKey;
import portage.crypto.Signatures;
import portage.crypto.Signing;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.CancelSignal;

/**
 * The person's own rotation key speaks for an account whose server is gone. A target believes a service token that is signed
 * with the signing key in the DID document; so the identity is given one that this page has made, for as long as it takes to
 * make the account.
 *
 * <p>Neither key is ever written down. After a reload the person gives their own once more; a temporary key that was lost
 * with its page, before there was an account, is replaced by another.
 */
final class KeyAuthority implements Authority {
  private final MigrationPlan plan;
  private final PlcDirectory directory;
  private final Signatures signatures;
  private final Signing signing;
  private final Logbook logbook;
  private final KeyPerson person;
  private final CancelSignal signal;
  private OwnKey own;
  private PrivateKey temporary;

  KeyAuthority(
      MigrationPlan plan,
      PlcDirectory directory,
      Signatures signatures,
      Logbook logbook,
      SourceAccess.ByKey access,
      CancelSignal signal) {
    this.plan = plan;
    this.directory = directory;
    this.signatures = signatures;
    this.signing = access.signing();
    this.logbook = logbook;
    this.person = access.keys();
    this.own = access.keyOrNull();
    this.signal = signal;
  }

  @Override
  public String admission(String targetDid) throws StreamingException {
    if (!isTemporary(log().data().signingKey())) {
      lendKey();
    }
    return ServiceToken.toCreateAccount(plan.did(), targetDid, temporary, signing, logbook.now());
  }

  private boolean isTemporary(String signingKeyOrNull) throws StreamingException {
    return temporary != null && signing.publicKey(temporary).toString().equals(signingKeyOrNull);
  }

  /** Gives the identity a signing key that this page has. */
  private void lendKey() throws StreamingException {
    PlcLog log = log();
    OwnKey key = own(log);
    List<String> rotationKeys = log.data().rotationKeys();
    String server = log.data().pdsEndpoint();
    person.approveTemporaryKey(
        new TemporaryKeyReport(
            plan, log.data().signingKey(), server == null ? "" : server, key.publicKey().toString(),
            rotationKeys.indexOf(key.publicKey().toString()) + 1, rotationKeys.size()));
    forgetTemporary();
    temporary = signing.newKey(Curve.P256);
    log = log(); // the person may have taken their time
    PlcData wanted = withSigningKey(log.data(), signing.publicKey(temporary));
    PlcOperation operation = signed(wanted, log);
    OperationCheck.check(operation, wanted, log, signatures);
    // Known before it is handed in: from here on the identity may be another one.
    logbook.add(new Fact.TemporaryKeyUsed(logbook.now(), operation.cid().toString()));
    OperationDelivery.toDirectory(directory, plan.did(), operation, signal);
  }

  private static PlcData withSigningKey(PlcData data, DidKey key) {
    Map<String, String> methods = new LinkedHashMap<>(data.verificationMethods());
    methods.put(PlcData.SIGNING_KEY_ID, key.toString());
    return new PlcData(data.did(), data.rotationKeys(), methods, data.alsoKnownAs(), data.services());
  }

  @Override
  public void admitted() {
    forgetTemporary();
  }

  /** What belongs to the lost server is told by the log; the key that was given is the person's in any case. */
  @Override
  public PlcData wanted(PlcLog log, DidCredentials target) throws StreamingException {
    return IdentityMerge.merge(log.data(), LostServer.credentials(log.history(), own(log).publicKey().toString()), target);
  }

  @Override
  public PlcOperation sign(PlcData wanted, PlcLog log, Person migrating) throws StreamingException {
    PlcOperation operation = signed(wanted, log);
    own.wipe(); // this was what it was there for
    return operation;
  }

  private PlcOperation signed(PlcData wanted, PlcLog log) throws StreamingException {
    PlcOperation unsigned = PlcOperation.unsigned(wanted, log.head().cid());
    return unsigned.signed(own(log).secret().sign(signing, unsigned.unsignedBytes()));
  }

  /** The key that is at hand and may change the identity as it is now; asked for until it is one. */
  private OwnKey own(PlcLog log) throws StreamingException {
    List<String> rotationKeys = log.data().rotationKeys();
    StreamingException problem = null;
    while (own == null || own.isWiped() || !rotationKeys.contains(own.publicKey().toString())) {
      forgetOwn();
      try {
        own = OwnKey.find(person.ownKey(problem), rotationKeys, plan.did().toString(), signing);
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        if (e.code() != ErrorCode.KEY_UNREADABLE && e.code() != ErrorCode.KEY_UNKNOWN) {
          throw e;
        }
        problem = e;
      }
    }
    return own;
  }

  private PlcLog log() throws StreamingException {
    PlcLog log = directory.log(plan.did(), signal);
    if (log.isTombstoned()) {
      throw new StreamingException(
          ErrorCode.IDENTITY_CHANGED,
          ErrorContext.of("read PLC log").at(directory.origin().host()).about(plan.did().toString()),
          "it was given up");
    }
    return log;
  }

  @Override
  public void forget() {
    forgetTemporary();
    forgetOwn();
  }

  private void forgetTemporary() {
    if (temporary != null) {
      temporary.wipe();
      temporary = null;
    }
  }

  private void forgetOwn() {
    if (own != null) {
      own.wipe();
      own = null;
    }
  }
}
