package portage.transfer;

/** What an account is called in the names of items that are kept in this browser. */
public final class KeptName {
  private KeptName() {}

  /** Without a dash: else the group of one account could be the beginning of another's. */
  public static String of(String did) {
    return did.toLowerCase().replace(':', '.').replace('%', '_').replace("-", "__");
  }
}
