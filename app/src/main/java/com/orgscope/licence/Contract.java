package com.orgscope.licence;

import com.orgscope.kernel.AppId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a company agreed to pay for an application.
 *
 * @param tier what the vendor calls this kind of seat; empty if there is one kind
 * @param seats how many are paid for
 * @param seatPrice of a seat and year, in {@code currency}
 * @param renewal the day on which it ends or is renewed; null if nobody said
 * @param noticeDays how many days before that it must be given notice
 * @param renewsByItself whether it goes on if nobody gives notice
 * @param owner who looks after it; empty if nobody said
 * @param seatsFrom which provider tells who has a seat; null if none does
 */
public record Contract(
    AppId application,
    String tier,
    int seats,
    BigDecimal seatPrice,
    Currency currency,
    @Nullable LocalDate renewal,
    int noticeDays,
    boolean renewsByItself,
    String owner,
    @Nullable SeatsFrom seatsFrom) {

  /** The last day on which notice may be given; null if nobody said when it is renewed. */
  public @Nullable LocalDate noticeDate() {
    return renewal == null ? null : renewal.minusDays(noticeDays);
  }

  /**
   * The next day after one on which notice may be given for the last time; null if nobody said when
   * it is renewed, or it ended.
   */
  public @Nullable LocalDate nextNotice(LocalDate after) {
    LocalDate notice = noticeDate();
    while (notice != null && !notice.isAfter(after)) {
      notice = renewsByItself ? notice.plusYears(1) : null;
    }
    return notice;
  }

  /** What giving notice has come to. */
  public enum NoticeState {
    /** It may be given up to a day. */
    OPEN,
    /** The day for it was, and the contract is renewed. */
    MISSED,
    /** It ends on a day by itself. */
    ENDS,
    /** It ended. */
    ENDED
  }

  /**
   * Until when seats may be given back.
   *
   * @param day the last one for a notice, or the end
   */
  public record Notice(NoticeState state, LocalDate day) {}

  /** As of a day; null if nobody said when it is renewed. */
  public @Nullable Notice notice(LocalDate asOf) {
    LocalDate notice = noticeDate();
    if (notice == null || renewal == null) {
      return null;
    }
    if (!notice.isBefore(asOf)) {
      return new Notice(NoticeState.OPEN, notice);
    }
    if (!renewsByItself) {
      return new Notice(isOver(asOf) ? NoticeState.ENDED : NoticeState.ENDS, renewal);
    }
    LocalDate next = nextNotice(asOf.minusDays(1));
    return renewal.isBefore(asOf) && next != null
        ? new Notice(NoticeState.OPEN, next)
        : new Notice(NoticeState.MISSED, notice);
  }

  /** As people are told of it. */
  public String called() {
    return tier.isEmpty() ? application.toString() : application + ", " + tier;
  }

  /** Whether it ended before a day; what goes on by itself never does. */
  public boolean isOver(LocalDate day) {
    return renewal != null && !renewsByItself && renewal.isBefore(day);
  }

  Plan plan() {
    return new Plan(application, tier);
  }

  /**
   * What a seat is of.
   *
   * @param tier in small letters, however somebody writes it
   */
  record Plan(AppId application, String tier) implements Comparable<Plan> {
    Plan {
      tier = tier.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Plan other) {
      int byApplication = application.compareTo(other.application);
      return byApplication == 0 ? tier.compareTo(other.tier) : byApplication;
    }
  }
}
