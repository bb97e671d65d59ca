package portage.migration;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.transfer.TransferProfile;

/** The journal, replayed: where a migration stands as far as this browser knows. The servers know better. */
public final class MigrationState {
  private final Set<Step> begun = EnumSet.noneOf(Step.class);
  private final Set<Step> done = EnumSet.noneOf(Step.class);
  private final Map<String, Long> movedBlobs = new HashMap<>();
  private final Map<String, Fact.BlobKept> keptBlobs = new HashMap<>();
  private MigrationPlan plan;
  private Fact.FromBackup backup;
  private boolean temporaryKeyUsed;
  private TransferProfile profile;
  private final Set<String> earlierRoots = new HashSet<>();
  private RepoSummary repo;
  private Fact.RepoGrown grown;
  private RepoPieceLog pieces = new RepoPieceLog();
  private List<BlobProblem> blobProblems = List.of();
  private boolean blobsGivenUp;
  private boolean copiesGivenUp;
  private long movedBlobBytes;
  private Fact.PreferencesCopied preferences;
  private String operationJson;
  private boolean approved;
  private boolean identityFound;
  private long codeRequestedAtMillis;
  private final StepTimes times = new StepTimes();

  public static MigrationState of(List<Fact> facts) {
    MigrationState state = new MigrationState();
    for (Fact fact : facts) {
      state.apply(fact);
    }
    return state;
  }

  /** Takes in one more fact. Several transfers may tell theirs at once. */
  synchronized void apply(Fact fact) {
    times.apply(fact);
    if (fact instanceof Fact.Planned planned) {
      plan = planned.plan();
    } else if (fact instanceof Fact.FromBackup restored) {
      backup = restored;
    } else if (fact instanceof Fact.TemporaryKeyUsed) {
      temporaryKeyUsed = true;
    } else if (fact instanceof Fact.ProfileChosen chosen) {
      profile = chosen.profile();
    } else if (fact instanceof Fact.Begun step) {
      begun.add(step.step());
    } else if (fact instanceof Fact.Done step) {
      done.add(step.step());
    } else if (fact instanceof Fact.RepoChecked checked) {
      if (repo != null && !repo.root().equals(checked.repo().root())) {
        earlierRoots.add(repo.root());
        pieces = pieces.ofNextRepo();
      }
      repo = checked.repo();
    } else if (fact instanceof Fact.RepoGrown delta) {
      grown = delta;
    } else if (fact instanceof Fact.BlobKept blob) {
      keptBlobs.put(blob.cid(), blob);
    } else if (fact instanceof Fact.CopiesGivenUp) {
      copiesGivenUp = true;
    } else if (fact instanceof Fact.PieceBegun piece) {
      pieces.begun(piece.pieceRoot(), piece.records());
    } else if (fact instanceof Fact.PieceLanded landed) {
      pieces.landed(landed.records());
    } else if (fact instanceof Fact.PieceTooLarge large) {
      pieces.tooLarge(large.sizeBytes());
    } else if (fact instanceof Fact.PiecesRefused) {
      pieces.refused();
    } else if (fact instanceof Fact.BlobMoved blob) {
      if (movedBlobs.put(blob.cid(), blob.sizeBytes()) == null) {
        movedBlobBytes += blob.sizeBytes();
      }
    } else if (fact instanceof Fact.BlobsLeft left) {
      blobProblems = left.problems();
      blobsGivenUp = false;
    } else if (fact instanceof Fact.BlobsGivenUp) {
      blobsGivenUp = true;
    } else if (fact instanceof Fact.PreferencesCopied copied) {
      preferences = copied;
    } else if (fact instanceof Fact.OperationSigned signed) {
      operationJson = signed.operationJson();
    } else if (fact instanceof Fact.OperationDropped) {
      operationJson = null;
      approved = false;
    } else if (fact instanceof Fact.Approved) {
      approved = true;
    } else if (fact instanceof Fact.IdentityFound) {
      identityFound = true;
    } else if (fact instanceof Fact.CodeRequested code) {
      codeRequestedAtMillis = code.atMillis();
    } else if (fact instanceof Fact.CodeUsed) {
      codeRequestedAtMillis = 0;
    }
  }

  /** When what was done. */
  public StepTimes times() {
    return times;
  }

  /** Null before anything was planned. */
  public MigrationPlan plan() {
    return plan;
  }

  /** The backup that is restored, or null for a move of what the source has. */
  public Fact.FromBackup backupOrNull() {
    return backup;
  }

  /** True when a backup is restored by the person's own key, and nobody is asked at the source. */
  public boolean isByOwnKey() {
    return backup != null && backup.way() == RestoreWay.BY_OWN_KEY;
  }

  /** True when the identity may name a signing key that a page made for a restore, until it names the target's. */
  public boolean hasTemporaryKey() {
    return temporaryKeyUsed && !isPastGate();
  }

  /** How much is done at once, or null when this was never chosen. */
  public TransferProfile profile() {
    return profile;
  }

  public boolean isBegun(Step step) {
    return begun.contains(step);
  }

  public boolean isDone(Step step) {
    return done.contains(step);
  }

  /** True once there is no way back: the person said yes, and the directory may already hold the operation. */
  public boolean isPastGate() {
    return approved || identityFound || isDone(Step.UPDATE_IDENTITY);
  }

  public boolean isFinished() {
    return isDone(Step.VERIFY);
  }

  /** What is kept here and checked, or null. */
  public RepoSummary repo() {
    return repo;
  }

  /** How the kept repo came about of an earlier one, or null when it was read whole. */
  Fact.RepoGrown grown() {
    return grown == null || repo == null || !grown.root().equals(repo.root()) ? null : grown;
  }

  /** What is known of the kept copy of a blob, or null when there never was one. */
  synchronized Fact.BlobKept keptBlob(String cid) {
    return keptBlobs.get(cid);
  }

  /** True once the target has said that it holds this blob. */
  synchronized boolean isMoved(String cid) {
    return movedBlobs.containsKey(cid);
  }

  /** True when there was no room: a blob's copy goes as soon as the target holds it. */
  public boolean areCopiesGivenUp() {
    return copiesGivenUp;
  }

  /** What is known of the pieces in which that repo is sent; empty when it is not sent so. */
  public RepoPieceLog pieces() {
    return pieces;
  }

  /** True when {@code root} is that of a repo which was kept and checked before the one at hand. */
  boolean isEarlierRoot(String root) {
    return earlierRoots.contains(root);
  }

  /** Blobs whose arrival the target confirmed. */
  public long movedBlobCount() {
    return movedBlobs.size();
  }

  public long movedBlobBytes() {
    return movedBlobBytes;
  }

  /** Blobs that the last try left over; empty means that none is. */
  public List<BlobProblem> blobProblems() {
    return blobProblems;
  }

  public boolean areBlobsGivenUp() {
    return blobsGivenUp;
  }

  /** Null before that step. */
  public Fact.PreferencesCopied preferences() {
    return preferences;
  }

  /** The signed operation that waits for its yes, or null. */
  public String operationJson() {
    return operationJson;
  }

  /** 0 when no code was asked for, or it is spent. */
  public long codeRequestedAtMillis() {
    return codeRequestedAtMillis;
  }
}
