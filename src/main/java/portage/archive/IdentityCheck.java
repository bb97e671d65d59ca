package portage.archive;

import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import portage.atproto.Did;
import portage.atproto.DidDocument;
import portage.atproto.PlcData;
import portage.atproto.PlcLog;
import portage.crypto.DidKey;
import portage.crypto.Signatures;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.net.Json;

/**
 * Which key signs the account's repo, by what is in the backup. For did:plc the log proves it: the DID is the hash of its first
 * entry, and each of the others is signed by a key that the one before allows. For did:web nothing in a file can.
 */
final class IdentityCheck {
  private static final int MAX_DOCUMENT_BYTES = 256 << 10;
  private static final int MAX_LOG_BYTES = 4 << 20;

  private final CheckedFile file;
  private final Did did;
  private final Signatures signatures;
  private final Findings findings;

  IdentityCheck(CheckedFile file, Did did, Signatures signatures, Findings findings) {
    this.file = file;
    this.did = did;
    this.signatures = signatures;
    this.findings = findings;
  }

  /**
   * The key that signs the repo, or null when nothing in the file says or proves which; that is among the findings then, unless
   * {@code liveOrNull} helps.
   */
  DidKey keyOrNull(DidDocument liveOrNull) throws StreamingException {
    DidKey inDocument = documentKeyOrNull();
    DidKey inLog = did.isPlc() ? logKeyOrNull() : inDocument;
    if (inDocument != null && inLog != null && !inDocument.equals(inLog)) {
      findings.add(BackupProblem.Kind.KEYS_DIFFER, Backup.DOCUMENT, inDocument + " there, " + inLog + " in " + Backup.LOG);
    } else if (inLog != null) {
      return inLog;
    }
    DidKey live = liveOrNull == null ? null : liveOrNull.signingKeyOrNull();
    if (live != null && (live.equals(inDocument) || live.equals(inLog))) {
      return live;
    }
    findings.add(BackupProblem.Kind.IDENTITY_NOT_PROVEN, did.toString(), null);
    return null;
  }

  private DidKey documentKeyOrNull() throws StreamingException {
    DidDocument document = documentOrNull();
    if (document == null) {
      return null;
    }
    if (!document.did().equals(did.toString())) {
      findings.add(BackupProblem.Kind.DOCUMENT_OF_ANOTHER_ACCOUNT, Backup.DOCUMENT, document.did());
      return null;
    }
    if (document.signingKeyOrNull() == null) {
      findings.add(BackupProblem.Kind.DOCUMENT_BROKEN, Backup.DOCUMENT, "it names no key that can be used");
    }
    return document.signingKeyOrNull();
  }

  private DidDocument documentOrNull() throws StreamingException {
    try {
      String text = text(Backup.DOCUMENT, MAX_DOCUMENT_BYTES);
      return DidDocument.of(Json.parse(text, ErrorContext.of("check backup").about(Backup.DOCUMENT)));
    } catch (StreamingException e) {
      note(BackupProblem.Kind.DOCUMENT_BROKEN, Backup.DOCUMENT, e);
      return null;
    }
  }

  private DidKey logKeyOrNull() throws StreamingException {
    try {
      JsonValue json = com.eclipsesource.json.Json.parse(text(Backup.LOG, MAX_LOG_BYTES));
      if (!json.isArray()) {
        throw ArchiveFault.damaged(Backup.LOG, "not a list");
      }
      PlcData data = PlcLog.validate(did.toString(), json.asArray(), signatures).data();
      if (data == null || data.signingKey() == null) {
        throw ArchiveFault.damaged(Backup.LOG, "the identity was given up, or has no key");
      }
      return DidKey.parse(data.signingKey());
    } catch (ParseException | IllegalArgumentException e) {
      findings.add(BackupProblem.Kind.LOG_BROKEN, Backup.LOG, e.getMessage());
      return null;
    } catch (StreamingException e) {
      note(BackupProblem.Kind.LOG_BROKEN, Backup.LOG, e);
      return null;
    }
  }

  /** What is not about the file's content is thrown. */
  private void note(BackupProblem.Kind kind, String name, StreamingException e) throws StreamingException {
    if (e.code() != ErrorCode.BAD_ANSWER && e.code() != ErrorCode.BACKUP_DAMAGED && e.code() != ErrorCode.BACKUP_INCOMPLETE) {
      throw e;
    }
    findings.add(kind, name, e.detail());
  }

  private String text(String name, int maxBytes) throws StreamingException {
    byte[] bytes = file.readSmall(name, maxBytes);
    return Utf8.decodeAnything(bytes, 0, bytes.length);
  }
}
