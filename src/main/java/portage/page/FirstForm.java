package portage.page;

import java.util.ArrayList;
import java.util.List;

/**
 * The form that asks which account. The page shows it by itself while the worker loads, and the worker's first view of the
 * same screen takes its place; so it must need nothing that only the worker carries.
 */
public final class FirstForm {
  /** The screen that both show. */
  public static final String SCREEN = "welcome";

  static final String FIND = "find";

  private static final long KILO = 1000;

  private FirstForm() {}

  /** While the worker loads, of which so many bytes have come. */
  public static View whileLoading(long cameBytes) {
    return early(List.of(promises(), heading(), form(account(), server(), List.of())), cameBytes);
  }

  /** While the worker loads, and its answer is waited for: the button was pressed. */
  public static View pressedWhileLoading(long cameBytes) {
    Block form = pressed(account(), server(), List.of());
    return early(List.of(promises(), heading(), form, new Block.Text(loading(), Block.Tone.NOTE)), cameBytes);
  }

  /** Says that the worker is waited for. */
  public static String loading() {
    return FirstText.LOADING.toString();
  }

  /** What the worker's {@code view} of this screen tells above the form that the page could not know; empty: nothing. */
  public static String newsIn(View view) {
    List<Block> known = whileLoading(0).blocks();
    List<String> news = new ArrayList<>();
    for (Block block : view.blocks()) {
      if (block instanceof Block.Form) break;
      if (known.contains(block)) continue;
      if (block instanceof Block.Heading heading) news.add(heading.text());
      if (block instanceof Block.Text text) news.add(text.text());
    }
    return String.join(" ", news);
  }

  private static View early(List<Block> blocks, long cameBytes) {
    String loading =
        cameBytes < KILO ? FirstText.FOOTER_LOADING.toString() : FirstText.FOOTER_CAME.with(cameBytes / KILO);
    return screen(blocks).withFooter(List.of(new Block.Text(loading)));
  }

  /** The screen with these blocks, and without a footer. */
  static View screen(List<Block> blocks) {
    View view = View.of(SCREEN, FirstText.TITLE.toString()).withLead(FirstText.LEAD.toString());
    return Frame.withSteps(Frame.Part.ACCOUNT, view.withBlocks(blocks));
  }

  static Block promises() {
    return new Block.Items(
        List.of(
            FirstText.PROMISE_CHECKED.toString(),
            FirstText.PROMISE_LAST.toString(),
            FirstText.PROMISE_RESUME.toString()));
  }

  static Block heading() {
    return new Block.Heading(FirstText.HEADING.toString());
  }

  static Field account() {
    return Field.text("account", FirstText.ACCOUNT_LABEL.toString())
        .withHint(FirstText.ACCOUNT_HINT.toString())
        .withAutocomplete("username")
        .asRequired();
  }

  static Field server() {
    return Field.url("server", FirstText.SERVER_LABEL.toString()).withHint(FirstText.SERVER_HINT.toString());
  }

  /** {@code others}: buttons for what cannot begin without the worker. */
  static Block form(Field account, Field server, List<Button> others) {
    return new Block.Form("account", List.of(account, server), submit(), others);
  }

  /** The same after its button was pressed. */
  static Block pressed(Field account, Field server, List<Button> others) {
    return new Block.Form("account", List.of(account, server), submit().withDisabled(true), others);
  }

  private static Button submit() {
    return Button.primary(FIND, FirstText.FIND.toString());
  }
}
