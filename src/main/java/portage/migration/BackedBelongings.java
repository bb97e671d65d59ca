package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;
import portage.transfer.BlobItem;

/**
 * What a backup has of the account, and its server, which still answers, beside it. The backup is read; what was written since
 * it was made comes from the server, so that nothing is left behind, and so does a blob that the backup lacks.
 */
final class BackedBelongings implements Belongings {
  private final SavedAccount saved;
  private final Belongings server;
  /** The backup was read; where that was not enough, the server is. */
  private boolean repoTaken;
  /** Blobs of which the backup's copy is no good, so that it is the server's turn. */
  private final Set<BlobItem> damaged = new HashSet<>();

  BackedBelongings(SavedAccount saved, Belongings server) {
    this.saved = saved;
    this.server = server;
  }

  @Override
  public String host() {
    return saved.name();
  }

  /** The newer one: a server that lost records has an older commit than the backup, or none. */
  @Override
  public LatestCommit latestCommit() throws StreamingException {
    LatestCommit atServer = atServerOrNull();
    // Revisions are made to be compared as text (specs/tid).
    boolean isNewer = atServer != null && atServer.rev().compareTo(saved.commit().rev()) > 0;
    return isNewer ? atServer : saved.commit();
  }

  private LatestCommit atServerOrNull() throws StreamingException {
    try {
      return server.latestCommit();
    } catch (StreamingException e) {
      if (e.code() != ErrorCode.REFUSED) {
        throw e;
      }
      return null;
    }
  }

  @Override
  public DataSource<Did> repo() {
    return did -> {
      boolean isEnough = latestCommit().cid().equals(saved.commit().cid());
      if (repoTaken && !isEnough) {
        return server.repo().download(did);
      }
      repoTaken = true;
      return saved.repo().download(did);
    };
  }

  @Override
  public ByteStream repoSince(String rev) throws StreamingException {
    return server.repoSince(rev);
  }

  @Override
  public long blocksToStream() {
    return -1;
  }

  @Override
  public DataSource<BlobItem> blobs() {
    return blob -> {
      if (isTurnOfBackup(blob)) {
        StreamingException failure;
        try {
          return saved.blobs().download(blob);
        } catch (StreamingException e) {
          failure = e;
        }
        if (failure.code() != ErrorCode.BLOB_MISSING_AT_SOURCE && failure.code() != ErrorCode.BLOB_CORRUPT) {
          throw failure;
        }
      }
      return server.blobs().download(blob);
    };
  }

  private synchronized boolean isTurnOfBackup(BlobItem blob) {
    return !damaged.contains(blob);
  }

  /** What the server sends may be no good either: they take turns. */
  @Override
  public synchronized void cameDamaged(BlobItem blob) {
    if (!damaged.remove(blob)) {
      damaged.add(blob);
    }
  }

  @Override
  public boolean multiplexes() {
    return server.multiplexes();
  }

  /** Those at the server, which are newer, and of the saved ones the kinds that the server has none of. */
  @Override
  public List<JsonObject> preferencesOrNull() throws StreamingException {
    List<JsonObject> atServer = server.preferencesOrNull();
    if (atServer == null || saved.preferencesOrNull() == null) {
      return atServer == null ? saved.preferencesOrNull() : atServer;
    }
    Set<String> kinds = new HashSet<>();
    for (JsonObject preference : atServer) {
      kinds.add(kind(preference));
    }
    List<JsonObject> all = new ArrayList<>(atServer);
    for (JsonObject preference : saved.preferencesOrNull()) {
      if (!kinds.contains(kind(preference))) {
        all.add(preference);
      }
    }
    return all;
  }

  private static String kind(JsonObject preference) {
    return String.valueOf(preference.get("$type"));
  }
}
