package portage.transfer;

import java.util.Set;
import portage.atproto.Did;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.DataTarget;
import portage.stream.Payload;

/** The target PDS as one that takes the repo whole. One for each try to move it. */
public final class RepoTarget implements DataTarget<Did> {
  /** Says whether bodies can be streamed to the target. */
  public interface LiveProbe {
    boolean streams();
  }

  /** Says which commit the repo has. */
  public interface WantedCommit {
    /** Known once the repo is kept and checked. */
    String cid();
  }

  private final RepoImport imports;
  private final Did did;
  private final WantedCommit wanted;
  private final LiveProbe probe;
  private StreamingException liveFailure;

  public RepoTarget(RepoImport imports, Did did, WantedCommit wanted, LiveProbe probe) {
    this.imports = imports;
    this.did = did;
    this.wanted = wanted;
    this.probe = probe;
  }

  @Override
  public Set<Did> missing() throws StreamingException {
    return imports.ask().head().equals(wanted.cid()) ? Set.of() : Set.of(did);
  }

  @Override
  public boolean takesLiveBodies() {
    return probe.streams();
  }

  /** A kept copy is not sent when the live one has arrived all the same, or would be too much once more. */
  @Override
  public void upload(Did item, Payload car) throws StreamingException {
    RepoImport.Admission admission = imports.ask();
    if (car instanceof Payload.Live live) {
      sendLive(admission, live);
    } else if (!(car instanceof Payload.Stored stored)) {
      throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("send repo"), "neither live nor kept");
    } else if (!admission.head().equals(wanted.cid())) {
      if (liveFailure != null && RepoImport.isTooMuchAtOnce(liveFailure)) {
        throw liveFailure;
      }
      admission.send(stored, wanted.cid());
    }
  }

  private void sendLive(RepoImport.Admission admission, Payload.Live live) throws StreamingException {
    try {
      admission.sendLive(live);
    } catch (StreamingException e) {
      liveFailure = e;
      throw e;
    }
  }
}
