package portage.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;
import portage.page.ReportFold;

/** Paints the report behind a line that opens it and asks for it, with a link that saves it as a file. */
final class ReportPainter implements BlockPainter {
  private final HTMLElement element = Dom.element("details", "disclosure report");
  private final HTMLElement summary = Dom.append(element, Dom.element("summary", ""));
  private final HTMLElement body = Dom.append(element, Dom.element("div", "disclosure-blocks"));
  private final HTMLElement note = Dom.append(body, Dom.element("p", "text"));
  private final HTMLElement text = Dom.append(body, Dom.element("pre", "report-text"));
  private final HTMLElement save = Dom.append(Dom.append(body, Dom.element("p", "buttons")), Dom.element("a", "button button-secondary"));
  private Block painted;
  private String url = "";

  ReportPainter(Conversation conversation) {
    text.setAttribute("tabindex", "0"); // long lines are scrolled by keyboard too
    element.addEventListener(
        "toggle", event -> conversation.tell(element.hasAttribute("open") ? ReportFold.OPEN : ReportFold.CLOSE));
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    if (block.equals(painted)) return;
    painted = block;
    Block.Report report = (Block.Report) block;
    Dom.setText(summary, report.summary());
    Dom.setText(note, report.note());
    Dom.setOptionalText(text, report.text());
    Dom.setText(save, report.saveLabel());
    save.setAttribute("download", report.fileName());
    save.setHidden(report.text().isEmpty());
    if (!report.text().isEmpty()) {
      release(); // not when it is closed: it may be on its way to a file
      url = address(report.text());
      save.setAttribute("href", url);
    }
  }

  @Override
  public void close() {
    release();
  }

  private void release() {
    if (!url.isEmpty()) revoke(url);
    url = "";
  }

  @JSBody(params = "content", script = "return URL.createObjectURL(new Blob([content], { type: 'text/plain;charset=utf-8' }));")
  private static native String address(String content);

  @JSBody(params = "blobUrl", script = "URL.revokeObjectURL(blobUrl);")
  private static native void revoke(String blobUrl);
}
