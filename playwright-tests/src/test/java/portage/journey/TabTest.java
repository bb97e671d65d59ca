package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.engine.EngineException;
import portage.engine.Key;
import portage.engine.Tab;

/** What every browser's tab does alike, so that a journey means the same in each. */
@Tag("every-browser")
class TabTest extends BrowserTest {
  /** The tab of {@link #page}. */
  Tab tab() {
    return stage.tab();
  }

  /** A tab in a profile of its own; the caller closes it. */
  Tab openStranger() {
    return stage.openTab();
  }

  @Test
  void scriptsTakeAndGiveJson() {
    page.open("");
    Tab tab = tab();
    assertEquals(Json.array("a'\"\u00e9", "7"), tab.run("async (text, number) => [text, String(number)]", "a'\"\u00e9", 7));
    assertEquals(Json.NULL, tab.run("() => {}"));
    assertThrows(EngineException.class, () -> tab.run("() => { throw new Error('as wanted'); }"));
    assertThrows(EngineException.class, () -> tab.run("() => Promise.reject(new Error('as wanted'))"));
  }

  @Test
  void keysAndClicksWorkOnWhatHasTheFocus() {
    page.open("");
    JsonArray place =
        tab().run(
            """
            () => {
              const field = document.body.appendChild(document.createElement('input'));
              field.style = 'position: fixed; top: 0; left: 0; z-index: 10';
              globalThis.field = field;
              globalThis.heard = [];
              field.addEventListener('keydown', (event) => heard.push((event.ctrlKey ? 'Control+' : '') + event.key));
              const box = field.getBoundingClientRect();
              return [box.left + box.width / 2, box.top + box.height / 2];
            }
            """).asArray();
    tab().click(place.get(0).asDouble(), place.get(1).asDouble());
    tab().type("a\u00e9 1");
    assertEquals(Json.value("a\u00e9 1"), tab().run("() => field.value"));
    tab().run("() => { heard.length = 0; }");
    tab().press(Key.CONTROL, Key.A);
    tab().press(Key.DELETE);
    tab().press(Key.ENTER);
    assertEquals(Json.array("Control+Control", "Control+a", "Delete", "Enter"), tab().run("() => heard"));
    assertEquals(Json.value(""), tab().run("() => field.value"));
    tab().press(Key.TAB);
    assertEquals(Json.FALSE, tab().run("() => document.activeElement === field"));
  }

  @Test
  void filesAreChosenFromTheDisk() {
    page.open("");
    tab().run(
        """
        () => {
          const input = document.body.appendChild(document.createElement('input'));
          input.type = 'file';
          input.id = 'mine';
        }
        """);
    tab().choose("#mine", onDisk(new byte[] {'o', 'k'}));
    assertEquals(Json.value("ok"), tab().run("() => document.querySelector('#mine').files[0].text()"));
  }

  @Test
  void filesAreSavedToTheDiskUnderTheirNames() throws IOException {
    stage.needsSaving();
    page.open("");
    String link =
        """
        () => {
          const link = document.createElement('a');
          link.href = URL.createObjectURL(new Blob(['ok']));
          link.download = 'a name.txt';
          link.click();
        }
        """;
    Path folder = emptyFolder();
    assertEquals(folder.resolve("a name.txt"), tab().save(() -> tab().run(link), folder));
    assertEquals("ok", Files.readString(folder.resolve("a name.txt")));
  }

  @Test
  void errorsAreHeard() {
    page.open("");
    assertEquals(List.of(), page.complaints());
    tab().run("() => { console.error('a word'); setTimeout(() => { throw new Error('not caught'); }); }");
    tab().run("() => new Promise((resolve) => setTimeout(resolve, 100))");
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
    assertEquals(Json.array(390, 500), tab().run("() => [innerWidth, innerHeight]"));
    page.screenshot(folder.resolve("picture.png"));
    BufferedImage picture = ImageIO.read(folder.resolve("picture.png").toFile());
    // A scrollbar that takes room is not in every browser's picture.
    assertEquals(tab().run("() => document.documentElement.clientWidth").asInt(), picture.getWidth());
    assertEquals(tab().run("() => document.documentElement.scrollHeight").asInt(), picture.getHeight());
    assertTrue(picture.getHeight() > 500, "the page is higher than its window");
    assertNotEquals(Color.BLACK.getRGB(), picture.getRGB(5, picture.getHeight() - 5), "all of it is painted");
  }

  @Test
  void eachTestHasAProfileOfItsOwn() {
    page.open("");
    tab().run("() => localStorage.setItem('left', 'behind')");
    try (Tab sibling = tab().another(); Tab stranger = openStranger()) {
      String look = "() => localStorage.getItem('left')";
      sibling.navigate(stage.sandbox().page());
      assertEquals(Json.value("behind"), sibling.run(look));
      stranger.navigate(stage.sandbox().page());
      assertEquals(Json.NULL, stranger.run(look));
    }
  }
}
