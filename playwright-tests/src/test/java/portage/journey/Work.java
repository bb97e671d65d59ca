package portage.journey;

/** The pieces of work that the page shows while it moves an account. */
enum Work {
  ACCOUNT("Account at the new server"),
  REPO("Posts, likes, follows and other records"),
  BLOBS("Pictures and videos"),
  PREFERENCES("Preferences"),
  IDENTITY("Identity"),
  ACTIVATION("New account live"),
  COMMIT("Signed with the new key"),
  SOURCE_OFF("Present account switched off"),
  VERIFICATION("Looked at from outside");

  private final String label;

  Work(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
