package com.orgscope.insight;

import com.orgscope.usage.Range;

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
      throw com.orgscope.kernel.Failure.operator(
          "assumption '%s' needs 0 <= low <= typical <= high, not %s, %s, %s"
              .formatted(id, low, typical, high));
    }
  }

  public Range range() {
    return new Range(low, typical, high);
  }

  /** How far it may be off, for figures its typical value is in already. */
  public Range relativeRange() {
    return new Range(low / typical, 1, high / typical);
  }
}
