package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.engine.EngineException;
import portage.engine.Tab;

/** What every browser's tab does alike, so that a journey means the same in each. */
@Tag("every-browser")
class TabTest extends BrowserTest {
  @Test
  void scriptsTakeAndGiveJson() {
    page.open("");
    Tab tab = stage.tab();
    assertEquals(Json.array("a'\"\u00e9", "7"), tab.run("async (text, number) => [text, String(number)]", "a'\"\u00e9", 7));
    assertEquals(Json.NULL, tab.run("() => {}"));
    assertThrows(EngineException.class, () -> tab.run("() => { throw new Error('as wanted'); }"));
    assertThrows(EngineException.class, () -> tab.run("() => Promise.reject(new Error('as wanted'))"));
  }

  @Test
  void errorsAreHeard() {
    page.open("");
    assertEquals(List.of(), page.complaints());
    stage.tab().run("() => { console.error('a word'); setTimeout(() => { throw new Error('not caught'); }); }");
    stage.tab().run("() => new Promise((resolve) => setTimeout(resolve, 100))");
    String heard = String.join("\n", page.complaints());
    assertTrue(heard.contains("a word"), heard);
    assertTrue(heard.contains("not caught"), heard);
    page.reload();
    assertTrue(String.join("\n", page.complaints()).contains("a word"), "still there after a reload");
  }

  @Test
  void picturesShowTheWholePageAtTheSizeSet(@TempDir Path folder) throws IOException {
    page.open("");
    page.resize(1280, 500);
    page.resize(390, 500);
    assertEquals(Json.array(390, 500), stage.tab().run("() => [innerWidth, innerHeight]"));
    page.screenshot(folder.resolve("picture.png"));
    BufferedImage picture = ImageIO.read(folder.resolve("picture.png").toFile());
    // A scrollbar that takes room is not in every browser's picture.
    assertEquals(stage.tab().run("() => document.documentElement.clientWidth").asInt(), picture.getWidth());
    assertEquals(stage.tab().run("() => document.documentElement.scrollHeight").asInt(), picture.getHeight());
    assertTrue(picture.getHeight() > 500, "the page is higher than its window");
    assertNotEquals(Color.BLACK.getRGB(), picture.getRGB(5, picture.getHeight() - 5), "all of it is painted");
  }

  @Test
  void eachTestHasAProfileOfItsOwn() {
    page.open("");
    stage.tab().run("() => localStorage.setItem('left', 'behind')");
    try (Tab sibling = stage.tab().another(); Tab stranger = stage.openTab()) {
      String look = "() => localStorage.getItem('left')";
      sibling.navigate(stage.sandbox().page());
      assertEquals(Json.value("behind"), sibling.run(look));
      stranger.navigate(stage.sandbox().page());
      assertEquals(Json.NULL, stranger.run(look));
    }
  }
}
