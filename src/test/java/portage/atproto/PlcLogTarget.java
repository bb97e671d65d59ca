package portage.atproto;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import portage.crypto.HashSignatures;
import portage.crypto.Signatures;
import portage.crypto.SigningKey;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.ipld.Cid;

/**
 * A log is accepted exactly when the rules of did-method-plc say so. When the first byte is even, the rest is the text of a
 * log; when it is odd, four bytes each stand for an operation that is made and signed here, because no random change would
 * ever be signed: who signs, on what it builds, what keys it names and what becomes of it, and the hours since the one before.
 * Real signatures would take all the time; {@link PlcLogTest} has them.
 */
public final class PlcLogTarget {
  private static final SigningKey[] KEYS = {PlcLogBuilder.STRONG, PlcLogBuilder.MIDDLE, PlcLogBuilder.WEAK};
  private static final int MAX_OPERATIONS = 6;
  private static final long WINDOW_HOURS = 72;
  /** What an operation has as text, roughly. */
  private static final int OPERATION_BYTES = 1_000;
  private static final Signatures SIGNATURES = new HashSignatures();

  private PlcLogTarget() {}

  public static void fuzzerTestOneInput(byte[] data) throws StreamingException {
    if (data.length == 0) {
      return;
    }
    if (data[0] % 2 == 0) {
      readText(new String(data, 1, data.length - 1, StandardCharsets.UTF_8));
    } else {
      new Made(data).check();
    }
  }

  private static void readText(String text) {
    PlcLog log = Owed.read(text.length(), () -> {
      try {
        return PlcLog.validate("did:plc:ewvi7nxzyoun6zhxrhs64oiz", Json.parse(text).asArray(), SIGNATURES);
      } catch (ParseException | UnsupportedOperationException e) {
        return null;
      }
    });
    Owed.holds(log == null, "a log of another DID");
  }

  /** One operation as the plain rules see it; {@code signer} is -1 for a stranger. */
  private record Rule(int number, int prev, List<Integer> keys, int signer, boolean tombstone, boolean nullified, long hours) {}

  /** A log, and whether it is good by rules written down a second time. */
  private static final class Made {
    private final PlcLogBuilder builder = new PlcLogBuilder();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Cid> cids = new ArrayList<>();

    Made(byte[] data) throws StreamingException {
      long hours = 0;
      for (int at = 1; at + 4 <= data.length && rules.size() < MAX_OPERATIONS; at += 4) {
        hours += data[at + 3] & 127;
        add(data[at] & 3, data[at + 1] & 7, data[at + 2], hours);
      }
    }

    private void add(int signer, int prevChoice, int bits, long hours) throws StreamingException {
      int number = rules.size();
      int prev = number == 0 ? -1 : prevChoice % number;
      List<Integer> keys = new ArrayList<>();
      List<SigningKey> named = new ArrayList<>();
      for (int i = 0; i < KEYS.length; i++) {
        if ((bits >> i & 1) == 0) {
          keys.add(i);
          named.add(KEYS[i]);
        }
      }
      boolean tombstone = number > 0 && (bits & 8) != 0;
      boolean nullified = (bits & 16) != 0;
      SigningKey key = signer < KEYS.length ? KEYS[signer] : PlcLogBuilder.SIGNING;
      Cid before = prev < 0 ? null : cids.get(prev);
      PlcOperation operation = tombstone
          ? signed(PlcLogBuilder.tombstone(before), key)
          : signed(
              PlcOperation.unsigned(PlcLogBuilder.data("h" + number, named.toArray(new SigningKey[0])), before), key);
      if (number == 0) {
        builder.add(operation);
      } else {
        builder.addAt(operation, hours * 3_600_000);
      }
      if (nullified) {
        builder.nullified(number);
      }
      cids.add(operation.cid());
      rules.add(
          new Rule(number, prev, keys, signer < KEYS.length ? signer : -1, tombstone, nullified, number == 0 ? 0 : hours));
    }

    private static PlcOperation signed(PlcOperation operation, SigningKey key) {
      return operation.signed(HashSignatures.sign(key.didKey(), operation.unsignedBytes()));
    }

    void check() {
      if (rules.isEmpty()) {
        return;
      }
      PlcLog log = Owed.read(OPERATION_BYTES * rules.size(), () -> PlcLog.validate(builder.did(), builder.log(), SIGNATURES));
      List<Integer> standing = standing();
      Owed.same(standing != null, log != null);
      if (log != null) {
        Owed.same(cids.get(standing.get(standing.size() - 1)), log.head().cid());
        Owed.same(rules.size(), log.entries().size());
        Owed.same(log.isTombstoned(), log.data() == null);
        log.pdsHistory();
      }
    }

    /** The operations that stand, or null for a log that must be refused. */
    private List<Integer> standing() {
      List<Integer> standing = new ArrayList<>();
      for (Rule rule : rules) {
        List<Integer> allowed = rule.number() == 0 ? rule.keys() : null;
        if (rule.number() > 0) {
          int place = standing.indexOf(rule.prev());
          if (place < 0 || rules.get(rule.prev()).tombstone()) {
            return null;
          }
          allowed = rules.get(rule.prev()).keys();
          if (place + 1 < standing.size()) {
            Rule undone = rules.get(standing.get(place + 1));
            allowed = allowed.subList(0, allowed.indexOf(undone.signer()));
            if (rule.hours() - undone.hours() > WINDOW_HOURS) {
              return null;
            }
          }
          standing = new ArrayList<>(standing.subList(0, place + 1));
        }
        if (!allowed.contains(rule.signer())) {
          return null;
        }
        standing.add(rule.number());
      }
      for (Rule rule : rules) {
        if (rule.nullified() == standing.contains(rule.number())) {
          return null;
        }
      }
      return standing;
    }
  }

  public static List<byte[]> seeds() throws StreamingException {
    PlcLogBuilder builder = new PlcLogBuilder();
    Cid genesis = builder.add(
        PlcLogBuilder.sign(PlcOperation.unsigned(PlcLogBuilder.data("ana", KEYS), null), PlcLogBuilder.WEAK));
    builder.add(genesis, "ben");
    byte[] text = (" " + builder.log()).getBytes(StandardCharsets.UTF_8);
    text[0] = 0;
    return List.of(
        text,
        // signed in turn; a recovery by the strongest key; a tombstone at the end
        new byte[] {1, 2, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1},
        new byte[] {1, 2, 0, 0, 0, 1, 0, 16, 1, 0, 0, 0, 71, 0, 2, 8, 1});
  }
}
