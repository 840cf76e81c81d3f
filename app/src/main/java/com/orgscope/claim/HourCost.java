package com.orgscope.claim;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.Money;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an hour of people costs, by their kinds of work.
 *
 * @param kind of somebody; an hour of whoever has none costs what everybody's does
 */
record HourCost(List<Assumption> assumed, Function<PersonKey, Optional<String>> kind) {
  private static final String NO_KIND = "";

  /**
   * @param taken how much of their time counts
   */
  Range of(Map<PersonKey, Double> taken) {
    Map<String, Double> byKind = new HashMap<>();
    taken.forEach(
        (person, time) -> byKind.merge(kind.apply(person).orElse(NO_KIND), time, Double::sum));
    return byKind.isEmpty()
        ? Money.named(assumed, Money.HOURLY_COST).range()
        : Money.hour(assumed, byKind);
  }
}
