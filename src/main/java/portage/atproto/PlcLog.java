package portage.atproto;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import portage.crypto.Signatures;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.net.UtcTime;

/**
 * The history of a did:plc identity, checked from its genesis on, so that the directory need not be trusted for more than
 * not hiding the newest part (did-method-plc, "Validation" and "Key Rotation and Account Recovery").
 */
public final class PlcLog {
  /** How long a more powerful key may undo an operation; exactly this long still passes. */
  private static final long RECOVERY_WINDOW_MILLIS = 72L * 60 * 60 * 1000;

  private final String did;
  private final List<Entry> entries;
  private final List<Entry> valid;

  /**
   * One operation of the log.
   *
   * @param nullified undone by a later operation that recovered the identity
   * @param createdAtMillis when the directory took it, since 1970
   */
  public record Entry(PlcOperation operation, Cid cid, boolean nullified, long createdAtMillis) {}

  /** That the identity named this PDS from this time on. */
  public record PdsStay(String endpoint, long sinceMillis) {}

  private PlcLog(String did, List<Entry> entries, List<Entry> valid) {
    this.did = did;
    this.entries = Collections.unmodifiableList(entries);
    this.valid = valid;
  }

  /**
   * Checks the directory's {@code /<did>/log/audit}: each CID, that the genesis makes this DID, that each {@code prev}
   * stands, each signature by a key that was allowed, and that exactly those operations are marked nullified that were
   * undone in time by a more powerful key.
   *
   * @throws StreamingException {@code BAD_ANSWER} when any of that fails; {@code INTERNAL} when signatures cannot be checked
   */
  public static PlcLog validate(String did, JsonArray auditLog, Signatures signatures) throws StreamingException {
    List<Entry> entries = new ArrayList<>();
    List<Entry> valid = new ArrayList<>();
    for (JsonValue value : auditLog) {
      Entry entry = read(did, value);
      List<Entry> undone = entries.isEmpty()
          ? checkGenesis(did, entry, signatures)
          : checkNext(did, entry, valid, signatures);
      valid.removeAll(undone);
      valid.add(entry);
      entries.add(entry);
    }
    if (entries.isEmpty()) {
      throw bad(did, "an empty log");
    }
    for (Entry entry : entries) {
      if (entry.nullified() == valid.contains(entry)) {
        throw bad(did, "the log marks the wrong operations as nullified");
      }
    }
    return new PlcLog(did, entries, valid);
  }

  private static Entry read(String did, JsonValue value) throws StreamingException {
    if (!value.isObject()) {
      throw bad(did, "a log entry that is no object");
    }
    JsonObject json = value.asObject();
    PlcOperation operation = PlcOperation.parse(json.get("operation"));
    Cid cid = operation.cid();
    if (!PlcData.text(json, "did").equals(did) || !PlcData.text(json, "cid").equals(cid.toString())) {
      throw bad(did, "a log entry of another DID or operation");
    }
    JsonValue nullified = json.get("nullified");
    if (nullified == null || !nullified.isBoolean()) {
      throw bad(did, "a log entry that does not say whether it is nullified");
    }
    return new Entry(operation, cid, nullified.asBoolean(), millis(PlcData.text(json, "createdAt")));
  }

  private static List<Entry> checkGenesis(String did, Entry entry, Signatures signatures) throws StreamingException {
    PlcOperation operation = entry.operation();
    if (!operation.isGenesis() || operation.isTombstone()) {
      throw bad(did, "a log that does not begin with a genesis");
    }
    if (!operation.did().equals(did)) {
      throw bad(did, "the genesis of another DID");
    }
    if (operation.signer(operation.data(did).rotationKeys(), signatures) < 0) {
      throw bad(did, "a genesis that none of its keys signed");
    }
    return List.of();
  }

  /** Returns the entries that this one undoes. */
  private static List<Entry> checkNext(String did, Entry entry, List<Entry> valid, Signatures signatures)
      throws StreamingException {
    PlcOperation operation = entry.operation();
    int prev = indexOf(operation.prev(), valid);
    if (prev < 0 || operation.isLegacyCreate()) {
      throw bad(did, "an operation whose prev does not stand: " + entry.cid());
    }
    PlcOperation before = valid.get(prev).operation();
    if (before.isTombstone()) {
      throw bad(did, "an operation after a tombstone: " + entry.cid());
    }
    List<String> keys = before.data(did).rotationKeys();
    List<Entry> undone = new ArrayList<>(valid.subList(prev + 1, valid.size()));
    if (!undone.isEmpty()) {
      // Only keys above the one that signed the first operation to be undone may do that, and only in time.
      keys = keys.subList(0, undone.get(0).operation().signer(keys, signatures));
      if (entry.createdAtMillis() - undone.get(0).createdAtMillis() > RECOVERY_WINDOW_MILLIS) {
        throw bad(did, "a recovery after more than 72 hours: " + entry.cid());
      }
    }
    if (operation.signer(keys, signatures) < 0) {
      throw bad(did, "an operation that no key signed that may: " + entry.cid());
    }
    return undone;
  }

  private static int indexOf(String cid, List<Entry> valid) {
    for (int i = 0; i < valid.size(); i++) {
      if (valid.get(i).cid().toString().equals(cid)) {
        return i;
      }
    }
    return -1;
  }

  /** Every operation, nullified ones too, oldest first. */
  public List<Entry> entries() {
    return entries;
  }

  /** The newest operation that stands; its CID is the {@code prev} of the next. */
  public Entry head() {
    return valid.get(valid.size() - 1);
  }

  /** True when the identity was given up. */
  public boolean isTombstoned() {
    return head().operation().isTombstone();
  }

  /** What the identity says now, or null when it was given up. */
  public PlcData data() {
    return head().operation().data(did);
  }

  /** What the identity said after each operation that stands, oldest first; without the moments when it was given up. */
  public List<PlcData> history() {
    List<PlcData> history = new ArrayList<>();
    for (Entry entry : valid) {
      if (!entry.operation().isTombstone()) {
        history.add(entry.operation().data(did));
      }
    }
    return history;
  }

  /** The PDSs the identity has named, oldest first, each change once; of operations that stand. */
  public List<PdsStay> pdsHistory() {
    List<PdsStay> history = new ArrayList<>();
    String last = null;
    for (Entry entry : valid) {
      PlcData data = entry.operation().data(did);
      String endpoint = data == null ? null : data.pdsEndpoint();
      if (endpoint != null && !endpoint.equals(last)) {
        history.add(new PdsStay(endpoint, entry.createdAtMillis()));
      }
      last = endpoint;
    }
    return history;
  }

  private static long millis(String text) throws StreamingException {
    try {
      return UtcTime.millis(text);
    } catch (IllegalArgumentException e) {
      throw PlcData.bad("a time in another form: " + text);
    }
  }

  private static StreamingException bad(String did, String detail) {
    return new StreamingException(ErrorCode.BAD_ANSWER, ErrorContext.of("check PLC log").about(did), detail);
  }
}
