package portage.net;

/** Whether this computer has a network, as far as anybody can tell. */
public interface Network {
  /** One that is always there, as far as anybody knows. */
  Network ALWAYS = new Network() {
    @Override public boolean isOffline() {
      return false;
    }

    @Override public int returns() {
      return 0;
    }
  };

  /** True only when there certainly is none; false proves nothing. */
  boolean isOffline();

  /** How often it has come back since the start: whoever sees the number grow need not wait any longer. */
  int returns();
}
