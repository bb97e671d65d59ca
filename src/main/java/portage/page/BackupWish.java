package portage.page;

import portage.archive.NearCopies;
import portage.atproto.Account;
import portage.atproto.Session;
import portage.transfer.TransferProfile;

/**
 * The backup that a person asked for.
 *
 * @param sessionOrNull at the account's server, for what only its owner may read
 * @param copiesOrNull what need not be fetched
 * @param placeOrNull where the person wants the file; null: it is built in this browser, and saved at the end
 * @param profile how much at once
 */
record BackupWish(
    Account account, Session sessionOrNull, NearCopies copiesOrNull, SavePlace placeOrNull, TransferProfile profile) {
  /** What its file is called while it lies here. */
  ShelfName shelfName() {
    return new ShelfName(account.did().toString(), account.handleOrNull());
  }
}
