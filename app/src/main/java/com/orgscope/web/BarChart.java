package com.orgscope.web;

import java.util.List;

/**
 * Sorted bars with whiskers, as the page draws them. Positions are in thousandths of the widest
 * whisker, so that the drawing needs no script and no style of its own.
 *
 * @param summary the whole chart in one sentence, for those who cannot see it
 */
public record BarChart(String id, String title, String unit, String summary, List<Bar> bars) {

  /** The drawing's width in its own units. */
  public static final int WIDTH = 1000;

  /** Where a value stands; the last thousandths stay free, so that no whisker's end is cut off. */
  static int place(double value, double widest) {
    return (int) Math.round(value / widest * (WIDTH - 4)) + 1;
  }

  public BarChart {
    bars = List.copyOf(bars);
  }

  /**
   * @param colour a category's class in the style sheet
   * @param value as published
   * @param range low to high
   */
  public record Bar(
      String label, String colour, String value, String range, int length, int low, int high) {}
}
