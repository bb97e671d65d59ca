package portage.migration;

import java.util.List;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.net.Origin;
import portage.transfer.TransferProfile;

/** A plan and facts for tests. */
final class Samples {
  static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  static final SigningKey KEY = SigningKey.numbered(Curve.K256, 1);

  private Samples() {}

  static MigrationPlan plan() {
    return plan("ana.example");
  }

  static MigrationPlan plan(String handleOrNull) {
    Account source =
        new Account(
            new Did(DID), handleOrNull, origin("https://source.example"), origin("https://entryway.example"),
            KEY.didKey());
    return new MigrationPlan(source, origin("http://localhost:2583"), "did:web:target.example", "ana.target.example");
  }

  static RepoSummary repo(String root) {
    return new RepoSummary(root, "3kabc", "bafydata", 5_000_000_000L, 7, 6, 5);
  }

  static BlobProblem problem(String cid) {
    return new BlobProblem(cid, "app.bsky.feed.post/3k\"\u00e9", 1_234, ErrorCode.BLOB_CORRUPT);
  }

  /** At least one fact of every kind. */
  static List<Fact> everyKind() {
    return List.of(
        new Fact.Planned(1_800_000_000_000L, plan()),
        new Fact.Planned(1, plan(null)),
        new Fact.FromBackup(1, RestoreWay.BY_OWN_KEY, "bafyroot", "3kabc", 1_700_000_000_000L),
        new Fact.TemporaryKeyUsed(2, "bafyoperation"),
        new Fact.ProfileChosen(2, new TransferProfile(64 << 10, 1 << 30, 2, 3, 0)),
        new Fact.Begun(2, Step.CREATE_ACCOUNT),
        new Fact.Done(3, Step.VERIFY),
        new Fact.RepoChecked(4, repo("bafyroot")),
        new Fact.RepoGrown(4, "bafyearlier", "bafyroot", 5_000_000_000L),
        new Fact.BlobKept(5, "bafkblob", 3_000_000_000L, "video/mp4"),
        new Fact.CopiesGivenUp(5),
        new Fact.PieceBegun(14, "bafypiece", 5_000_000_000L),
        new Fact.PieceLanded(15, 3),
        new Fact.PieceTooLarge(16, 6_000_000_000L),
        new Fact.PiecesRefused(17),
        new Fact.BlobMoved(5, "bafkblob", 3_000_000_000L),
        new Fact.BlobsLeft(6, List.of(problem("bafkone"), problem("bafktwo"))),
        new Fact.BlobsLeft(7, List.of()),
        new Fact.BlobsGivenUp(8),
        new Fact.PreferencesCopied(9, PreferencesOutcome.NOT_TAKEN_BY_TARGET, 0),
        new Fact.OperationSigned(10, "{\"type\":\"plc_operation\",\"sig\":\"a\\\\b\"}"),
        new Fact.OperationDropped(11),
        new Fact.Approved(13),
        new Fact.IdentityFound(12),
        new Fact.CodeRequested(12),
        new Fact.CodeUsed(13),
        new Fact.Failed(0, Step.MOVE_REPO, ErrorCode.REPO_TRUNCATED));
  }

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.ALLOWED);
  }
}
