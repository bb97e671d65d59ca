package portage.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileChoiceTest {
  @ParameterizedTest
  @CsvSource({
    // memory, cores, connection, saves, mobile, files
    "8, 8, 4g, false, false, true, DESKTOP, NOTHING_SPEAKS_AGAINST",
    "-1, -1, '', false, false, true, DESKTOP, NOTHING_SPEAKS_AGAINST",
    "2, 2, '', false, false, true, DESKTOP, NOTHING_SPEAKS_AGAINST",
    "1, 8, 4g, false, false, true, CONSTRAINED, LITTLE_MEMORY",
    "0.25, 8, 4g, true, true, false, CONSTRAINED, LITTLE_MEMORY",
    "8, 8, 4g, true, false, true, CONSTRAINED, SAVES_DATA",
    "8, 8, 2g, false, false, true, CONSTRAINED, SLOW_CONNECTION",
    "8, 8, slow-2g, false, true, true, CONSTRAINED, SLOW_CONNECTION",
    "8, 8, 3g, false, false, true, MOBILE, SLOW_CONNECTION",
    "4, 8, 4g, false, true, true, MOBILE, MOBILE",
    "-1, 4, '', false, true, false, CONSTRAINED, MOBILE",
    "-1, 4, '', false, false, false, MOBILE, NO_FILES",
    "8, 1, 4g, false, false, true, MOBILE, ONE_CORE",
  })
  void deviceHasItsPreset(
      double memoryGiB, int cores, String connection, boolean savesData, boolean isMobile, boolean hasFiles,
      ProfileChoice.Preset preset, ProfileChoice.Reason reason) {
    ProfileChoice.Device device =
        new ProfileChoice.Device(memoryGiB, cores, connection, savesData, isMobile, hasFiles);
    assertEquals(new ProfileChoice(device, preset, reason), ProfileChoice.of(device));
  }

  @Test void presetsNeedLessMemoryTheMoreModestTheyAre() {
    assertTrue(TransferProfile.MOBILE.memoryLimitBytes() < TransferProfile.DESKTOP.memoryLimitBytes());
    assertTrue(TransferProfile.CONSTRAINED.memoryLimitBytes() < TransferProfile.MOBILE.memoryLimitBytes());
  }

  @Test void profileThatDoesNothingOrTakesEveryConnectionIsRefused() {
    for (int[] wrong : new int[][] {{0, 1, 1, 1, 0}, {1, 0, 1, 1, 0}, {1, 1, 0, 1, 0}, {1, 1, 1, 0, 0}, {1, 1, 1, 1, -1},
        {1, 1, 6, 1, 0}, {1, 1, 1, 6, 0}, {1, Integer.MAX_VALUE, 1, 1, 0}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new TransferProfile(wrong[0], wrong[1], wrong[2], wrong[3], wrong[4]));
    }
  }
}
