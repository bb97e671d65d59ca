package portage.contract;

import java.util.List;
import portage.browser.IndexedDbLog;
import portage.error.StreamingException;

/** What {@link IndexedDbLog} does; browsers only. */
public final class LogContract extends Contract {
  /** Opens the same log again. */
  public interface Place {
    IndexedDbLog open() throws StreamingException;
  }

  private final Place place;

  public LogContract(Place place) {
    this.place = place;
    add("linesAreReadInOrder", this::linesAreReadInOrder);
    add("linesOfTwoKeysStayApart", this::linesOfTwoKeysStayApart);
    add("deletedLogIsGone", this::deletedLogIsGone);
    add("notedLinesKeepTheirPlace", this::notedLinesKeepTheirPlace);
    add("notedLineDoesNotComeBackAfterDelete", this::notedLineDoesNotComeBackAfterDelete);
  }

  private void linesAreReadInOrder() throws Exception {
    IndexedDbLog log = place.open();
    log.delete("did:plc:a");
    same(List.of(), log.read("did:plc:a"));
    for (int i = 0; i < 15; i++) {
      log.append("did:plc:a", "{\"n\":" + i + ",\"text\":\"é☃\"}");
    }
    List<String> lines = place.open().read("did:plc:a");
    same(15, lines.size());
    for (int i = 0; i < 15; i++) {
      same("{\"n\":" + i + ",\"text\":\"é☃\"}", lines.get(i));
    }
    log.delete("did:plc:a");
  }

  private void linesOfTwoKeysStayApart() throws Exception {
    IndexedDbLog log = place.open();
    together(() -> log.append("k-b", "1"), () -> log.append("k-a", "2"), () -> log.append("k-a", "3"));
    same(List.of("k-a", "k-b"), log.keys());
    same(2, log.read("k-a").size());
    same(List.of("1"), log.read("k-b"));
    log.delete("k-a");
    same(List.of("k-b"), place.open().keys());
    same(List.of("1"), log.read("k-b"));
    log.delete("k-b");
  }

  private void notedLinesKeepTheirPlace() throws Exception {
    IndexedDbLog log = place.open();
    log.note("k", "1");
    log.note("k", "2");
    log.append("k", "3");
    log.note("k", "4");
    same(List.of("1", "2", "3", "4"), log.read("k"));
    same(List.of("1", "2", "3", "4"), place.open().read("k"));
    log.delete("k");
  }

  private void notedLineDoesNotComeBackAfterDelete() throws Exception {
    IndexedDbLog log = place.open();
    for (int i = 0; i < 20; i++) {
      log.note("k", "" + i);
    }
    log.delete("k");
    same(List.of(), place.open().keys());
    log.append("k", "again");
    same(List.of("again"), log.read("k"));
    log.delete("k");
  }

  private void deletedLogIsGone() throws Exception {
    IndexedDbLog log = place.open();
    log.delete("never");
    log.append("once", "{}");
    log.delete("once");
    same(List.of(), log.read("once"));
    same(List.of(), log.keys());
    log.append("once", "{\"again\":true}");
    same(List.of("{\"again\":true}"), log.read("once"));
    log.delete("once");
  }
}
