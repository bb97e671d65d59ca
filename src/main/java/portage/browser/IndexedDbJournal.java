package portage.browser;

import java.util.List;
import portage.error.StreamingException;
import portage.migration.Fact;
import portage.migration.FactJson;
import portage.migration.MigrationJournal;

/** The journal in IndexedDB: one record a fact, by DID, written with strict durability. */
public final class IndexedDbJournal implements MigrationJournal {
  private final IndexedDbLog log;

  public IndexedDbJournal(IndexedDbLog log) {
    this.log = log;
  }

  @Override
  public void append(String did, Fact fact) throws StreamingException {
    log.append(did, FactJson.write(fact));
  }

  @Override
  public void note(String did, Fact fact) throws StreamingException {
    log.note(did, FactJson.write(fact));
  }

  @Override
  public List<Fact> facts(String did) throws StreamingException {
    return FactJson.readAll(log.read(did), did);
  }

  @Override
  public List<String> dids() throws StreamingException {
    return log.keys();
  }

  @Override
  public void forget(String did) throws StreamingException {
    log.delete(did);
  }
}
