package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import portage.atproto.NewAccount;
import portage.atproto.ServerDescription;
import portage.atproto.ServerDescription.InviteCode;

class NewAccountFormTest {
  private static final ServerDescription OPEN = server(InviteCode.NOT_NEEDED, ".target.example");
  private static final ServerDescription INVITING = server(InviteCode.REQUIRED, ".target.example", ".other.example");

  private static ServerDescription server(InviteCode invite, String... domains) {
    return new ServerDescription(
        "did:web:target.example", List.of(domains), invite, ServerDescription.PhoneVerification.NOT_NEEDED,
        OptionalLong.empty(), null, null, null);
  }

  private static Map<String, String> right() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("handle", "ana.target.example");
    values.put("email", "ana@example.com");
    values.put("password", "correct horse");
    values.put("invite", "target-abcde");
    return values;
  }

  private static NewAccountForm with(String name, String value) {
    Map<String, String> values = right();
    values.put(name, value);
    return NewAccountForm.of(new UserAction("submit", "details", values));
  }

  private static Field field(NewAccountForm form, ServerDescription server, String name) {
    return form.fields("target.example", server).stream()
        .filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }

  /** Fails unless exactly this field is complained about, with this sentence. */
  private static void complains(String name, String value, String sentence) {
    NewAccountForm form = with(name, value);
    assertFalse(form.isRight(INVITING), name + " “" + value + "”");
    Map<String, String> errors =
        form.fields("target.example", INVITING).stream()
            .filter(field -> !field.error().isEmpty()).collect(Collectors.toMap(Field::name, Field::error));
    assertEquals(Map.of(name, sentence), errors);
  }

  @Test void rightFormIsTheAccount() {
    NewAccountForm form = with("handle", "ana.target.example");
    assertTrue(form.isRight(INVITING));
    assertEquals(
        new NewAccount("ana.target.example", "ana@example.com", "correct horse", "target-abcde"), form.account());
  }

  @Test void suggestionIsNotYetAnAnswer() {
    NewAccountForm form = NewAccountForm.suggesting("ana.target.example", null);
    assertFalse(form.isRight(OPEN));
    for (Field field : form.fields("target.example", OPEN)) {
      assertEquals("", field.error(), "complains before anything was typed");
    }
    assertEquals("ana.target.example", field(form, OPEN, "handle").value());
    assertEquals("", field(form, OPEN, "email").value());
    assertEquals("", field(NewAccountForm.suggesting("", null), OPEN, "handle").error());
  }

  @Test void emptyFieldsAreAskedFor() {
    complains("handle", " ", Text.FIELD_REQUIRED.toString());
    complains("email", "", Text.FIELD_REQUIRED.toString());
    complains("invite", "  ", Text.FIELD_REQUIRED.toString());
    complains("password", "", Text.FIELD_PASSWORD_LENGTH.toString());
  }

  @Test void nothingAtAllIsComplainedAboutEverywhere() {
    NewAccountForm form = NewAccountForm.of(new UserAction("submit", "details", Map.of()));
    assertFalse(form.isRight(OPEN));
    for (Field field : form.fields("target.example", INVITING)) {
      assertFalse(field.error().isEmpty(), field.name());
    }
  }

  @Test void whatIsNoHandleIsToldWithAnExampleOfThisServer() {
    for (String handle : List.of("ana", "ana.", ".ana.example", "an a.example", "ana_b.example", "@ana.example", "ana..b.c")) {
      complains("handle", handle, Text.FIELD_HANDLE.with("alice.target.example"));
    }
    NewAccountForm form = with("handle", "ana");
    assertTrue(field(form, server(InviteCode.NOT_NEEDED), "handle").error().contains("alice.example.com"));
  }

  @Test void whatIsNoAddressIsTold() {
    for (String email : List.of("ana", "@example.com", "ana@", "ana b@example.com")) {
      complains("email", email, Text.FIELD_EMAIL.toString());
    }
    assertTrue(with("email", "a+b@c").isRight(INVITING));
  }

  @Test void passwordHasEightToTwoHundredFiftySixCharacters() {
    assertFalse(with("password", "1234567").isRight(OPEN));
    assertTrue(with("password", "12345678").isRight(OPEN));
    assertTrue(with("password", "x".repeat(256)).isRight(OPEN));
    assertFalse(with("password", "x".repeat(257)).isRight(OPEN));
  }

  @Test void spacesAroundAndCapitalsAreTakenOffButNotFromThePassword() {
    assertEquals("ana.target.example", with("handle", " Ana.Target.Example ").account().handle());
    assertEquals("Ana@example.com", with("email", " Ana@example.com ").account().email());
    assertEquals("code", with("invite", " code\n").account().inviteCodeOrNull());
    assertEquals(" Pass word ", with("password", " Pass word ").account().password());
  }

  @Test void inviteCodeIsAskedForOnlyWhereItIsNeeded() {
    assertTrue(with("invite", "").isRight(OPEN));
    assertNull(with("invite", "").account().inviteCodeOrNull());
    assertEquals(
        List.of("handle", "email", "password"),
        with("invite", "").fields("target.example", OPEN).stream().map(Field::name).toList());
    assertEquals(4, with("invite", "").fields("target.example", INVITING).size());
  }

  @Test void whatWasTypedStaysButNeverThePassword() {
    for (NewAccountForm form : List.of(with("handle", "wrong"), with("password", "short"))) {
      assertEquals("ana@example.com", field(form, INVITING, "email").value());
      assertEquals("target-abcde", field(form, INVITING, "invite").value());
      assertEquals("", field(form, INVITING, "password").value());
    }
    assertEquals("wrong", field(with("handle", "wrong"), INVITING, "handle").value());
  }

  @Test void hintNamesTheDomainsOfTheServer() {
    NewAccountForm form = NewAccountForm.suggesting("", null);
    assertTrue(field(form, INVITING, "handle").hint().contains(".target.example, .other.example"));
    assertEquals(
        Text.HANDLE_HINT_NO_DOMAIN.toString(), field(form, server(InviteCode.NOT_NEEDED), "handle").hint());
  }

  @Test void printedAccountHoldsNoPassword() {
    assertFalse(with("password", "hunter2hunter2").account().toString().contains("hunter2"));
  }
}
