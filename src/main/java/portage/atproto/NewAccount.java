package portage.atproto;

/**
 * What a person fills in for the account at the target. Holds a password: never kept, never shown.
 *
 * @param inviteCodeOrNull where the server asks for one
 */
public record NewAccount(String handle, String email, String password, String inviteCodeOrNull) {
  @Override
  public String toString() {
    return "NewAccount[" + handle + "]";
  }
}
