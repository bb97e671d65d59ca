package portage.archive;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import portage.atproto.Did;
import portage.atproto.Handle;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.net.Json;
import portage.net.UtcTime;
import portage.repo.Tid;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/**
 * Reads a manifest that may come from a stranger, one element at a time. {@code BACKUP_NEWER} for one of a newer version, {@code
 * BACKUP_UNREADABLE} for other JSON, {@code BACKUP_DAMAGED} for the rest: every field is there, of its type and within bounds.
 * What a field means together with the file is for {@link BackupCheck} to say.
 */
final class ManifestReader {
  static final String NAME = "manifest.json";

  /** As many as accounts may have files, and more; servers' lists end there too. */
  private static final int MAX_ELEMENTS = 1_100_000;

  private static final int MAX_NAME_CHARS = 1_000;
  private static final int MAX_PATH_CHARS = 2_000;
  private static final int MAX_CID_CHARS = 300;
  private static final int MAX_TYPE_CHARS = 127;
  private static final int SHA256_CHARS = 64;
  private static final ErrorContext CONTEXT = ErrorContext.of("read backup").about(NAME);

  private final ManifestHandler handler;
  private Manifest manifest;
  /** The name of the list at hand. */
  private String list = "";
  private int elements;
  private boolean sawEntries;

  private ManifestReader(ManifestHandler handler) {
    this.handler = handler;
  }

  /** Tells {@code handler} of all that is in {@code json}, which is closed then. */
  static void read(ByteStream json, ManifestHandler handler) throws StreamingException {
    ManifestReader reader = new ManifestReader(handler);
    try {
      reader.readAll(json);
    } catch (StreamingException e) {
      // What a server's answer must not be like, a file must not either.
      throw e.code() == ErrorCode.BAD_ANSWER ? ArchiveFault.damaged(NAME, e.detail()) : e;
    } finally {
      json.close();
    }
  }

  private void readAll(ByteStream json) throws StreamingException {
    LongJson parts = new LongJson(NAME, new LongJson.Handler() {
      @Override
      public void list(String before) throws StreamingException {
        begin(Json.parse(before, CONTEXT));
      }

      @Override
      public void element(String element) throws StreamingException {
        take(Json.parse(element, CONTEXT));
      }
    });
    byte[] buffer = new byte[64 << 10];
    for (DataChunk chunk = json.read(); chunk != null; chunk = json.read()) {
      chunk.copyThrough(buffer, parts::push);
    }
    Json whole = Json.parse(parts.end(), CONTEXT);
    if (manifest == null) {
      // Without any list: is it ours at all?
      head(whole);
    }
    if (!sawEntries) {
      throw whole.bad("entries", "missing");
    }
  }

  private void begin(Json before) throws StreamingException {
    JsonObject raw = before.raw();
    list = raw.names().get(raw.size() - 1);
    if (manifest == null) {
      manifest = head(before);
      handler.manifest(manifest);
    }
    sawEntries |= list.equals("entries");
  }

  private static Manifest head(Json json) throws StreamingException {
    if (!json.textOr("format", "").equals(Manifest.FORMAT)) {
      throw ArchiveFault.unreadable("it is no backup");
    }
    long version = json.requiredCount("version");
    if (version > Manifest.VERSION) {
      throw ArchiveFault.newer(version);
    }
    if (version < 1) {
      throw json.bad("version", String.valueOf(version));
    }
    String did = json.text("did");
    if (!Did.isKnown(did)) {
      throw json.bad("did", "neither did:plc nor did:web");
    }
    String handle = json.textOr("handle", null);
    if (handle != null && !Handle.isValid(handle)) {
      throw json.bad("handle", "not a handle");
    }
    String rev = json.textOr("rev", null);
    if (rev != null && !Tid.isValid(rev)) {
      throw json.bad("rev", "not a TID");
    }
    return new Manifest(
        new Did(did), handle, bounded(json, "pds", MAX_NAME_CHARS), cid(json, "root"), rev, createdAt(json),
        preferences(json));
  }

  private static long createdAt(Json json) throws StreamingException {
    String text = json.text("createdAt");
    try {
      return UtcTime.millis(text);
    } catch (IllegalArgumentException e) {
      throw json.bad("createdAt", e.getMessage());
    }
  }

  private static Manifest.Preferences preferences(Json json) throws StreamingException {
    String word = json.text("preferences");
    for (Manifest.Preferences each : Manifest.Preferences.values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    throw json.bad("preferences", "an unknown word");
  }

  /** Lists of other names are left to those who know them. */
  private void take(Json element) throws StreamingException {
    if (++elements > MAX_ELEMENTS) {
      throw ArchiveFault.damaged(NAME, "more than " + MAX_ELEMENTS + " elements");
    }
    if (list.equals("entries")) {
      handler.entry(entry(element));
    } else if (list.equals("missing")) {
      handler.missing(missing(element));
    }
  }

  private static ManifestEntry entry(Json json) throws StreamingException {
    String sha256 = json.textOr("sha256", null);
    Cid cid = sha256 == null ? cid(json, "cid") : null;
    if (sha256 != null && !isSha256(sha256)) {
      throw json.bad("sha256", "not 64 hexadecimal digits");
    }
    String name = bounded(json, "name", MAX_NAME_CHARS);
    long sizeBytes = json.requiredCount("sizeBytes");
    String mediaType = bounded(json, "mediaType", MAX_TYPE_CHARS);
    // No record uses a file that is no blob, whatever stands there.
    return sha256 != null
        ? ManifestEntry.ofFile(name, sizeBytes, sha256, mediaType)
        : new ManifestEntry(name, sizeBytes, cid, null, mediaType, records(json), json.count("moreRecords").orElse(0));
  }

  private static AbsentBlob missing(Json json) throws StreamingException {
    String word = json.text("reason");
    for (AbsentBlob.Reason reason : AbsentBlob.Reason.values()) {
      if (reason.word.equals(word)) {
        return new AbsentBlob(
            bounded(json, "cid", MAX_CID_CHARS), reason, records(json), json.count("moreRecords").orElse(0));
      }
    }
    throw json.bad("reason", "an unknown word");
  }

  private static List<String> records(Json json) throws StreamingException {
    List<String> records = json.texts("records");
    if (records.size() > ManifestEntry.MOST_RECORDS) {
      throw json.bad("records", records.size() + " records");
    }
    for (String record : records) {
      if (record.length() > MAX_PATH_CHARS) {
        throw json.bad("records", "a path of " + record.length() + " characters");
      }
    }
    return records;
  }

  private static Cid cid(Json json, String field) throws StreamingException {
    String text = bounded(json, field, MAX_CID_CHARS);
    Cid cid;
    try {
      cid = Cid.parse(text);
    } catch (MalformedException e) {
      throw json.bad(field, e.getMessage());
    }
    if (!cid.isSha256()) {
      throw json.bad(field, "not of SHA-256");
    }
    return cid;
  }

  private static String bounded(Json json, String field, int maxChars) throws StreamingException {
    String text = json.text(field);
    if (text.isEmpty() || text.length() > maxChars) {
      throw json.bad(field, text.length() + " characters");
    }
    return text;
  }

  private static boolean isSha256(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return text.length() == SHA256_CHARS;
  }
}
