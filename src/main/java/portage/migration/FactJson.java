package portage.migration;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import portage.atproto.Account;
import portage.atproto.Did;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Json;
import portage.net.Origin;
import portage.transfer.TransferProfile;

/**
 * Facts as the journal's text: one JSON object each.
 *
 * <pre>
 * {"fact":"planned","at":…,"did":"did:plc:…","handle":"…","pds":"https://…","signIn":"https://…","key":"did:key:…",
 *  "target":"https://…","targetDid":"did:web:…","targetHandle":"…"}
 * {"fact":"backup","at":…,"way":"BY_OWN_KEY","root":"…","rev":"…","saved":…}   {"fact":"temporaryKey","at":…,"operation":"…"}
 * {"fact":"profile","at":…,"chunk":…,"window":…,"downloads":…,"uploads":…,"small":…}
 * {"fact":"begun","at":…,"step":"MOVE_REPO"}
 * {"fact":"repo","at":…,"root":"…","rev":"…","dataRoot":"…","size":…,"blocks":…,"records":…,"blobs":…}
 * {"fact":"grown","at":…,"from":"…","root":"…","delta":…}
 * {"fact":"piece","at":…,"root":"…","records":…}   {"fact":"pieceLanded","at":…,"records":…}
 * {"fact":"pieceTooLarge","at":…,"size":…}   {"fact":"piecesRefused","at":…}
 * {"fact":"done","at":…,"step":"MOVE_REPO"}
 * {"fact":"blobKept","at":…,"cid":"…","size":…,"type":"image/jpeg"}
 * {"fact":"blob","at":…,"cid":"…","size":…}
 * {"fact":"blobsLeft","at":…,"problems":[{"cid":"…","record":"…","size":…,"code":"…"}]}
 * {"fact":"blobsGivenUp","at":…}   {"fact":"copiesGivenUp","at":…}
 * {"fact":"preferences","at":…,"outcome":"COPIED","count":…}
 * {"fact":"code","at":…}   {"fact":"codeUsed","at":…}
 * {"fact":"operation","at":…,"operation":"…"}   {"fact":"operationDropped","at":…}
 * {"fact":"approved","at":…}   {"fact":"identityFound","at":…}
 * {"fact":"failed","at":…,"step":"…","code":"…"}
 * </pre>
 *
 * <p>Each says with {@code "v"} which version of this list it is of; one that does not is of version 1, the same without
 * {@code codeUsed}, {@code identityFound} and {@code grown}. Version 2 is without {@code backup} and {@code temporaryKey}. A
 * fact that is added, or says something else than before, makes a new version. Older ones are read; a newer one is refused, because what it says might change what the others mean.
 */
public final class FactJson {
  /** The version that is written. */
  static final int VERSION = 3;

  private FactJson() {}

  public static String write(Fact fact) {
    JsonObject json = new JsonObject();
    if (fact instanceof Fact.Planned planned) {
      plan(json.add("fact", "planned"), planned.plan());
    } else if (fact instanceof Fact.FromBackup backup) {
      json.add("fact", "backup")
          .add("way", backup.way().name())
          .add("root", backup.root())
          .add("rev", backup.rev())
          .add("saved", backup.savedAtMillis());
    } else if (fact instanceof Fact.TemporaryKeyUsed used) {
      json.add("fact", "temporaryKey").add("operation", used.operation());
    } else if (fact instanceof Fact.ProfileChosen chosen) {
      profile(json.add("fact", "profile"), chosen.profile());
    } else if (fact instanceof Fact.Begun begun) {
      json.add("fact", "begun").add("step", begun.step().name());
    } else if (fact instanceof Fact.Done done) {
      json.add("fact", "done").add("step", done.step().name());
    } else if (fact instanceof Fact.RepoChecked checked) {
      repo(json.add("fact", "repo"), checked.repo());
    } else if (fact instanceof Fact.RepoGrown grown) {
      json.add("fact", "grown")
          .add("from", grown.fromRoot())
          .add("root", grown.root())
          .add("delta", grown.deltaBytes());
    } else if (fact instanceof Fact.BlobKept kept) {
      json.add("fact", "blobKept")
          .add("cid", kept.cid())
          .add("size", kept.sizeBytes())
          .add("type", kept.contentType());
    } else if (fact instanceof Fact.PieceBegun piece) {
      json.add("fact", "piece").add("root", piece.pieceRoot()).add("records", piece.records());
    } else if (fact instanceof Fact.PieceTooLarge large) {
      json.add("fact", "pieceTooLarge").add("size", large.sizeBytes());
    } else if (fact instanceof Fact.PiecesRefused) {
      json.add("fact", "piecesRefused");
    } else if (fact instanceof Fact.PieceLanded landed) {
      json.add("fact", "pieceLanded").add("records", landed.records());
    } else if (fact instanceof Fact.BlobMoved moved) {
      json.add("fact", "blob").add("cid", moved.cid()).add("size", moved.sizeBytes());
    } else if (fact instanceof Fact.BlobsLeft left) {
      json.add("fact", "blobsLeft").add("problems", problems(left.problems()));
    } else if (fact instanceof Fact.BlobsGivenUp) {
      json.add("fact", "blobsGivenUp");
    } else if (fact instanceof Fact.CopiesGivenUp) {
      json.add("fact", "copiesGivenUp");
    } else if (fact instanceof Fact.PreferencesCopied copied) {
      json.add("fact", "preferences").add("outcome", copied.outcome().name()).add("count", copied.count());
    } else if (fact instanceof Fact.OperationSigned signed) {
      json.add("fact", "operation").add("operation", signed.operationJson());
    } else if (fact instanceof Fact.OperationDropped) {
      json.add("fact", "operationDropped");
    } else if (fact instanceof Fact.Approved) {
      json.add("fact", "approved");
    } else if (fact instanceof Fact.IdentityFound) {
      json.add("fact", "identityFound");
    } else if (fact instanceof Fact.CodeRequested) {
      json.add("fact", "code");
    } else if (fact instanceof Fact.CodeUsed) {
      json.add("fact", "codeUsed");
    } else if (fact instanceof Fact.Failed failed) {
      json.add("fact", "failed").add("step", failed.step().name()).add("code", failed.code().name());
    }
    return json.add("at", fact.atMillis()).add("v", VERSION).toString();
  }

