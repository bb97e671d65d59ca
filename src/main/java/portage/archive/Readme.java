package portage.archive;

import portage.atproto.Did;

/** The file in a backup that says in plain words what it is. */
final class Readme {
  static final String NAME = "README.txt";

  private Readme() {}

  /** The same for the same account, whenever the backup is made. */
  static String text(Did did) {
    return """
        This is a backup of the account DID, made by Portage.

        What is in it
          repo.car          every public record: posts, likes, follows, lists, the profile. A CAR file, signed by the account's key
          blobs/            every picture and video that the records use, each under its name by content (CID)
          preferences.json  settings such as muted words and saved feeds; only if the backup was made signed in. They are private
          did.json          the account's identity as it was when the backup was made: its name, its server, its public key
          plc-log.json      how that identity came about, signed step by step; only for accounts of the usual kind (did:plc)
          manifest.json     what belongs to the backup: sizes, checksums, which records use which file, and what was missing

        What it is good for
          Portage checks this file without a network, and restores the account from it, on any server that takes accounts.
          Other tools read the parts: the formats are those of the AT Protocol.

        What it cannot bring back
          Direct messages, notifications, drafts, and whatever was written after the backup was made.
          Passwords and keys are not in it. To restore an account whose server is gone, its owner's own recovery key is needed.

        How to keep it
          As it is, in two places, one of them not on this computer. Nothing in it is encrypted. Do not pack it anew: there is no need.
        """.replace("DID", did.toString());
  }
}
