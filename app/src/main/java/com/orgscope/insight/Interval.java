package com.orgscope.insight;

/** From low to high, both included: where a figure may truly lie. */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
  }
}
