package com.orgscope.web;

import java.util.List;

/**
 * Sorted bars or dots with whiskers, as the page draws them. Positions are in thousandths of the
 * widest whisker, so that the drawing needs no script and no style of its own.
 *
 * @param summary the whole chart in one sentence, for those who cannot see it
 * @param dots whether a figure is a dot: an amount of each and no amount of all
 */
public record BarChart(
    String id, String title, String unit, String summary, boolean dots, List<Bar> bars) {

  /** The drawing's width in its own units. */
  public static final int WIDTH = 1000;

  public BarChart(String id, String title, String unit, String summary, List<Bar> bars) {
    this(id, title, unit, summary, false, bars);
  }

  /** Where a value stands; the last thousandths stay free, so that no whisker's end is cut off. */
  static int place(double value, double widest) {
    return (int) Math.round(value / widest * (WIDTH - 4)) + 1;
  }

  public BarChart {
    bars = List.copyOf(bars);
  }

  /** Whether the release before is marked. */
  public boolean marked() {
    return bars.stream().anyMatch(bar -> bar.last().mark() > 0);
  }

  /** What the release before said; nothing where it said nothing. */
  public record Last(int mark, String value) {
    static final Last NONE = new Last(0, "");
  }

  /**
   * @param colour a category's class in the style sheet
   * @param value as published
   * @param range low to high
   * @param last the same figure of the release before
   */
  public record Bar(
      String label,
      String colour,
      String value,
      String range,
      int length,
      int low,
      int high,
      Last last) {
    public Bar(
        String label, String colour, String value, String range, int length, int low, int high) {
      this(label, colour, value, range, length, low, high, Last.NONE);
    }
  }
}
