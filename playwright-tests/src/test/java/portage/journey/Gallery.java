package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInfo;

/** Pictures of every screen that a test waits for, wide and narrow, for people to look at; and whether any is too wide. */
final class Gallery {
  private static final int[] WIDTHS = {1280, 390};
  private static final int HEIGHT = 900;

  private final Map<String, Integer> overhangs = new LinkedHashMap<>();
  private final MigrationPage page;
  private final Path folder;
  private Screen lastVisited;
  private int pictures;

  /** Takes pictures from now on, under the test's name. */
  Gallery(MigrationPage page, TestInfo test) {
    this.page = page;
    folder = Settings.reports().resolve("screenshots").resolve(test.getTestMethod().orElseThrow().getName());
    page.visitScreens(screen -> {
      if (screen != lastVisited) look(screen.fileName());
      lastVisited = screen;
    });
  }

  /** Takes one more. */
  void look(String name) {
    pictures++;
    for (int width : WIDTHS) {
      page.resize(width, HEIGHT);
      String file = String.format("%02d-%s-%d.png", pictures, name, width);
      page.screenshot(folder.resolve(file));
      overhangs.put(file, page.overhangPixels());
    }
  }

  /** Fails when a screen needs scrolling to the side. */
  void assertNothingStandsOut() {
    List<String> tooWide = new ArrayList<>();
    overhangs.forEach((file, pixels) -> {
      if (pixels > 0) tooWide.add(file + " by " + pixels + " px");
    });
    assertEquals(List.of(), tooWide);
  }
}
