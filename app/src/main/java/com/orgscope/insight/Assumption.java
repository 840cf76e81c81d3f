package com.orgscope.insight;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import com.orgscope.usage.Range;
import java.util.List;

/**
 * A number nobody measured, with its range and where it comes from.
 *
 * @param id stable name ({@code "hourly-cost"})
 * @param unit what it counts, in words
 * @param source who says so
 * @param own whether the tenant set it
 */
public record Assumption(
    String id,
    String name,
    String unit,
    double low,
    double typical,
    double high,
    String source,
    boolean own) {

  public Assumption {
    if (!(0 <= low && low <= typical && typical <= high && typical > 0)) {
      throw Failure.operator(
          "assumption '%s' needs 0 <= low <= typical <= high, not %s, %s, %s"
              .formatted(id, low, typical, high));
    }
  }

  /**
   * Those of a table beside a class, whose columns are in the order of the components.
   *
   * @param resource a table of tab-separated columns
   */
  public static List<Assumption> listed(Class<?> owner, String resource) {
    return Table.read(owner, resource).rows().stream()
        .map(row ->
            new Assumption(
                row.get(0),
                row.get(1),
                row.get(2),
                Double.parseDouble(row.get(3)),
                Double.parseDouble(row.get(4)),
                Double.parseDouble(row.get(5)),
                row.get(6),
                false))
        .toList();
  }

  public Range range() {
    return new Range(low, typical, high);
  }

  /** How far it may be off, for figures its typical value is in already. */
  public Range relativeRange() {
    return new Range(low / typical, 1, high / typical);
  }
}
