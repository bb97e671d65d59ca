package portage.page;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import java.util.List;

/**
 * Everything the page shows, words included. The worker computes it, the page paints it; neither keeps another.
 *
 * <pre>{"type":"view","screen":"plan","title":"…","lead":"…","stepsLabel":"Step 3 of 9: …",
 *  "steps":[{"label":"…","state":"done"}],"busy":true,"blocks":[{"kind":"text",…}],"footer":[…]}</pre>
 *
 * @param screen name of the screen. The same name again updates it in place: focus and what was typed are kept.
 * @param lead one sentence under the title; empty: none
 * @param steps the step indicator; empty: none is shown
 * @param stepsLabel where the person is, in one sentence ("Step 3 of 9: …"); narrow pages show it instead of the list
 * @param busy whether leaving the page now interrupts something: the browser then asks before it lets go, and keeps the
 *     screen on
 * @param footer painted below every screen, small
 */
public record View(
    String screen,
    String title,
    String lead,
    List<Step> steps,
    String stepsLabel,
    boolean busy,
    List<Block> blocks,
    List<Block> footer) {

  /** The {@code type} of this message. */
  public static final String TYPE = "view";

  public View {
    steps = List.copyOf(steps);
    blocks = List.copyOf(blocks);
    footer = List.copyOf(footer);
  }

  /** A view without lead, steps and footer. */
  public static View of(String screen, String title, Block... blocks) {
    return new View(screen, title, "", List.of(), "", false, List.of(blocks), List.of());
  }

  public View withLead(String newLead) {
    return new View(screen, title, newLead, steps, stepsLabel, busy, blocks, footer);
  }

  public View withSteps(String newStepsLabel, List<Step> newSteps) {
    return new View(screen, title, lead, newSteps, newStepsLabel, busy, blocks, footer);
  }

  public View withBusy(boolean newBusy) {
    return new View(screen, title, lead, steps, stepsLabel, newBusy, blocks, footer);
  }

  public View withBlocks(List<? extends Block> newBlocks) {
    return new View(screen, title, lead, steps, stepsLabel, busy, List.copyOf(newBlocks), footer);
  }

  public View withFooter(List<? extends Block> newFooter) {
    return new View(screen, title, lead, steps, stepsLabel, busy, blocks, List.copyOf(newFooter));
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject().add("type", TYPE).add("screen", screen).add("title", title);
    Members.addText(json, "lead", lead);
    if (!steps.isEmpty()) json.add("steps", Members.array(steps, Step::toJson));
    Members.addText(json, "stepsLabel", stepsLabel);
    Members.addFlag(json, "busy", busy);
    json.add("blocks", Members.array(blocks, Block::toJson));
    if (!footer.isEmpty()) json.add("footer", Members.array(footer, Block::toJson));
    return json;
  }

  /** Reads a message of the worker; throws IllegalArgumentException when it is not a view. */
  public static View parse(String json) {
    try {
      return parse(Json.parse(json).asObject());
    } catch (ParseException | UnsupportedOperationException notAView) {
      throw new IllegalArgumentException("not a view: " + notAView.getMessage());
    }
  }

  private static View parse(JsonObject json) {
    if (!Members.text(json, "type").equals(TYPE)) throw new IllegalArgumentException("not a view");
    return new View(
        Members.text(json, "screen"),
        Members.text(json, "title"),
        Members.text(json, "lead"),
        Members.list(json, "steps", step -> Step.parse(step.asObject())),
        Members.text(json, "stepsLabel"),
        Members.flag(json, "busy"),
        Members.list(json, "blocks", block -> BlockReader.read(block.asObject())),
        Members.list(json, "footer", block -> BlockReader.read(block.asObject())));
  }
}
