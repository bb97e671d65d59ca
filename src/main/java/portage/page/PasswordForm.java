package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.net.Origin;

/** Asks for a password at a server, and for the code that it mailed if it wants one. */
final class PasswordForm {
  private PasswordForm() {}

  /** {@code others}: buttons beside the one that signs in. */
  static Block.Form of(String id, String passwordLabel, Origin at, boolean codeAsked, Button... others) {
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.password(
                "password", passwordLabel, "current-password", Text.SHOW.toString(), Text.HIDE.toString())
            .withHint(Text.PASSWORD_HINT.with(at.host()))
            .asRequired());
    if (codeAsked) {
      fields.add(
          Field.code("code", Text.SIGN_IN_CODE_LABEL.toString()).withHint(Text.SIGN_IN_CODE_HINT.with(at.host())));
    }
    return new Block.Form(
        id, fields, Button.primary(SetupScreens.SUBMIT, Text.SIGN_IN.toString()), List.of(others));
  }
}
