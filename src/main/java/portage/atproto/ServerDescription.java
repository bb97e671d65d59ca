package portage.atproto;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import portage.error.StreamingException;
import portage.net.Json;

/**
 * What a PDS says about itself ({@code com.atproto.server.describeServer}).
 *
 * @param did the server's own DID, the audience of service tokens
 * @param handleDomains domains under which it gives handles, each with its leading dot; what no handle could end in is left
 *     out
 * @param blobUploadLimitBytes only told by servers since mid-2026
 * @param termsUrlOrNull as the server gives it, unchecked
 * @param privacyUrlOrNull as the server gives it, unchecked
 */
public record ServerDescription(
    String did,
    List<String> handleDomains,
    InviteCode inviteCode,
    PhoneVerification phoneVerification,
    OptionalLong blobUploadLimitBytes,
    String termsUrlOrNull,
    String privacyUrlOrNull,
    String contactEmailOrNull) {

  /** Whether a new account needs an invite code. */
  public enum InviteCode { REQUIRED, NOT_NEEDED }

  /** Whether a new account must be verified in a way that a page cannot complete. */
  public enum PhoneVerification { REQUIRED, NOT_NEEDED }

  /** The same server, which turned out to want an invite code although it did not say so. */
  public ServerDescription wantingInviteCode() {
    return new ServerDescription(
        did,
        handleDomains,
        InviteCode.REQUIRED,
        phoneVerification,
        blobUploadLimitBytes,
        termsUrlOrNull,
        privacyUrlOrNull,
        contactEmailOrNull);
  }

  /** A server that gives handles under more domains than this needs none of them named. */
  private static final int MAX_DOMAINS = 20;

  static ServerDescription of(Json json) throws StreamingException {
    String did = json.text("did");
    if (!Did.isKnown(did)) {
      throw json.bad("did", "neither did:plc nor did:web");
    }
    Json links = json.objectOrNull("links");
    Json contact = json.objectOrNull("contact");
    return new ServerDescription(
        did,
        domains(json.texts("availableUserDomains")),
        json.flagOr("inviteCodeRequired", false) ? InviteCode.REQUIRED : InviteCode.NOT_NEEDED,
        json.flagOr("phoneVerificationRequired", false) ? PhoneVerification.REQUIRED : PhoneVerification.NOT_NEEDED,
        json.count("blobUploadLimit"),
        links == null ? null : links.textOr("termsOfService", null),
        links == null ? null : links.textOr("privacyPolicy", null),
        contact == null ? null : contact.textOr("email", null));
  }

  private static List<String> domains(List<String> said) {
    List<String> domains = new ArrayList<>();
    for (String domain : said) {
      if (domain.startsWith(".") && Handle.isValid("a" + domain) && domains.size() < MAX_DOMAINS) {
        domains.add(domain);
      }
    }
    return domains;
  }
}
