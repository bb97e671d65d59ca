package portage.browser.dom;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/** Paints the blocks of a view, or of a disclosure in it, into one element. */
public final class BlockList {
  private final Conversation conversation;
  private final KeyedChildren<BlockPainter> painters;

  public BlockList(HTMLElement parent, Conversation conversation) {
    this.conversation = conversation;
    this.painters = new KeyedChildren<>(parent);
  }

  public void paint(List<Block> blocks) {
    List<String> keys = new ArrayList<>();
    for (Block block : blocks) keys.add(key(block));
    painters.arrange(keys, i -> painterOf(blocks.get(i)));
    for (int i = 0; i < blocks.size(); i++) painters.get(i).paint(blocks.get(i));
  }

  /** The blocks leave the page: inputs are emptied, clocks stop. */
  public void close() {
    painters.close();
  }

  private String key(Block block) {
    // The same problem after another attempt is news: a new element makes screen readers say it again.
    String attempt = block instanceof Block.Problem ? Integer.toString(conversation.answers()) : "";
    return block.kind() + " " + block.id() + " " + attempt;
  }

  private BlockPainter painterOf(Block block) {
    if (block instanceof Block.Form) return new FormPainter(conversation);
    if (block instanceof Block.Buttons) return new ButtonsPainter(conversation);
    if (block instanceof Block.Progress) return new ProgressPainter(conversation);
    if (block instanceof Block.Countdown) return new CountdownPainter(conversation);
    if (block instanceof Block.Disclosure) return new DisclosurePainter(conversation);
    if (block instanceof Block.Problem) return new ProblemPainter(conversation);
    if (block instanceof Block.Chart) return new ChartPainter();
    if (block instanceof Block.Report) return new ReportPainter(conversation);
    if (block instanceof Block.Changes) return new ChangesPainter();
    if (block instanceof Block.Saving) return new SavingPainter();
    if (block instanceof Block.Pictures) return new PicturesPainter();
    return new TextPainter(block);
  }
}
