package portage.contract;

import portage.error.StreamingException;
import portage.migration.TokenSafe;

/** What every {@link TokenSafe} does. */
public final class SafeContract extends Contract {
  /** Opens the same safe again. */
  public interface Place {
    TokenSafe open() throws StreamingException;
  }

  private static final String A = "did:plc:safe-a";
  private static final String B = "did:plc:safe-b";

  private final Place place;

  public SafeContract(Place place) {
    this.place = place;
    add("tokenIsReadAgain", this::tokenIsReadAgain);
    add("laterTokenReplacesTheEarlier", this::laterTokenReplacesTheEarlier);
    add("accountsAndNamesStayApart", this::accountsAndNamesStayApart);
    add("wipedIsGone", this::wipedIsGone);
    add("keptAtOnceAreBothThere", this::keptAtOnceAreBothThere);
    add("longTokensAndAnyLettersAreKept", this::longTokensAndAnyLettersAreKept);
    add("tryingLeavesNothing", this::tryingLeavesNothing);
  }

  private void tokenIsReadAgain() throws Exception {
    place.open().wipe(A);
    place.open().keep(A, "SOURCE", "eyJ0eXAi.token");
    same("eyJ0eXAi.token", place.open().open(A, "SOURCE"));
    same(null, place.open().open(A, "TARGET"));
    place.open().wipe(A);
  }

  private void laterTokenReplacesTheEarlier() throws Exception {
    TokenSafe safe = place.open();
    safe.keep(A, "SOURCE", "first");
    safe.keep(A, "SOURCE", "second");
    same("second", place.open().open(A, "SOURCE"));
    safe.wipe(A);
  }

  private void accountsAndNamesStayApart() throws Exception {
    TokenSafe safe = place.open();
    safe.keep(A, "SOURCE", "a-source");
    safe.keep(A, "TARGET", "a-target");
    safe.keep(B, "SOURCE", "b-source");
    safe.keep(A + "-more", "SOURCE", "longer");
    same("a-source", safe.open(A, "SOURCE"));
    same("a-target", safe.open(A, "TARGET"));
    same("b-source", safe.open(B, "SOURCE"));
    safe.wipe(A);
    same(null, safe.open(A, "TARGET"));
    same("b-source", safe.open(B, "SOURCE"));
    same("longer", safe.open(A + "-more", "SOURCE"));
    safe.wipe(B);
    safe.wipe(A + "-more");
  }

  private void wipedIsGone() throws Exception {
    TokenSafe safe = place.open();
    safe.wipe("did:plc:never");
    safe.keep(A, "SOURCE", "token");
    safe.wipe(A);
    same(null, safe.open(A, "SOURCE"));
    same(null, place.open().open(A, "SOURCE"));
    safe.keep(A, "SOURCE", "again");
    same("again", safe.open(A, "SOURCE"));
    safe.wipe(A);
  }

  private void keptAtOnceAreBothThere() throws Exception {
    TokenSafe safe = place.open();
    safe.wipe(A);
    together(() -> safe.keep(A, "SOURCE", "one"), () -> safe.keep(A, "TARGET", "other"));
    same("one", safe.open(A, "SOURCE"));
    same("other", safe.open(A, "TARGET"));
    safe.wipe(A);
  }

  private void longTokensAndAnyLettersAreKept() throws Exception {
    StringBuilder text = new StringBuilder("é☃ \n");
    for (int i = 0; i < 3000; i++) {
      text.append((char) ('a' + i % 26));
    }
    TokenSafe safe = place.open();
    safe.keep(A, "SOURCE", text.toString());
    same(text.toString(), place.open().open(A, "SOURCE"));
    safe.wipe(A);
  }

  private void tryingLeavesNothing() throws Exception {
    TokenSafe safe = place.open();
    check(safe.isUsable(), "not usable");
    check(safe.isUsable(), "not usable the second time");
    same(null, safe.open("probe", "probe"));
  }
}
