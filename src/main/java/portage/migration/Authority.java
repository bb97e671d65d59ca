package portage.migration;

import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.atproto.PlcOperation;
import portage.atproto.DidCredentials;
import portage.error.StreamingException;

/** Who speaks for the account before it has arrived: its server, signed in to, or the person's own rotation key. */
interface Authority {
  /** A token with which the target believes that the account's holder wants an account there; used at once. */
  String admission(String targetDid) throws StreamingException;

  /** The account is at the target: what {@link #admission} needed is needed no more. */
  void admitted();

  /** What the identity is to say, so that the account lives at the target and nothing of the person's is lost. */
  PlcData wanted(PlcLog log, DidCredentials target) throws StreamingException;

  /** An operation with these contents on top of the log's head. The caller checks it before it is used. */
  PlcOperation sign(PlcData wanted, PlcLog log, Person person) throws StreamingException;

  /** Forgets every key in memory. */
  void forget();
}