  /**
   * The facts of one account, each in a line of its own, in their order. One that a crash cut off is left out: nobody
   * believed it, and what was done since was done without it.
   *
   * @throws StreamingException {@code JOURNAL_NEWER} when a later version of this page wrote one of them, {@code
   *     JOURNAL_DAMAGED} when one is whole and makes no sense
   */
  public static List<Fact> readAll(List<String> lines, String did) throws StreamingException {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Fact fact = read(lines.get(i));
      if (fact != null) {
        facts.add(fact);
      } else if (isNewer(lines.get(i))) {
        throw new StreamingException(
            ErrorCode.JOURNAL_NEWER, ErrorContext.of("read journal").about(did), "this page knows version " + VERSION);
      } else if (isWhole(lines.get(i))) {
        throw new StreamingException(
            ErrorCode.JOURNAL_DAMAGED, ErrorContext.of("read journal").about(did), "fact " + (i + 1));
      }
    }
    return facts;
  }

  private static boolean isNewer(String text) {
    try {
      return Json.parse(text, ErrorContext.of("read journal")).count("v").orElse(1) > VERSION;
    } catch (StreamingException e) {
      return false;
    }
  }

  /** False for what was cut off: no beginning of a JSON object is one. */
  private static boolean isWhole(String text) {
    try {
      Json.parse(text, ErrorContext.of("read journal"));
      return true;
    } catch (StreamingException e) {
      return false;
    }
  }

  /** Null when the text is cut off, or of a version or kind that this one does not know. */
  public static Fact read(String text) {
    try {
      Json json = Json.parse(text, ErrorContext.of("read journal"));
      return json.count("v").orElse(1) > VERSION ? null : read(json);
    } catch (StreamingException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Fact read(Json json) throws StreamingException {
    long at = json.requiredCount("at");
    switch (json.text("fact")) {
      case "planned":
        return new Fact.Planned(at, plan(json));
      case "backup":
        return new Fact.FromBackup(
            at, RestoreWay.valueOf(json.text("way")), json.text("root"), json.text("rev"), json.requiredCount("saved"));
      case "temporaryKey":
        return new Fact.TemporaryKeyUsed(at, json.text("operation"));
      case "profile":
        return new Fact.ProfileChosen(at, profile(json));
      case "begun":
        return new Fact.Begun(at, Step.valueOf(json.text("step")));
      case "done":
        return new Fact.Done(at, Step.valueOf(json.text("step")));
      case "repo":
        return new Fact.RepoChecked(at, repo(json));
      case "grown":
        return new Fact.RepoGrown(at, json.text("from"), json.text("root"), json.requiredCount("delta"));
      case "blobKept":
        return new Fact.BlobKept(at, json.text("cid"), json.requiredCount("size"), json.text("type"));
      case "piece":
        return new Fact.PieceBegun(at, json.text("root"), json.requiredCount("records"));
      case "pieceTooLarge":
        return new Fact.PieceTooLarge(at, json.requiredCount("size"));
      case "piecesRefused":
        return new Fact.PiecesRefused(at);
      case "pieceLanded":
        return new Fact.PieceLanded(at, json.requiredCount("records"));
      case "blob":
        return new Fact.BlobMoved(at, json.text("cid"), json.requiredCount("size"));
      case "blobsLeft":
        return new Fact.BlobsLeft(at, problems(json));
      case "blobsGivenUp":
        return new Fact.BlobsGivenUp(at);
      case "copiesGivenUp":
        return new Fact.CopiesGivenUp(at);
      case "preferences":
        return new Fact.PreferencesCopied(
            at, PreferencesOutcome.valueOf(json.text("outcome")), json.requiredCount("count"));
      case "operation":
        return new Fact.OperationSigned(at, json.text("operation"));
      case "operationDropped":
        return new Fact.OperationDropped(at);
      case "approved":
        return new Fact.Approved(at);
      case "identityFound":
        return new Fact.IdentityFound(at);
      case "code":
        return new Fact.CodeRequested(at);
      case "codeUsed":
        return new Fact.CodeUsed(at);
      case "failed":
        return new Fact.Failed(at, Step.valueOf(json.text("step")), ErrorCode.valueOf(json.text("code")));
      default:
        return null;
    }
  }

  private static void plan(JsonObject json, MigrationPlan plan) {
    Account source = plan.source();
    json.add("did", source.did().toString());
    if (source.handleOrNull() != null) {
      json.add("handle", source.handleOrNull());
    }
    json.add("pds", source.pds().toString())
        .add("signIn", source.signIn().toString())
        .add("key", source.signingKey().toString())
        .add("target", plan.target().toString())
        .add("targetDid", plan.targetDid())
        .add("targetHandle", plan.targetHandle());
  }

  private static MigrationPlan plan(Json json) throws StreamingException {
    Account source =
        new Account(
            new Did(json.text("did")),
            json.textOr("handle", null),
            origin(json, "pds"),
            origin(json, "signIn"),
            DidKey.parse(json.text("key")));
    return new MigrationPlan(source, origin(json, "target"), json.text("targetDid"), json.text("targetHandle"));
  }

  private static void profile(JsonObject json, TransferProfile profile) {
    json.add("chunk", profile.chunkBytes())
        .add("window", profile.windowBytes())
        .add("downloads", profile.downloads())
        .add("uploads", profile.uploads())
        .add("small", profile.smallBlobBytes());
  }

  private static TransferProfile profile(Json json) throws StreamingException {
    return new TransferProfile(
        number(json, "chunk"),
        json.requiredCount("window"),
        number(json, "downloads"),
        number(json, "uploads"),
        number(json, "small"));
  }

  private static int number(Json json, String name) throws StreamingException {
    long number = json.requiredCount(name);
    if (number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name);
    }
    return (int) number;
  }

  private static Origin origin(Json json, String name) throws StreamingException {
    // Addresses of this journal were accepted by this page before it wrote them.
    Origin origin = Origin.parse(json.text(name), Origin.Loopback.ALLOWED);
    if (origin == null) {
      throw new IllegalArgumentException(name);
    }
    return origin;
  }

  private static void repo(JsonObject json, RepoSummary repo) {
    json.add("root", repo.root())
        .add("rev", repo.rev())
        .add("dataRoot", repo.dataRoot())
        .add("size", repo.sizeBytes())
        .add("blocks", repo.blockCount())
        .add("records", repo.recordCount())
        .add("blobs", repo.blobCount());
  }

  private static RepoSummary repo(Json json) throws StreamingException {
    return new RepoSummary(
        json.text("root"),
        json.text("rev"),
        json.text("dataRoot"),
        json.requiredCount("size"),
        json.requiredCount("blocks"),
        json.requiredCount("records"),
        json.requiredCount("blobs"));
  }

  private static JsonValue problems(List<BlobProblem> problems) {
    JsonArray array = new JsonArray();
    for (BlobProblem problem : problems) {
      JsonObject json = new JsonObject().add("cid", problem.cid()).add("record", problem.recordPath());
      if (problem.sizeBytes() >= 0) {
        json.add("size", problem.sizeBytes());
      }
      array.add(json.add("code", problem.code().name()));
    }
    return array;
  }

  private static List<BlobProblem> problems(Json json) throws StreamingException {
    List<BlobProblem> problems = new ArrayList<>();
    for (Json problem : json.objects("problems")) {
      problems.add(
          new BlobProblem(
              problem.text("cid"),
              problem.textOr("record", ""),
              problem.count("size").orElse(-1),
              ErrorCode.valueOf(problem.text("code"))));
    }
    return problems;
  }
}
