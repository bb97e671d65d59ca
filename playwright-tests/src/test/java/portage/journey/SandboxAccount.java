package portage.journey;

import com.eclipsesource.json.JsonObject;

/**
 * An account of the sandbox, and what its owner knows.
 *
 * @param pds name of the PDS that it was made at
 * @param name what its handles begin with
 * @param ownRotationKey did:key of the owner's own recovery key, or empty
 * @param ownRotationKeyHex the private key of it, in hexadecimal digits, or empty
 * @param labelerKey did:key of the owner's labeler, or empty
 * @param didDocument address of the document of a did:web, or empty
 */
record SandboxAccount(
    String pds,
    String name,
    String handle,
    String did,
    String email,
    String password,
    long records,
    int blobs,
    String ownRotationKey,
    String ownRotationKeyHex,
    String labelerKey,
    String didDocument) {

  static SandboxAccount of(JsonObject json) {
    String handle = json.getString("handle", "");
    return new SandboxAccount(
        json.getString("pds", ""),
        handle.substring(0, handle.indexOf('.')),
        handle,
        json.getString("did", ""),
        json.getString("email", ""),
        json.getString("password", ""),
        json.getLong("records", 0),
        json.getInt("blobs", 0),
        json.getString("ownRotationKeyDid", ""),
        json.getString("ownRotationKeyHex", ""),
        json.getString("labelerKey", ""),
        json.getString("didDocument", ""));
  }
}
