package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, and say, about the page: policy, frames, and browsers that cannot run it. */
class PolicyTest extends BrowserTest {
  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void theConsoleStaysSilentInAWholeJourney(String backend) {
    SandboxAccount account = control.smallAccount("beta");
    page.open(backend);
    Journey journey = new Journey(stage.sandbox(), page, account, "alpha");
    journey.start();
    journey.toDone();
    page.finish();
    assertEquals(List.of(), page.complaints());
  }

  @Test
  void browserWithoutWorkersIsToldSo() {
    stage.playwright().context().addInitScript("delete globalThis.WebAssembly; delete globalThis.Worker;");
    page.openAnyway();
    page.waitForRefusal("This browser cannot run Portage");
  }

  @Test
  void browserWithoutWebAssemblyRunsJavaScript() {
    stage.playwright().context().addInitScript("delete globalThis.WebAssembly;");
    page.open("");
    assertTrue(page.footer().contains("Engine: JavaScript"), page.footer());
  }

  @Test
  void thePageDoesNotRunInAFrame() {
    Page outer = stage.playwright().context().newPage();
    outer.navigate(stage.sandbox().plc() + "/_health");
    outer.evaluate(
        "address => { const frame = document.createElement('iframe'); frame.src = address; document.body.append(frame); }",
        stage.sandbox().page());
    MigrationPage.waitForRefusalInFrame(outer, "does not run inside another page");
  }
}
