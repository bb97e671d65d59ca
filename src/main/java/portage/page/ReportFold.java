package portage.page;

import java.util.ArrayList;
import java.util.List;

/** The report at the bottom of every screen: made when the person opens it, and anew at each opening. */
public final class ReportFold implements Dialogue.Outlet {
  /** The actions of the fold itself, whichever screen is shown. */
  public static final String OPEN = "open-report";

  public static final String CLOSE = "close-report";

  private static final String FILE_NAME = "portage-report.txt";

  private final Dialogue.Outlet outlet;
  private final Diagnostics diagnostics;
  private View shown;
  /** Empty while it is closed. */
  private String text = "";

  /** Passes views on to {@code outlet}, with the fold added. */
  public ReportFold(Dialogue.Outlet outlet, Diagnostics diagnostics) {
    this.outlet = outlet;
    this.diagnostics = diagnostics;
  }

  @Override
  public void show(View view) {
    shown = view;
    List<Block> footer = new ArrayList<>();
    footer.add(
        new Block.Report(
            Text.REPORT_FOLD.toString(), Text.REPORT_NOTE.toString(), text, Text.REPORT_SAVE.toString(), FILE_NAME));
    footer.addAll(view.footer());
    outlet.show(view.withFooter(footer));
  }

  /** Returns whether the action was for the fold; then it is done. */
  public boolean takes(UserAction action) {
    boolean opens = action.action().equals(OPEN);
    if (!opens && !action.action().equals(CLOSE)) {
      return false;
    }
    text = opens ? diagnostics.text() : "";
    if (shown != null) {
      show(shown);
    }
    return true;
  }
}
