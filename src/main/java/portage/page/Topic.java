package portage.page;

import portage.error.ErrorContext;

/** What a call was about, in words, by its NSID; fits after "busy with", "refused" and "an answer about". */
final class Topic {
  private Topic() {}

  /** The call is named by the operation, or by the subject of a failed transfer. */
  static String of(ErrorContext context) {
    Text topic = byMethod(context.operation());
    if (topic == null && context.subject() != null) {
      topic = byMethod(context.subject());
    }
    return (topic == null ? Text.TOPIC_OTHER : topic).toString();
  }

  private static Text byMethod(String nsid) {
    return switch (nsid) {
      case "com.atproto.server.createSession", "com.atproto.server.refreshSession" -> Text.TOPIC_SIGN_IN;
      case "com.atproto.server.describeServer" -> Text.TOPIC_SERVER;
      case "com.atproto.server.getServiceAuth", "com.atproto.server.createAccount" -> Text.TOPIC_NEW_ACCOUNT;
      case "com.atproto.server.checkAccountStatus",
          "com.atproto.sync.getRepoStatus",
          "com.atproto.sync.getLatestCommit",
          "com.atproto.repo.describeRepo" -> Text.TOPIC_STATUS;
      case "com.atproto.sync.getRepo",
          "com.atproto.sync.getBlocks",
          "com.atproto.repo.importRepo" -> Text.TOPIC_REPO;
      case "com.atproto.sync.getBlob", "com.atproto.repo.uploadBlob" -> Text.TOPIC_BLOB;
      case "com.atproto.sync.listBlobs", "com.atproto.repo.listMissingBlobs" -> Text.TOPIC_BLOBS;
      case "app.bsky.actor.getPreferences", "app.bsky.actor.putPreferences" -> Text.TOPIC_PREFERENCES;
      case "com.atproto.identity.resolveHandle" -> Text.TOPIC_HANDLE;
      case "com.atproto.identity.requestPlcOperationSignature" -> Text.TOPIC_MAIL;
      case "com.atproto.identity.getRecommendedDidCredentials",
          "com.atproto.identity.signPlcOperation",
          "com.atproto.identity.submitPlcOperation" -> Text.TOPIC_IDENTITY;
      case "com.atproto.server.activateAccount" -> Text.TOPIC_ON;
      case "com.atproto.server.deactivateAccount" -> Text.TOPIC_OFF;
      case "com.atproto.repo.applyWrites" -> Text.TOPIC_SIGNATURE;
      default -> null;
    };
  }
}
