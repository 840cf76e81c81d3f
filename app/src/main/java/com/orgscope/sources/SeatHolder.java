package com.orgscope.sources;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that was given an application. It lives in memory only, and never becomes text.
 *
 * @param account the provider's own id of it
 * @param logins what its owner may be known by in the directory, the likeliest first
 * @param since the day on which it was given, or before which it was surely not; null if nobody
 *     said
 * @param onTheDay whether it was given on that very day
 */
public record SeatHolder(
    String account, List<String> logins, @Nullable LocalDate since, boolean onTheDay) {
  public SeatHolder {
    logins = logins.stream().filter(login -> !login.isBlank()).distinct().toList();
  }

  /** Of two of one account the one that says more: given on a day, and the first such day. */
  public SeatHolder better(SeatHolder other) {
    if (onTheDay != other.onTheDay) {
      return onTheDay ? this : other;
    }
    if (since == null || other.since == null) {
      return since == null ? this : other;
    }
    return other.since.isBefore(since) ? other : this;
  }

  /** Of nobody in particular. */
  @Override
  public String toString() {
    return "a seat since " + since;
  }
}
