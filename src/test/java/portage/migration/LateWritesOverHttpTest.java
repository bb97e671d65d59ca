package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.StreamingException;
import portage.jvm.JdkHttpClient;
import portage.jvm.MemoryJournal;
import portage.jvm.OverHttpTest;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;

/** What is written at the source after the last import stays there, and is named. */
@Timeout(60)
class LateWritesOverHttpTest extends OverHttpTest {
  private static JsonObject account(String name) throws IOException {
    return sandbox.account(
        new JsonObject().add("pds", "alpha").add("name", name).add("posts", 30).add("likes", 3).add("images", 1));
  }

  /** A move during which {@code last} is done right before the source is switched off. */
  private static AccountMove move(JsonObject account, Runnable last) {
    HttpClient http = new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN);
    HttpClient watched =
        new HttpClient() {
          @Override public HttpResponse send(HttpRequest request) throws StreamingException {
            if (request.url().endsWith("com.atproto.server.deactivateAccount")) {
              last.run();
            }
            return http.send(request);
          }

          @Override public boolean streamsRequests(String origin) {
            return http.streamsRequests(origin);
          }
        };
    return new AccountMove(sandbox, account, "alpha", "beta", new MemoryJournal(), watched);
  }

  private static void write(JsonObject account) {
    try {
      sandbox.control(
          "POST", "/write",
          new JsonObject().add("pds", "alpha").add("did", account.getString("did", "")).add("count", 2).add("likes", 1)
              .add("deletes", 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Verification.Outcome sameRecords(Verification verification) {
    return verification.findings().stream()
        .filter(finding -> finding.check() == Verification.Check.SAME_RECORDS).findFirst().orElseThrow().outcome();
  }

  private static List<LateWrite> of(Verification verification, LateWrite.Kind kind, String collection) {
    return verification.lateWrites().stream()
        .filter(write -> write.kind() == kind && write.path().startsWith(collection + "/")).toList();
  }

  @Test void whatIsWrittenAtTheLastMomentIsNamedOneByOne() throws Exception {
    JsonObject account = account("late");
    AccountMove move = move(account, () -> write(account));
    Verification verification = move.run();
    assertTrue(verification.isGood());
    assertEquals(Verification.Outcome.LEFT_BEHIND, sameRecords(verification));
    assertEquals(4, verification.lateWrites().size(), verification.lateWrites().toString());
    List<LateWrite> posts = of(verification, LateWrite.Kind.NEW, "app.bsky.feed.post");
    assertEquals(2, posts.size());
    for (LateWrite post : posts) {
      assertTrue(!post.words().isEmpty(), "the text of " + post.path());
    }
    LateWrite like = of(verification, LateWrite.Kind.NEW, "app.bsky.feed.like").get(0);
    assertTrue(like.words().startsWith("at://"), like.words());
    assertEquals(1, of(verification, LateWrite.Kind.DELETED, "app.bsky.feed.post").size());
    assertNull(move.storage.open(KeptCopies.surveyName(move.did)), "what was only read for this is removed");
  }

  @Test void whereTheCopyIsGoneItIsToldWithoutNames() throws Exception {
    JsonObject account = account("lost");
    AccountMove[] move = {null};
    move[0] = move(account, () -> {
      write(account);
      try {
        move[0].storage.delete(KeptCopies.repoName(move[0].did));
      } catch (StreamingException e) {
        throw new IllegalStateException(e);
      }
    });
    Verification verification = move[0].run();
    assertEquals(Verification.Outcome.LEFT_BEHIND, sameRecords(verification));
    assertEquals(List.of(), verification.lateWrites());
  }

  @Test void whereNothingCameLateNothingIsReadAgain() throws Exception {
    JsonObject account = account("calm");
    AccountMove move = move(account, () -> {});
    Verification verification = move.run();
    assertEquals(Verification.Outcome.AS_IT_SHOULD_BE, sameRecords(verification));
    assertEquals(List.of(), verification.lateWrites());
    assertEquals(1, reads());
  }

  /** How often the repo, or a part of it, was read at the source. */
  private static int reads() throws IOException {
    int reads = 0;
    for (JsonValue call : sandbox.control("GET", "/log", null).asArray()) {
      reads += call.asObject().getString("path", "").contains("com.atproto.sync.getRepo?") ? 1 : 0;
    }
    return reads;
  }
}
