package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.UploadDay;
import portage.atproto.UploadQuota;
import portage.net.Clock;
import portage.net.RetryPolicy;

/**
 * Why nothing moves although nothing has failed, if that is so.
 *
 * @param offline there is no network
 * @param leftAloneUntil when a server may be asked again, in words; empty: nobody asked for patience
 * @param uploads how many pictures and videos the target takes today
 * @param goOn when those that wait are expected to go on, in words
 * @param nextTry when one of them is tried, in words
 */
record Standstill(boolean offline, String leftAloneUntil, UploadQuota.Stand uploads, String goOn, String nextTry) {
  static final Standstill NONE = new Standstill(false, "", UploadQuota.Stand.NOTHING, "", "");

  /** As it is now; {@code uploads} are those to the target. */
  static Standstill of(RetryPolicy retry, UploadQuota.Stand uploads, Clock clock) {
    long untilMillis = retry.leftAloneUntilMillis();
    return new Standstill(
        retry.isOffline(),
        untilMillis == 0 ? "" : DayTime.of(untilMillis, clock),
        uploads,
        DayTime.of(uploads.untilMillis(), clock),
        DayTime.of(uploads.nextTryMillis(), clock));
  }

  /** As it is now, where nothing is uploaded. */
  static Standstill ofReading(RetryPolicy retry, Clock clock) {
    return of(retry, UploadQuota.Stand.NOTHING, clock);
  }

  /** True while pictures and videos wait for the target's next day. */
  boolean isForTheDay() {
    return uploads.isHeldBack();
  }

  /** What to know about it, above everything else. {@code target}: the new server's host. */
  List<Block> blocks(String target) {
    List<Block> blocks = new ArrayList<>();
    if (offline) {
      blocks.add(new Block.Text(Text.OFFLINE.toString(), Block.Tone.WARNING));
    } else if (!leftAloneUntil.isEmpty()) {
      blocks.add(new Block.Text(Text.LEFT_ALONE.with(leftAloneUntil), Block.Tone.WARNING));
    }
    if (isForTheDay()) {
      blocks.add(new Block.Text(Text.UPLOADS_WAIT.with(target), Block.Tone.NOTE));
    }
    return blocks;
  }

  /** How the pictures and videos stand that wait; {@code left} are not sent yet. */
  String waiting(long left) {
    UploadDay day = uploads.day();
    String today =
        day.limit() > 0
            ? Text.UPLOADS_OF_LIMIT.with(Numbers.count(day.count()), Numbers.count(day.limit()))
            : Text.UPLOADS_TODAY.with(Numbers.count(day.count()));
    return switch (uploads.word()) {
      case SERVER -> Text.UPLOADS_GO_ON.with(today, Numbers.count(left), goOn);
      case OWN_COUNT -> Text.UPLOADS_MAY_GO_ON.with(today, Numbers.count(left), goOn, nextTry);
      case NOBODY -> Text.UPLOADS_UNKNOWN.with(today, Numbers.count(left), nextTry);
    };
  }

  /** Today's uploads for the details, or null before there were any. */
  Block.Facts.Row today() {
    UploadDay day = uploads.day();
    if (day.count() == 0) {
      return null;
    }
    return Meter.row(
        Text.FACT_UPLOADS,
        day.limit() > 0
            ? Text.UPLOADS_OF_LIMIT.with(Numbers.count(day.count()), Numbers.count(day.limit()))
            : Numbers.count(day.count()));
  }
}
