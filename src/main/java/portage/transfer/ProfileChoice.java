package portage.transfer;

/**
 * Which profile suits a device, by what its browser tells. Every answer of a browser may be missing; what is missing
 * argues for nothing.
 *
 * @param device what it was chosen for
 * @param preset what was chosen
 * @param reason why
 */
public record ProfileChoice(Device device, Preset preset, Reason reason) {
  /** The profiles that have a name. */
  public enum Preset {
    DESKTOP(TransferProfile.DESKTOP),
    MOBILE(TransferProfile.MOBILE),
    CONSTRAINED(TransferProfile.CONSTRAINED);

    private final TransferProfile profile;

    Preset(TransferProfile profile) {
      this.profile = profile;
    }

    public TransferProfile profile() {
      return profile;
    }
  }

  /** What spoke for a preset; where several things did, the first of these. */
  public enum Reason { LITTLE_MEMORY, SAVES_DATA, SLOW_CONNECTION, MOBILE, NO_FILES, ONE_CORE, NOTHING_SPEAKS_AGAINST }

  /**
   * What was probed.
   *
   * @param memoryGiB rounded and capped by the browser, 0 or less where it does not say
   * @param cores 0 or less where it does not say
   * @param connection {@code "slow-2g"}, {@code "2g"}, {@code "3g"} or {@code "4g"}, empty where it does not say
   * @param savesData the person asked the browser to save data
   * @param isMobile a phone or a tablet, as far as the browser tells
   * @param hasFiles whether copies are kept as files; a database holds each piece in memory for longer
   */
  public record Device(
      double memoryGiB, int cores, String connection, boolean savesData, boolean isMobile, boolean hasFiles) {}

  private static final double LITTLE_MEMORY_GIB = 2;

  /** Chooses for {@code device}. */
  public static ProfileChoice of(Device device) {
    if (device.memoryGiB() > 0 && device.memoryGiB() < LITTLE_MEMORY_GIB) {
      return new ProfileChoice(device, Preset.CONSTRAINED, Reason.LITTLE_MEMORY);
    }
    if (device.savesData()) {
      return new ProfileChoice(device, Preset.CONSTRAINED, Reason.SAVES_DATA);
    }
    if (device.connection().endsWith("2g")) {
      return new ProfileChoice(device, Preset.CONSTRAINED, Reason.SLOW_CONNECTION);
    }
    if (device.isMobile()) {
      return new ProfileChoice(device, device.hasFiles() ? Preset.MOBILE : Preset.CONSTRAINED, Reason.MOBILE);
    }
    if (!device.hasFiles()) {
      return new ProfileChoice(device, Preset.MOBILE, Reason.NO_FILES);
    }
    if (device.connection().equals("3g")) {
      return new ProfileChoice(device, Preset.MOBILE, Reason.SLOW_CONNECTION);
    }
    if (device.cores() == 1) {
      return new ProfileChoice(device, Preset.MOBILE, Reason.ONE_CORE);
    }
    return new ProfileChoice(device, Preset.DESKTOP, Reason.NOTHING_SPEAKS_AGAINST);
  }
}
