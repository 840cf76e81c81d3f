package com.orgscope.recommendation;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.usage.Range;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one change may save one person, or a group of people together.
 *
 * @param change its id
 * @param assumptions ids of those behind the hours
 * @param perWeek what was measured and the change works on: events, or hours of use
 * @param hoursPerWeek what may be saved of it
 * @param what what to do, figures and names filled in
 * @param because why, figures and names filled in
 * @param setup what it starts from; null where that does not matter
 * @param origin who chose the change and wrote the reason
 */
record Saving(
    Whose whose,
    String change,
    List<String> assumptions,
    double perWeek,
    Range hoursPerWeek,
    String what,
    String because,
    @Nullable Setup setup,
    Origin origin) {

  Saving {
    assumptions = List.copyOf(assumptions);
  }

  /**
   * What may be saved a week, by assumptions.
   *
   * @param assumed ranges by the assumptions' ids
   * @param hoursOfOne how many hours a week assumptions of 1 make of all that was measured
   */
  static Range hours(List<String> assumptions, Map<String, Range> assumed, double hoursOfOne) {
    return Range.product(assumptions.stream().map(id -> assumption(assumed, id)).toList())
        .times(hoursOfOne);
  }

  private static Range assumption(Map<String, Range> assumed, String id) {
    Range range = assumed.get(id);
    if (range == null) {
      throw new IllegalArgumentException("no assumption named " + id);
    }
    return range;
  }

  /**
   * Whom it is about.
   *
   * @param category canonical
   * @param person whom it is shown to alone: the one it is about, or whose reports; null if it is
   *     about a whole category
   */
  record Whose(Of of, String category, @Nullable PersonKey person) {
    static Whose everybody(String category) {
      return new Whose(Of.CATEGORY, category, null);
    }

    static Whose team(String category, PersonKey manager) {
      return new Whose(Of.TEAM, category, manager);
    }

    static Whose person(String category, PersonKey person) {
      return new Whose(Of.PERSON, category, person);
    }
  }
}
