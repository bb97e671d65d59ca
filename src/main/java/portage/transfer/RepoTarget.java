package portage.transfer;

import java.util.Set;
import portage.atproto.AccountStatus;
import portage.atproto.Did;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.DataTarget;
import portage.stream.Payload;

/** The target PDS's {@code com.atproto.repo.importRepo}. Refuses to touch an account that is active there. */
public final class RepoTarget implements DataTarget<Did> {
  /** Says whether bodies can be streamed to the target. */
  public interface LiveProbe {
    boolean streams();
  }

  private final Pds pds;
  private final PdsData data;
  private final Session session;
  private final String wantedCommit;
  private final LiveProbe probe;

  /** {@code wantedCommit}: the CID that the repo's head must have, or null while it is not known yet. */
  public RepoTarget(Pds pds, PdsData data, Session session, String wantedCommit, LiveProbe probe) {
    this.pds = pds;
    this.data = data;
    this.session = session;
    this.wantedCommit = wantedCommit;
    this.probe = probe;
  }

  @Override
  public Set<Did> missing() throws StreamingException {
    Did did = new Did(session.did());
    return pds.checkAccountStatus(session).repoCommit().equals(wantedCommit) ? Set.of() : Set.of(did);
  }

  @Override
  public boolean takesLiveBodies() {
    return probe.streams();
  }

  @Override
  public void upload(Did did, Payload car) throws StreamingException {
    if (pds.checkAccountStatus(session).activation() == AccountStatus.Activation.ACTIVE) {
      // An import replaces everything: on a live account it would silently delete what was written since.
      throw new StreamingException(
          ErrorCode.ALREADY_MOVED, ErrorContext.of("com.atproto.repo.importRepo").at(pds.origin().host()), null);
    }
    data.importRepo(session, car);
  }
}
