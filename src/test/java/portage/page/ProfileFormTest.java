package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.transfer.ProfileChoice;
import portage.transfer.TransferProfile;

class ProfileFormTest {
  private static final ProfileChoice PHONE = ProfileChoice.of(new ProfileChoice.Device(4, 8, "4g", false, true, true));

  /** What the page suggests on a phone. */
  static ProfileForm suggested() {
    return ProfileForm.suggesting(PHONE);
  }

  private static ProfileForm typed(String... namesAndValues) {
    Map<String, String> values = new java.util.HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return ProfileForm.of(PHONE, new UserAction("start", "plan", values));
  }

  private static Field field(ProfileForm form, String name) {
    return form.fold().fields().stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }

  @Test void suggestionIsThePresetOfTheDeviceAndSaysWhy() {
    assertTrue(suggested().isRight());
    assertEquals(TransferProfile.MOBILE, suggested().profile());
    assertEquals("mobile", field(suggested(), "preset").value());
    String note = suggested().fold().note();
    for (String wanted : new String[] {"Phone or tablet", "this is a phone or a tablet", "about 4.0 GB", "cores 8", "4g"}) {
      assertTrue(note.contains(wanted), note);
    }
  }

  @Test void whatTheBrowserDoesNotSayIsUnknown() {
    ProfileForm form =
        ProfileForm.suggesting(ProfileChoice.of(new ProfileChoice.Device(-1, -1, "", false, false, true)));
    assertTrue(form.fold().note().contains("memory unknown, processor cores unknown, connection unknown"), form.fold().note());
  }

  @Test void nothingTypedIsTheSuggestion() {
    assertEquals(TransferProfile.MOBILE, typed().profile());
    assertEquals(TransferProfile.MOBILE, typed("preset", "warp", "window", "", "chunk", " ", "at-once", "").profile());
  }

  @Test void otherPresetAndNumbersOverItAreUsed() {
    assertEquals(TransferProfile.DESKTOP, typed("preset", "desktop").profile());
    TransferProfile desktop = TransferProfile.DESKTOP;
    assertEquals(
        new TransferProfile(128 << 10, 2 << 20, 1, 1, desktop.smallBlobBytes()),
        typed("preset", "desktop", "at-once", " 1 ", "chunk", "128", "window", "2").profile());
    assertEquals(32L << 20, typed("window", "32").profile().windowBytes());
    assertEquals(4096 << 10, typed("chunk", "4096").profile().chunkBytes());
  }

  @Test void numberOutOfBoundsIsToldAtItsFieldAndStays() {
    for (String[] wrong : new String[][] {
        {"at-once", "0"}, {"at-once", "6"}, {"chunk", "15"}, {"chunk", "4097"}, {"window", "33"}, {"window", "many"},
        {"window", "-1"}, {"chunk", "256.5"}, {"at-once", "99999999999"}}) {
      ProfileForm form = typed("preset", "desktop", wrong[0], wrong[1]);
      assertFalse(form.isRight(), wrong[1]);
      assertTrue(field(form, wrong[0]).error().startsWith("A whole number from "), wrong[1]);
      assertEquals(wrong[1], field(form, wrong[0]).value());
      assertEquals("desktop", field(form, "preset").value());
      assertEquals(1, form.fold().fields().stream().filter(each -> !each.error().isEmpty()).count());
    }
  }
}
