package com.orgscope.usage;

import com.orgscope.kernel.TimeWindow;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What one person did with one application in a window.
 *
 * @param accesses successful visits; token refreshes are none
 * @param activeSlots 15-minute slots with at least one access, a slot with n applications counting
 *     1/n for each
 * @param share of the person's active slots, 0 to 1
 * @param sessions sign-in sessions with an access, counted per day
 * @param switches arrivals from another application within 30 minutes
 * @param failures failed visits and sign-ins on the way to it
 * @param challenges requests for another factor on the way to it
 * @param weeks a bit for each whole week of the window with an access, counted from its end: the
 *     lowest is the last week
 * @param common whether more than half of the tenant's active people use it in the window
 */
public record AppUse(
    Application app,
    long accesses,
    double activeSlots,
    double share,
    long sessions,
    long switches,
    long failures,
    long challenges,
    Instant firstAt,
    Instant lastAt,
    long weeks,
    boolean common) {

  /** The same use of another application. */
  public AppUse of(Application other) {
    return new AppUse(
        other,
        accesses,
        activeSlots,
        share,
        sessions,
        switches,
        failures,
        challenges,
        firstAt,
        lastAt,
        weeks,
        common);
  }

  /** As if it were another share of the person's time, with as much less of everything. */
  public AppUse scaledTo(double otherShare) {
    double by = share == 0 ? 0 : otherShare / share;
    return new AppUse(
        app,
        Math.round(accesses * by),
        activeSlots * by,
        otherShare,
        Math.round(sessions * by),
        Math.round(switches * by),
        Math.round(failures * by),
        Math.round(challenges * by),
        firstAt,
        lastAt,
        weeks,
        common);
  }

  /** As if all of it had been on the first day of the window. */
  AppUse withoutTimes(TimeWindow window) {
    Instant first = window.from().atStartOfDay(ZoneOffset.UTC).toInstant();
    return new AppUse(
        app,
        accesses,
        activeSlots,
        share,
        sessions,
        switches,
        failures,
        challenges,
        first,
        first,
        0,
        common);
  }
}
