package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.Provider.Progress;
import com.orgscope.sources.WindowCursor.Pass;
import com.orgscope.sources.WindowCursor.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Polls a log that can only be asked for a window of time, and into which events come late and with
 * their old time.
 *
 * <p>A pass reads from some way back up to now, window by window; only a window that was read to
 * its last page counts as read. How far back it begins is the <i>reach</i>: whatever shows up
 * within that time after it happened is read by some pass, since each pass begins by its reach
 * before the moment at which the one before <i>began</i> (not ended, and not the newest event it
 * saw). Reaches are nested: the shortest in every turn, longer ones now and then, for the rare
 * event that comes very late. They have a cursor each, so that a long pass does not keep fresh
 * events waiting.
 */
public final class Windows {
  private static final int WINDOWS_A_TURN = 20;

  /** A window of as many pages is made smaller: it is read again from its start after an error. */
  private static final int MANY_PAGES = 5;

  private Windows() {}

  /**
   * @param every how long after a pass the next one is due
   * @param back how late an event may come to be found by it
   */
  public record Reach(Duration every, Duration back) {}

  /**
   * @param reaches the shortest first, in every turn
   * @param settle the end of a pass lies so far back, for clocks that differ
   * @param smallest window
   * @param largest window, over quiet stretches
   */
  public record Plan(List<Reach> reaches, Duration settle, Duration smallest, Duration largest) {}

  /** One turn. */
  public static Progress poll(StreamPoll poll, Provider provider, Plan plan) {
    Instant earliest =
        later(poll.connection().since(), poll.now().minus(provider.keeping().deletedAfter()));
    WindowCursor cursor =
        poll.cursor() == null
            ? WindowCursor.beginning(plan.reaches().size(), earliest, poll.now(), plan.smallest())
            : WindowCursor.parse(poll.cursor());
    return new Reading(poll, provider, plan, earliest).on(cursor);
  }

  /** What one turn has in common. */
  private static final class Reading {
    private final StreamPoll poll;
    private final Provider provider;
    private final Plan plan;
    private final Instant earliest;
    private final Instant start;
    private int left = WINDOWS_A_TURN;

    Reading(StreamPoll poll, Provider provider, Plan plan, Instant earliest) {
      this.poll = poll;
      this.provider = provider;
      this.plan = plan;
      this.earliest = earliest;
      this.start = poll.now();
    }

    Progress on(WindowCursor from) {
      WindowCursor cursor = from;
      for (int index = 0; index < plan.reaches().size(); index++) {
        while (true) {
          Track track = due(cursor.tracks().get(index), plan.reaches().get(index));
          Pass pass = track.pass();
          if (pass == null) {
            break;
          }
          if (left-- == 0 || poll.ending()) {
            return Progress.MORE;
          }
          cursor = window(cursor, index, track, pass);
        }
      }
      return Progress.CAUGHT_UP;
    }

    /** Reads the next window of a pass and moves the cursor behind it. */
    private WindowCursor window(WindowCursor cursor, int index, Track track, Pass pass) {
      Instant end = earlier(pass.at().plus(cursor.size()), pass.until());
      int pages;
      try {
        pages =
            provider.read(
                poll,
                poll.stream(),
                pass.at(),
                end,
                elements -> poll.deliverNew(elements, newest(provider, elements)));
      } catch (Failure e) {
        // A window that breaks for being large would break again and again.
        poll.move(cursor.with(index, track).sized(smaller(cursor.size(), plan)).text());
        throw e;
      }
      boolean done = !end.isBefore(pass.until());
      Track next =
          done
              ? new Track(later(track.through(), end), pass.begun(), null)
              : new Track(
                  track.through(), track.begun(), new Pass(end, pass.until(), pass.begun()));
      WindowCursor moved = cursor.with(index, next).sized(size(cursor.size(), pages, plan));
      poll.move(moved.text(), done && index == 0 && !pass.begun().isBefore(start));
      return moved;
    }

    /** The track with the pass that is under way or due; one that this turn began is enough. */
    private Track due(Track track, Reach reach) {
      Instant now = poll.now();
      if (track.pass() != null
          || now.isBefore(track.begun().plus(reach.every()))
          || !track.begun().isBefore(start)) {
        return track;
      }
      Instant until = now.minus(plan.settle());
      Instant from = later(earlier(track.through(), track.begun().minus(reach.back())), earliest);
      return from.isBefore(until)
          ? new Track(track.through(), track.begun(), new Pass(from, until, now))
          : track;
    }
  }

  private static Duration size(Duration size, int pages, Plan plan) {
    if (pages <= 1) {
      Duration twice = size.multipliedBy(2);
      return twice.compareTo(plan.largest()) > 0 ? plan.largest() : twice;
    }
    return pages > MANY_PAGES ? smaller(size, plan) : size;
  }

  private static Duration smaller(Duration size, Plan plan) {
    Duration half = size.dividedBy(2);
    return half.compareTo(plan.smallest()) < 0 ? plan.smallest() : half;
  }

  private static @Nullable Instant newest(Provider provider, List<byte[]> elements) {
    Instant newest = null;
    for (byte[] element : elements) {
      Instant at = provider.happened(element);
      newest = at != null && (newest == null || at.isAfter(newest)) ? at : newest;
    }
    return newest;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
