package portage.migration;

import java.util.List;
import portage.error.StreamingException;
import portage.jvm.PageLife;

/** The journal of a page that may die before or after each fact. */
record MortalJournal(MigrationJournal inner, PageLife life) implements MigrationJournal {
  @Override public void append(String did, Fact fact) throws StreamingException {
    life.lasting(() -> {
      inner.append(did, fact);
      return null;
    });
  }

  @Override public List<Fact> facts(String did) throws StreamingException {
    return inner.facts(did);
  }

  @Override public List<String> dids() throws StreamingException {
    return inner.dids();
  }

  @Override public void forget(String did) throws StreamingException {
    inner.forget(did);
  }
}
