package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** What is shown when the page cannot go on at all; only a reload helps. */
public final class EndOfPage {
  private EndOfPage() {}

  public static View view(StreamingException failure) {
    List<Block> blocks = new ArrayList<>(Problems.blocks(failure, ErrorText.Phase.UNKNOWN, ""));
    blocks.add(Problems.report(failure));
    return View.of("end", Text.PROBLEM_TITLE.toString()).withBlocks(blocks);
  }

  /** A defect, to be told as such. Its text comes from this program and holds nothing that was typed. */
  public static StreamingException defect(RuntimeException defect) {
    return new StreamingException(
        ErrorCode.INTERNAL, ErrorContext.of("journey"), String.valueOf(defect.getMessage()), defect);
  }
}
