package com.orgscope.recommendation;

import com.orgscope.usage.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two or three places between which at least k people move, and what an integration would save
 * them. A move of a chain is one of a pair as well, so that savings are not added up.
 *
 * @param category canonical; null for everybody
 * @param between applications in the order in which they are gone through, or two functions
 * @param timesAWeek how often people went from one to the next, or through all three
 * @param hoursAWeek what these moves take
 * @param savedHoursAWeek what connecting them would save of it
 */
public record Automatable(
    @Nullable String category,
    List<String> between,
    int people,
    double timesAWeek,
    Range hoursAWeek,
    Range savedHoursAWeek,
    Range savedUsdAYear) {
  public Automatable {
    between = List.copyOf(between);
  }
}
