package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Counts everybody as they stand after the newest categorization. */
interface Censuses {
  /**
   * As of the newest run that said something; empty as long as nothing was categorized.
   *
   * @param quarter that a release of days up to one would be of: what is drawn once in it is read
   *     only where it is due
   */
  Optional<Census> take(
      Caller caller, List<Assumption> assumptions, Function<LocalDate, Quarter> quarter);
}
