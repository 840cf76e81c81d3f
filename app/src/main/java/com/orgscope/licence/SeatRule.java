package com.orgscope.licence;

import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.LastUse;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody uses a seat of one application. Silence proves nothing where a client stays
 * signed in. Else whoever uses it once in {@value #ACTIVE_DAYS} days signs in at most so long after
 * the longest session that was measured is over; only a longer silence is idle, and only what came
 * after hours that the log lacks is silence.
 *
 * @param use of the application, by everybody
 * @param hidden whether it is used without signing in for months
 * @param longestSession days that a sign-in lasts by the company's own policy; 0 if nobody said
 * @param told how long a silence is by IT's word, which was measured when it was given; null to
 *     measure it now
 * @param days of the log
 */
record SeatRule(
    LastUse use, boolean hidden, long longestSession, @Nullable Integer told, LogDays days) {
  /** Whoever was there within so many days uses it. */
  private static final int ACTIVE_DAYS = 30;

  /** Of fewer who came back nobody knows how long silences are. */
  private static final int FEWEST_RETURNED = 5;

  /** What sign-ins show of a seat. */
  enum Verdict {
    USED,
    IDLE,
    /** They do not show it. */
    CANNOT_TELL
  }

  /**
   * Which days there are.
   *
   * @param first the first with any sign-in; null if there is none
   * @param last the last with any sign-in; null if there is none, or it does not matter
   * @param asOf up to which it is asked
   * @param missing how many of them are not in the log
   * @param holed the last of which hours are missing: whoever was not seen since may have been
   *     there; null if there is none
   */
  record LogDays(
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      LocalDate asOf,
      long missing,
      @Nullable LocalDate holed) {
    LogDays(@Nullable LocalDate first, LocalDate asOf, long missing) {
      this(first, null, asOf, missing, null);
    }

    /**
     * @param missingSince how many days after it are not in the log
     */
    LogDays holedOn(LocalDate day, long missingSince) {
      return new LogDays(first, last, asOf, Math.min(missing, missingSince), day);
    }

    /** The first day from which on silence counts; null if there is none. */
    @Nullable LocalDate countsFrom() {
      return first == null || holed == null || holed.isBefore(first) ? first : holed.plusDays(1);
    }

    /** Of which nothing is known but the last one. */
    static LogDays none(LocalDate asOf) {
      return new LogDays(null, null, asOf, 0, null);
    }

    /**
     * @param days with anybody's access
     * @param missing days that the log lacks
     */
    static LogDays of(SortedSet<LocalDate> days, Set<LocalDate> missing, LocalDate asOf) {
      if (days.isEmpty()) {
        return none(asOf);
      }
      LocalDate first = days.getFirst();
      long lost =
          missing.stream().filter(day -> !day.isBefore(first) && !day.isAfter(asOf)).count();
      return new LogDays(first, days.getLast(), asOf, lost, null);
    }
  }

  /**
   * @param since from when on the person could have used it, as far as is known
   */
  Verdict of(PersonKey person, @Nullable LocalDate since) {
    LocalDate last = use.signs().get(person);
    if (last != null && silence(last) <= ACTIVE_DAYS) {
      return Verdict.USED;
    }
    LocalDate first = days.countsFrom();
    boolean measured = use.returned() >= FEWEST_RETURNED;
    if (hidden || first == null || (told == null && !measured)) {
      return Verdict.CANNOT_TELL;
    }
    LocalDate from = since == null || since.isBefore(first) ? first : since;
    // Of days that are missing nobody knows whether somebody was there.
    long silence =
        (last == null || last.isBefore(from) ? silence(from) + 1 : silence(last)) - days.missing();
    return silence > needed() ? Verdict.IDLE : Verdict.CANNOT_TELL;
  }

  /** In days; longer than this is nobody silent who uses it. */
  long needed() {
    return told == null ? measured() : told;
  }

  /**
   * How many days the log has to have before anybody can be told as idle; 0 where it has them, and
   * where more days would not help.
   */
  long logNeeds() {
    LocalDate first = days.first();
    if (hidden || first == null || silence(first) + 1 - days.missing() > needed()) {
      return 0;
    }
    return needed() + days.missing() + 1;
  }

  /**
   * The first day as of which whoever was silent since the hours that the log lacks can be told as
   * idle; null where no such hours are in the way.
   */
  @Nullable LocalDate tellsAgain() {
    LocalDate from = days.countsFrom();
    if (hidden || from == null || from.equals(days.first())) {
      return null;
    }
    long lacking = needed() - (silence(from) + 1 - days.missing());
    return lacking < 0 ? null : days.asOf().plusDays(lacking + 1);
  }

  /** As people's own silences have it now, whatever IT said. */
  long measured() {
    return Math.max(use.longestSilence(), longestSession) + ACTIVE_DAYS;
  }

  private long silence(LocalDate last) {
    return ChronoUnit.DAYS.between(last, days.asOf());
  }
}
