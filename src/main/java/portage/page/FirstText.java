package portage.page;

/**
 * The sentences of the {@link FirstForm}. They stand apart from those in {@link Text} because the page carries them: it shows
 * that form while the worker, who carries the others, still loads.
 */
enum FirstText {
  STEP_OF("Step {0} of {1}: {2}"),
  STEP_ACCOUNT("Your account"),
  STEP_SOURCE("Sign in"),
  STEP_TARGET("New server"),
  STEP_DETAILS("New account"),
  STEP_PLAN("Plan"),
  STEP_MOVE("Move"),
  STEP_IDENTITY("Identity"),
  STEP_CONFIRM("Confirm"),
  STEP_DONE("Done"),

  TITLE("Move your account to another server"),
  LEAD(
      "Your posts, likes, follows, pictures and videos move to a server of your choice. You keep your followers and your"
          + " identity."),
  PROMISE_CHECKED("Everything is checked, piece by piece, before and after it moves."),
  PROMISE_LAST("Nothing changes for your account until you say yes on a page that shows what was moved."),
  PROMISE_RESUME("You can close or reload this page at any moment and carry on later in this browser."),
  HEADING("Where is your account?"),
  ACCOUNT_LABEL("Your handle or DID"),
  ACCOUNT_HINT("For example alice.bsky.social"),
  SERVER_LABEL("Address of your server, if your handle is not found (optional)"),
  SERVER_HINT("For example https://pds.example.com. Leave it empty unless you need it."),
  FIND("Find my account"),

  LOADING("The rest of this page is still loading. It then looks for your account by itself."),
  FOOTER_LOADING("Still loading. Until now this page has asked nobody but the server that it came from."),
  FOOTER_CAME(
      "Still loading; {0} KB have come. Until now this page has asked nobody but the server that it came from.");

  private final String template;

  FirstText(String template) {
    this.template = template;
  }

  /** The sentence, with {@code arguments} in the places of {0}, {1}…; what they hold is not looked at again. */
  String with(Object... arguments) {
    return Template.fill(template, arguments);
  }

  @Override
  public String toString() {
    return template;
  }
}
