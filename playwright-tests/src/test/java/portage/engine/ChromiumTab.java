package portage.engine;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tab of Chromium. Its complaints are all there are, the workers' too. */
public final class ChromiumTab implements Tab {
  private final Page page;
  private final AutoCloseable closed;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** Takes over a page; its profile stays open when the tab is closed. */
  public ChromiumTab(Page page) {
    this(page, page);
  }

  private ChromiumTab(Page page, AutoCloseable closed) {
    this.page = page;
    this.closed = closed;
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) complaints.add(message.text());
    });
    page.onPageError(complaints::add);
    page.onDialog(Dialog::accept); // "leave this page?": yes
  }

  /** Opens a tab that goes with its profile. */
  static ChromiumTab of(BrowserContext profile) {
    return new ChromiumTab(profile.newPage(), profile);
  }

  /** For what only Playwright can do. */
  public Page page() {
    return page;
  }

  @Override
  public void navigate(String url) {
    try {
      page.navigate(url);
    } catch (PlaywrightException e) {
      throw new EngineException(url, e);
    }
  }

  @Override
  public void reload() {
    page.reload();
  }

  @Override
  public String call(String function, String argument) {
    try {
      return (String) page.evaluate(function, argument);
    } catch (PlaywrightException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }

  @Override
  public void click(double x, double y) {
    page.mouse().click(x, y);
  }

  @Override
  public void press(Key... keys) {
    StringBuilder names = new StringBuilder();
    for (Key key : keys) names.append(names.isEmpty() ? "" : "+").append(key.domName());
    page.keyboard().press(names.toString());
  }

  @Override
  public void type(String text) {
    page.keyboard().type(text);
  }

  @Override
  public void choose(String selector, Path file) {
    page.setInputFiles(selector, file);
  }

  @Override
  public Path save(Runnable press, Path folder) {
    Download download = page.waitForDownload(press);
    Path file = folder.resolve(download.suggestedFilename());
    download.saveAs(file);
    return file;
  }

  @Override
  public void resize(int widthPixels, int heightPixels) {
    page.setViewportSize(widthPixels, heightPixels);
  }

  @Override
  public void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public Tab another() {
    return new ChromiumTab(page.context().newPage());
  }

  @Override
  public void close() {
    try {
      closed.close();
    } catch (Exception e) {
      throw new EngineException("close", e);
    }
  }
}
