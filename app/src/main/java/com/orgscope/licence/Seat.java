package com.orgscope.licence;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A seat that somebody was given.
 *
 * @param since when they were given it; null if nobody said
 */
record Seat(Contract.Plan plan, PersonKey person, @Nullable LocalDate since) {
  /** What may be given once. */
  record Of(Contract.Plan plan, PersonKey person) {}

  Of of() {
    return new Of(plan, person);
  }

  /** Of two of the same the one that was given first. */
  Seat earlier(Seat other) {
    boolean earlier = other.since == null || (since != null && !other.since.isBefore(since));
    return earlier ? this : other;
  }
}
