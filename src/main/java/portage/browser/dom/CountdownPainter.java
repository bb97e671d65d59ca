package portage.browser.dom;

import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Block;

/** Counts down in minutes and seconds; silent until the time is over. */
final class CountdownPainter implements BlockPainter {
  private static final long SECOND_MILLIS = 1000;

  private final Conversation conversation;
  private final HTMLElement element = Dom.element("p", "countdown");
  private final HTMLElement label = Dom.element("span", "countdown-label");
  private final HTMLElement time = Dom.element("span", "countdown-time");
  private Block.Countdown painted;
  private boolean isTicking;
  private boolean isClosed;
  private int timer;

  CountdownPainter(Conversation conversation) {
    this.conversation = conversation;
    element.setAttribute("role", "timer");
    element.setAttribute("aria-live", "off");
    Dom.append(element, label);
    Dom.append(element, time);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    if (block.equals(painted)) return;
    painted = (Block.Countdown) block;
    stop();
    tick();
  }

  @Override
  public void close() {
    isClosed = true;
    stop();
  }

  private void stop() {
    if (isTicking) Window.clearTimeout(timer);
    isTicking = false;
  }

  private void tick() {
    if (isClosed) return;
    long leftMillis = painted.untilMillis() - System.currentTimeMillis();
    if (leftMillis <= 0) {
      if (isTicking) conversation.announceNow(painted.overText());
      isTicking = false;
      element.setClassName("countdown is-over");
      Dom.setText(label, painted.overText());
      Dom.setOptionalText(time, "");
      return;
    }
    element.setClassName("countdown");
    Dom.setText(label, painted.label());
    Dom.setOptionalText(time, clock((leftMillis + SECOND_MILLIS - 1) / SECOND_MILLIS));
    long untilNextSecond = leftMillis % SECOND_MILLIS;
    isTicking = true;
    timer = Window.setTimeout(this::tick, (int) (untilNextSecond == 0 ? SECOND_MILLIS : untilNextSecond));
  }

  private static String clock(long seconds) {
    long hours = seconds / 3600;
    String minutesAndSeconds = twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60);
    return hours == 0 ? minutesAndSeconds : hours + ":" + minutesAndSeconds;
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
