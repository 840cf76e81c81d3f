package com.orgscope.recommendation;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.recommendation.Saving.Whose;
import com.orgscope.table.Table;
import com.orgscope.usage.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A change that works on how applications are used, not on the way into them: a row of {@code
 * use-changes.tsv}. No model chooses it or writes its words.
 *
 * @param assumptions ids of those whose product, times what was measured, are its hours
 */
record UseChange(String id, List<String> assumptions, String what, String because) {
  private static final Map<String, UseChange> BY_ID = read();

  static UseChange named(String id) {
    UseChange change = BY_ID.get(id);
    if (change == null) {
      throw new IllegalArgumentException("use-changes.tsv has no " + id);
    }
    return change;
  }

  /**
   * What the change may save.
   *
   * @param assumed ranges by the assumptions' ids
   * @param perWeek what was measured
   * @param hoursOfOne how many hours a week an assumption of 1 makes of all that was measured
   * @param values what the sentences leave to be filled in, but for the hours
   */
  Saving saving(
      Whose whose,
      Map<String, Range> assumed,
      double perWeek,
      double hoursOfOne,
      Map<String, String> values) {
    Range hours = Saving.hours(assumptions, assumed, hoursOfOne);
    Map<String, String> all = new HashMap<>(values);
    all.put("hours", SavingText.hours(hours));
    return new Saving(
        whose,
        id,
        assumptions,
        perWeek,
        hours,
        SavingText.fill(what, all),
        SavingText.fill(because, all),
        null,
        new Origin(Suggestions.LOCAL, null, null));
  }

  private static Map<String, UseChange> read() {
    Map<String, UseChange> changes = new HashMap<>();
    for (List<String> row : Table.read(UseChange.class, "use-changes.tsv").rows()) {
      changes.put(
          row.get(0),
          new UseChange(row.get(0), List.of(row.get(1).split(" ")), row.get(2), row.get(3)));
    }
    return Map.copyOf(changes);
  }
}
