package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.FakeClock;
import portage.jvm.ScriptedHttp;
import portage.net.HttpRequest;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;

/**
 * Lists that come in pages from a server that is broken or means ill: cut off, in circles, without an end. What comes of them is
 * the whole list, or none, and never a shorter one that looks whole.
 */
class HostileListsTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

  /** Every call that follows cursors. */
  private enum Listing {
    MISSING_BLOBS {
      @Override JsonObject page(List<String> cids) {
        JsonArray blobs = new JsonArray();
        cids.forEach(cid -> blobs.add(new JsonObject().add("cid", cid).add("recordUri", "at://" + DID + "/a.b.c/3k")));
        return new JsonObject().add("blobs", blobs);
      }

      @Override Set<String> ask(PdsData data, Session session) throws StreamingException {
        return data.listMissingBlobs(session).keySet();
      }
    },
    BLOBS {
      @Override JsonObject page(List<String> cids) {
        JsonArray all = new JsonArray();
        cids.forEach(all::add);
        return new JsonObject().add("cids", all);
      }

      @Override Set<String> ask(PdsData data, Session session) throws StreamingException {
        return data.listBlobs(DID, session);
      }
    };

    abstract JsonObject page(List<String> cids);

    abstract Set<String> ask(PdsData data, Session session) throws StreamingException;
  }

  private final ScriptedHttp http = new ScriptedHttp();
  private final FakeClock clock = new FakeClock(0);
  private final Servers servers = new Servers(http, new RetryPolicy(clock, () -> 0, 1, 0, 0), clock, Origin.Loopback.REFUSED);
  private final Origin origin = servers.parse("https://pds.example");
  private final CancelSignal signal = new CancelSignal();

  private static String cid(int number) {
    return Cid.ofBlock(new byte[] {(byte) number, (byte) (number >> 8)}).toString();
  }

  private static List<String> cids(int from, int count) {
    List<String> cids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cids.add(cid(from + i));
    }
    return cids;
  }

  private Set<String> ask(Listing listing, String... pages) throws StreamingException {
    http.then(200, "{\"did\":\"" + DID + "\",\"handle\":\"a.example\",\"accessJwt\":\"a.b.c\",\"refreshJwt\":\"d.e.f\"}");
    for (String page : pages) {
      http.then(200, page);
    }
    Session session = servers.pds(origin, signal).createSession(DID, DID, "password", null);
    return listing.ask(servers.data(origin, signal), session);
  }

  private void refused(Listing listing, String... pages) {
    assertEquals(ErrorCode.BAD_ANSWER, assertThrows(StreamingException.class, () -> ask(listing, pages)).code());
  }

  private static String page(Listing listing, List<String> cids, JsonValue cursor) {
    return listing.page(cids).add("cursor", cursor).toString();
  }

  private static String page(Listing listing, List<String> cids, String cursor) {
    return page(listing, cids, Json.value(cursor));
  }

  private static String last(Listing listing, List<String> cids) {
    return listing.page(cids).toString();
  }

  @ParameterizedTest
  @EnumSource
  void pageThatIsCutOffAnywhereIsNoShorterList(Listing listing) {
    String first = page(listing, cids(0, 3), "next");
    String second = last(listing, cids(3, 2));
    for (int length = 0; length < second.length(); length++) {
      refused(listing, first, second.substring(0, length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pageWithoutItsListIsNotTheEnd(Listing listing) {
    refused(listing, page(listing, cids(0, 3), "next"), "{}");
    refused(listing, page(listing, cids(0, 3), "next"), "{\"cursor\":\"more\"}");
    refused(listing, page(listing, cids(0, 3), "next"), "[]");
  }

  @ParameterizedTest
  @EnumSource
  void listIsAllThatItsPagesSay(Listing listing) throws StreamingException {
    Set<String> wanted = new LinkedHashSet<>(cids(0, 5));
    assertEquals(wanted, ask(listing, page(listing, cids(0, 3), "a"), page(listing, List.of(), "b"), last(listing, cids(2, 3))));
  }

  @ParameterizedTest
  @EnumSource
  void cursorThatLeadsToItselfIsFollowedOnce(Listing listing) throws StreamingException {
    String page = page(listing, cids(0, 3), "again");
    assertEquals(new LinkedHashSet<>(cids(0, 3)), ask(listing, page, page));
    assertEquals(3, http.requests().size(), "one sign-in, two pages");
  }

  @ParameterizedTest
  @EnumSource
  void cursorsThatLeadInACircleComeToAnEnd(Listing listing) throws StreamingException {
    String one = page(listing, cids(0, 3), "a");
    String other = page(listing, cids(3, 3), "b");
    assertEquals(new LinkedHashSet<>(cids(0, 6)), ask(listing, one, other, one));
  }

  @ParameterizedTest
  @EnumSource
  void sameEntriesUnderEverNewCursorsAreRefused(Listing listing) {
    String[] pages = new String[Pages.MAX_EMPTY_PAGES + 5];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = page(listing, cids(0, 3), "cursor " + i);
    }
    refused(listing, pages);
  }

  @ParameterizedTest
  @EnumSource
  void cursorThatIsNoTextIsRefused(Listing listing) throws StreamingException {
    for (JsonValue cursor : List.of(Json.value(7), Json.TRUE, new JsonObject(), new JsonArray(), Json.value(1e300))) {
      refused(listing, page(listing, cids(0, 3), cursor));
    }
    assertEquals(new LinkedHashSet<>(cids(0, 3)), ask(listing, page(listing, cids(0, 3), Json.NULL)), "null is none");
  }

  @ParameterizedTest
  @EnumSource
  void cursorStaysInItsPlaceInTheAddress(Listing listing) throws StreamingException {
    ask(listing, page(listing, cids(0, 1), "a&did=did:web:evil.example#/../?x=\r\ny"), last(listing, List.of()));
    HttpRequest second = http.requests().get(http.requests().size() - 1);
    String query = second.url().substring(second.url().indexOf('?') + 1);
    assertEquals(1, List.of(query.split("&")).stream().filter(part -> part.startsWith("cursor=")).count(), query);
    assertEquals(-1, query.indexOf("evil.example#"), query);
    assertEquals(-1, query.indexOf('#'), query);
    assertEquals(-1, query.indexOf('\n'), query);
    assertEquals(listing == Listing.BLOBS ? 1 : 0, List.of(query.split("&")).stream().filter(part -> part.startsWith("did=")).count(), query);
  }
}
