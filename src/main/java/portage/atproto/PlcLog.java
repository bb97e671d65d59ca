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

  /** Milliseconds since 1970 of {@code 2023-04-26T06:19:25.508Z}, the form the directory writes (RFC 3339 in UTC). */
  static long millis(String text) throws StreamingException {
    int length = text.length();
    boolean isForm = length >= 20 && text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(10) == 'T'
        && text.charAt(13) == ':' && text.charAt(16) == ':' && text.charAt(length - 1) == 'Z'
        && (length == 20 || (text.charAt(19) == '.' && length > 21));
    int year = isForm ? digits(text, 0, 4) : -1;
    int month = isForm ? digits(text, 5, 7) : -1;
    int day = isForm ? digits(text, 8, 10) : -1;
    int hour = isForm ? digits(text, 11, 13) : -1;
    int minute = isForm ? digits(text, 14, 16) : -1;
    int second = isForm ? digits(text, 17, 19) : -1;
    int fraction = isForm && length > 20 ? digits(text, 20, length - 1) : 0;
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59
        || second < 0 || second > 60 || fraction < 0) {
      throw PlcData.bad("a time in another form: " + text);
    }
    String milliDigits = length > 20 ? (text.substring(20, length - 1) + "00").substring(0, 3) : "000";
    long seconds = daysSince1970(year, month, day) * 86400L + hour * 3600 + minute * 60 + second;
    return seconds * 1000 + digits(milliDigits, 0, 3);
  }

  /** The Gregorian calendar counted from 1 March of year 0, so that the leap day is the last of its year. */
  private static long daysSince1970(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int monthsSinceMarch = (month + 9) % 12;
    int dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1;
    return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719468;
  }

  /** The number there, or -1 when it is none; a fraction may be longer than an int, so only its first 9 digits count. */
  private static int digits(String text, int from, int end) {
    int number = 0;
    for (int i = from; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = i - from < 9 ? number * 10 + digit : number;
    }
    return number;
  }

  private static StreamingException bad(String did, String detail) {
    return new StreamingException(ErrorCode.BAD_ANSWER, ErrorContext.of("check PLC log").about(did), detail);
  }
}
