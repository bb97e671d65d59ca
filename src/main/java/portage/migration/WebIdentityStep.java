package portage.migration;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.DidCredentials;
import portage.atproto.DidDocument;
import portage.atproto.PlcData;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** The identity of a did:web account: its owner edits a file on their own host, and we look until it is right. */
final class WebIdentityStep {
  private final Parties parties;

  WebIdentityStep(Parties parties) {
    this.parties = parties;
  }

  /** True when the document names the target's address and key. */
  boolean isUpdated() throws StreamingException {
    return problem(wanted(), document()) == null;
  }

  /** Asks the person to edit the document until it is right. */
  void update(Person person) throws StreamingException {
    DidCredentials wanted = wanted();
    StreamingException problem = null;
    do {
      person.editDocument(wanted, problem);
      problem = problem(wanted, document());
    } while (problem != null);
  }

  List<IdentityChange> changes() throws StreamingException {
    DidDocument now = document();
    DidCredentials wanted = wanted();
    List<IdentityChange> changes = new ArrayList<>();
    changes.add(
        change(IdentityChange.Subject.PDS, String.valueOf(now.pdsEndpointOrNull()), endpoint(wanted)));
    changes.add(
        change(IdentityChange.Subject.HANDLE, String.valueOf(now.handleOrNull()), handle(wanted)));
    changes.add(
        change(IdentityChange.Subject.SIGNING_KEY, String.valueOf(now.signingKeyOrNull()), key(wanted)));
    return changes;
  }

  private static IdentityChange change(IdentityChange.Subject subject, String before, String after) {
    IdentityChange.Kind kind = before.equals(after) ? IdentityChange.Kind.KEPT : IdentityChange.Kind.CHANGED;
    return new IdentityChange(subject, "", kind, before, after);
  }

  private StreamingException problem(DidCredentials wanted, DidDocument document) {
    if (!endpoint(wanted).equals(document.pdsEndpointOrNull())) {
      return wrong("the server is " + document.pdsEndpointOrNull());
    }
    if (!key(wanted).equals(String.valueOf(document.signingKeyOrNull()))) {
      return wrong("the signing key is " + document.signingKeyOrNull());
    }
    if (!handle(wanted).equals(document.handleOrNull())) {
      return wrong("the handle is " + document.handleOrNull());
    }
    return null;
  }

  private StreamingException wrong(String what) {
    return new StreamingException(
        ErrorCode.OPERATION_WRONG, ErrorContext.of("read DID document").about(parties.did().toString()), what);
  }

  private DidDocument document() throws StreamingException {
    return parties.identities().document(parties.did(), parties.sourceData().origin(), parties.signal());
  }

  private DidCredentials wanted() throws StreamingException {
    return parties.targetCredentials();
  }

  static String endpoint(DidCredentials wanted) {
    return wanted.services().get(PlcData.PDS_ID).endpoint();
  }

  static String key(DidCredentials wanted) {
    return wanted.verificationMethods().get(PlcData.SIGNING_KEY_ID);
  }

  static String handle(DidCredentials wanted) {
    String alias = wanted.alsoKnownAs().isEmpty() ? "" : wanted.alsoKnownAs().get(0);
    return alias.startsWith("at://") ? alias.substring(5) : alias;
  }
}
