package portage.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.stream.Payload;

/**
 * Looks at every call of a move, whichever page makes it, and notes those that do again what the journal says is done: a
 * blob fetched that is kept here or moved, a blob sent that was moved, a repo read or imported that is there.
 */
final class RepeatWatch implements HttpClient {
  private static final String BLOB_PARAMETER = "cid=";

  private final HttpClient inner;
  private final MigrationJournal journal;
  private final String did;
  private final String source;
  private final List<String> repeats = new ArrayList<>();
  private int downloads;
  private int uploads;

  /** Of what is read, only that from {@code source}, an origin, counts: the target is asked what it serves. */
  RepeatWatch(HttpClient inner, MigrationJournal journal, String did, String source) {
    this.inner = inner;
    this.journal = journal;
    this.did = did;
    this.source = source;
  }

  /** What was done again for nothing; empty when all is well. */
  synchronized List<String> repeats() {
    return List.copyOf(repeats);
  }

  /** Blobs that were begun to be fetched, those among them that were in flight at a kill more than once. */
  synchronized int downloads() {
    return downloads;
  }

  synchronized int uploads() {
    return uploads;
  }

  @Override public HttpResponse send(HttpRequest request) throws StreamingException {
    look(request);
    return inner.send(request);
  }

  private synchronized void look(HttpRequest request) throws StreamingException {
    Set<String> kept = new HashSet<>();
    Set<String> moved = new HashSet<>();
    boolean isRepoThere = false;
    for (Fact fact : journal.facts(did)) {
      if (fact instanceof Fact.BlobKept blob) {
        kept.add(blob.cid());
      } else if (fact instanceof Fact.BlobMoved blob) {
        moved.add(blob.cid());
      } else if (fact instanceof Fact.Done done) {
        isRepoThere |= done.step() == Step.MOVE_REPO;
      }
    }
    String url = request.url();
    boolean isFromSource = url.startsWith(source);
    if (isFromSource && url.contains("com.atproto.sync.getBlob?")) {
      downloads++;
      String cid = url.substring(url.indexOf(BLOB_PARAMETER) + BLOB_PARAMETER.length()).replaceAll("&.*", "");
      note(kept.contains(cid) || moved.contains(cid), "fetched again: " + cid);
    } else if (url.endsWith("com.atproto.repo.uploadBlob")) {
      uploads++;
      note(request.body() instanceof Payload.Stored stored && moved.stream().anyMatch(stored.item().name()::contains), "sent again");
    } else if (isFromSource && url.contains("com.atproto.sync.getRepo?") || url.endsWith("com.atproto.repo.importRepo")) {
      note(isRepoThere, "the repo again");
    }
  }

  private void note(boolean isRepeat, String what) {
    if (isRepeat) {
      repeats.add(what);
    }
  }

  @Override public boolean streamsRequests(String origin) {
    return inner.streamsRequests(origin);
  }
}
