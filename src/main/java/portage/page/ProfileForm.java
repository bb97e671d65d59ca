package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.transfer.ProfileChoice;
import portage.transfer.TransferProfile;

/** The fold in which a person may change how much is done at once. Numbers that are left empty follow the preset. */
final class ProfileForm {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  /** One of the numbers, its bounds and its unit in bytes or files. */
  private enum Number {
    AT_ONCE("at-once", Text.AT_ONCE_LABEL, 1, TransferProfile.MOST_AT_ONCE),
    CHUNK("chunk", Text.CHUNK_LABEL, 16, 4096),
    WINDOW("window", Text.WINDOW_LABEL, 1, 32);

    private final String field;
    private final Text label;
    private final int least;
    private final int most;

    Number(String field, Text label, int least, int most) {
      this.field = field;
      this.label = label;
      this.least = least;
      this.most = most;
    }
  }

  private final ProfileChoice choice;
  private final ProfileChoice.Preset preset;
  private final String[] typed;

  private ProfileForm(ProfileChoice choice, ProfileChoice.Preset preset, String[] typed) {
    this.choice = choice;
    this.preset = preset;
    this.typed = typed;
  }

  /** With what was chosen for the device. */
  static ProfileForm suggesting(ProfileChoice choice) {
    return new ProfileForm(choice, choice.preset(), new String[] {"", "", ""});
  }

  /** With what was typed into the one that suggested {@code choice}. */
  static ProfileForm of(ProfileChoice choice, UserAction action) {
    ProfileChoice.Preset preset = choice.preset();
    for (ProfileChoice.Preset each : ProfileChoice.Preset.values()) {
      if (Members.nameOf(each).equals(action.value("preset"))) {
        preset = each;
      }
    }
    String[] typed = new String[Number.values().length];
    for (Number number : Number.values()) {
      typed[number.ordinal()] = action.value(number.field).trim();
    }
    return new ProfileForm(choice, preset, typed);
  }

  /** True for a phone or a tablet, which stops pages that are not seen. */
  boolean isForATouchDevice() {
    return choice.device().isMobile();
  }

  Block.Form.Fold fold() {
    List<Field.Option> options = new ArrayList<>();
    for (ProfileChoice.Preset each : ProfileChoice.Preset.values()) {
      options.add(
          new Field.Option(Members.nameOf(each), Text.PRESET_OPTION.with(nameOf(each), words(each.profile()))));
    }
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.select("preset", Text.PRESET_LABEL.toString(), options).withValue(Members.nameOf(preset)));
    for (Number number : Number.values()) {
      fields.add(
          Field.number(number.field, number.label.toString())
              .withHint(Text.NUMBER_HINT.with(Numbers.count(number.least), Numbers.count(number.most)))
              .withValue(typed[number.ordinal()])
              .withError(error(number)));
    }
    ProfileChoice.Device device = choice.device();
    String reported =
        Text.PROFILE_REPORTED.with(
            device.memoryGiB() > 0
                ? Text.MEMORY_ABOUT.with(Numbers.bytes((long) (device.memoryGiB() * 1_000_000_000)))
                : Text.UNKNOWN.toString(),
            device.cores() > 0 ? Numbers.count(device.cores()) : Text.UNKNOWN.toString(),
            device.connection().isEmpty() ? Text.UNKNOWN.toString() : device.connection());
    String note =
        Text.PROFILE_NOTE.with(
            nameOf(choice.preset()), Text.valueOf("REASON_" + choice.reason().name()).toString(), reported);
    return new Block.Form.Fold(Text.ADVANCED.toString(), note, fields);
  }

  boolean isRight() {
    for (Number number : Number.values()) {
      if (!error(number).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** What is to be used; only when everything {@link #isRight}. */
  TransferProfile profile() {
    TransferProfile base = preset.profile();
    return new TransferProfile(
        (int) chosen(Number.CHUNK, KIB, base.chunkBytes()),
        chosen(Number.WINDOW, MIB, base.windowBytes()),
        (int) chosen(Number.AT_ONCE, 1, base.downloads()),
        (int) chosen(Number.AT_ONCE, 1, base.uploads()),
        base.smallBlobBytes());
  }

  private long chosen(Number number, long unit, long otherwise) {
    String text = typed[number.ordinal()];
    return text.isEmpty() ? otherwise : Numbers.typed(text, number.least, number.most) * unit;
  }

  private String error(Number number) {
    String text = typed[number.ordinal()];
    return text.isEmpty() || Numbers.typed(text, number.least, number.most) >= 0
        ? ""
        : Text.FIELD_NUMBER.with(Numbers.count(number.least), Numbers.count(number.most));
  }

  private static String nameOf(ProfileChoice.Preset preset) {
    return Text.valueOf("PRESET_" + preset.name()).toString();
  }

  /** A profile's numbers in words. */
  static String words(TransferProfile profile) {
    return Text.PROFILE_VALUES.with(
        Numbers.count(profile.downloads()),
        Numbers.count(profile.chunkBytes() / KIB),
        Numbers.count(profile.windowBytes() / MIB));
  }
}
