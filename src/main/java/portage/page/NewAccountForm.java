package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.Handle;
import portage.atproto.NewAccount;
import portage.atproto.ServerDescription;

/** The form for the account at the target: what is in it, and what is wrong with it. */
final class NewAccountForm {
  private static final int MIN_PASSWORD_CHARS = 8;
  private static final int MAX_PASSWORD_CHARS = 256;

  private final String handle;
  private final String email;
  private final String password;
  private final String invite;
  private final boolean filled;

  private NewAccountForm(String handle, String email, String password, String invite, boolean filled) {
    this.handle = handle;
    this.email = email;
    this.password = password;
    this.invite = invite;
    this.filled = filled;
  }

  /** A form with suggestions in it; nothing in it is wrong yet. */
  static NewAccountForm suggesting(String handle, String emailOrNull) {
    return new NewAccountForm(handle, emailOrNull == null ? "" : emailOrNull, "", "", false);
  }

  /** The form as the person sent it. */
  static NewAccountForm of(UserAction action) {
    return new NewAccountForm(
        action.value("handle").trim().toLowerCase(),
        action.value("email").trim(),
        action.value("password"),
        action.value("invite").trim(),
        true);
  }

  List<Field> fields(String host, ServerDescription server) {
    List<Field> fields = new ArrayList<>();
    String hint =
        server.handleDomains().isEmpty()
            ? Text.HANDLE_HINT_NO_DOMAIN.toString()
            : Text.HANDLE_HINT.with(String.join(", ", server.handleDomains()));
    fields.add(
        Field.text("handle", Text.HANDLE_LABEL.toString())
            .withHint(hint)
            .withAutocomplete("off")
            .withValue(handle)
            .withError(handleError(server))
            .asRequired());
    fields.add(
        Field.email("email", Text.EMAIL_LABEL.toString())
            .withValue(email)
            .withError(emailError())
            .asRequired());
    fields.add(
        Field.password(
                "password",
                Text.NEW_PASSWORD_LABEL.with(host),
                "new-password",
                Text.SHOW.toString(),
                Text.HIDE.toString())
            .withHint(Text.NEW_PASSWORD_HINT.toString())
            .withError(passwordError())
            .asRequired());
    if (server.inviteCode() == ServerDescription.InviteCode.REQUIRED) {
      fields.add(
          Field.text("invite", Text.INVITE_LABEL.toString())
              .withValue(invite)
              .withError(inviteError(server))
              .asRequired());
    }
    return fields;
  }

  boolean isRight(ServerDescription server) {
    return filled
        && handleError(server).isEmpty()
        && emailError().isEmpty()
        && passwordError().isEmpty()
        && inviteError(server).isEmpty();
  }

  NewAccount account() {
    return new NewAccount(handle, email, password, invite.isEmpty() ? null : invite);
  }

  private String handleError(ServerDescription server) {
    if (!filled) {
      return "";
    }
    if (handle.isEmpty()) {
      return Text.FIELD_REQUIRED.toString();
    }
    try {
      new Handle(handle);
      return "";
    } catch (IllegalArgumentException e) {
      String domain = server.handleDomains().isEmpty() ? ".example.com" : server.handleDomains().get(0);
      return Text.FIELD_HANDLE.with("alice" + domain);
    }
  }

  private String emailError() {
    if (!filled) {
      return "";
    }
    if (email.isEmpty()) {
      return Text.FIELD_REQUIRED.toString();
    }
    int at = email.indexOf('@');
    return at < 1 || at == email.length() - 1 || email.indexOf(' ') >= 0 ? Text.FIELD_EMAIL.toString() : "";
  }

  private String passwordError() {
    if (!filled) {
      return "";
    }
    return password.length() < MIN_PASSWORD_CHARS || password.length() > MAX_PASSWORD_CHARS
        ? Text.FIELD_PASSWORD_LENGTH.toString()
        : "";
  }

  private String inviteError(ServerDescription server) {
    return filled && server.inviteCode() == ServerDescription.InviteCode.REQUIRED && invite.isEmpty()
        ? Text.FIELD_REQUIRED.toString()
        : "";
  }
}
