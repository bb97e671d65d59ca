package portage.migration;

import java.util.ArrayList;
import java.util.List;
import portage.archive.ArchiveFault;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.atproto.Handle;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Origin;
import portage.stream.CancelSignal;

/**
 * An account that a backup holds, as its identity stands now. The backup may be older than the key that the identity names now,
 * so any key that the identity ever had is good for the repo in it; another is not, whatever the backup says.
 *
 * @param account with the key that the backup's repo must be signed with
 * @param rotationKeys did:keys that may change the identity now; empty for a did:web
 */
public record Restorable(Account account, List<String> rotationKeys) {
  /**
   * Looks the identity up.
   *
   * @throws StreamingException {@code BACKUP_DAMAGED} when the repo is signed with a key that the account never had, {@code
   *     DID_NOT_FOUND}, {@code DID_DOCUMENT_BROKEN}, {@code UNREACHABLE}
   */
  public static Restorable find(SavedAccount saved, Migration.Surroundings around, CancelSignal signal)
      throws StreamingException {
    Did did = saved.did();
    if (!did.isPlc()) {
      Account account = around.identities().resolve(did.toString(), null, signal);
      checkKey(saved, List.of(account.signingKey().toString()));
      return new Restorable(account, List.of());
    }
    PlcLog log = around.directory().log(did, signal);
    ErrorContext context = ErrorContext.of("find account").about(did.toString());
    if (log.isTombstoned()) {
      throw new StreamingException(ErrorCode.DID_NOT_FOUND, context, "it was given up");
    }
    checkKey(saved, signingKeys(log));
    PlcData now = log.data();
    Origin pds = now.pdsEndpoint() == null ? null : around.servers().parse(now.pdsEndpoint());
    if (pds == null) {
      throw new StreamingException(ErrorCode.DID_DOCUMENT_BROKEN, context, "no usable server address");
    }
    String handle = now.handle() != null && Handle.isValid(now.handle()) ? now.handle() : null;
    Origin signIn = around.identities().signInOf(pds, signal);
    return new Restorable(new Account(did, handle, pds, signIn, saved.signingKey()), now.rotationKeys());
  }

  private static List<String> signingKeys(PlcLog log) {
    List<String> keys = new ArrayList<>();
    for (PlcData data : log.history()) {
      keys.add(data.signingKey());
    }
    return keys;
  }

  private static void checkKey(SavedAccount saved, List<String> everHad) throws StreamingException {
    if (!everHad.contains(saved.signingKey().toString())) {
      throw ArchiveFault.damaged("did.json", "it names a key that the account never had");
    }
  }
}
