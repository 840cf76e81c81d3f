package com.orgscope.web;

import com.orgscope.insight.Interval;
import java.util.List;

/**
 * Bars that need not begin at nothing: what a figure may come to, or what moved it, step by step.
 * Positions are in thousandths of the drawing's width.
 *
 * @param summary the whole chart in one sentence, for those who cannot see it
 * @param line where the figure itself stands
 */
public record SpanChart(
    String id, String title, String unit, String summary, int line, List<Span> spans) {
  public SpanChart {
    spans = List.copyOf(spans);
  }

  /**
   * @param tone a class of the style sheet
   * @param from left end of the bar
   * @param width at least 1
   * @param low left end of the whisker; the same as {@code high} where there is none
   */
  public record Span(
      String label,
      String tone,
      String value,
      String range,
      int from,
      int width,
      int low,
      int high) {}

  /** The scale of a drawing that holds all its values. */
  record Scale(double low, double high) {
    /** A little wider than its values, so that no end is cut off. */
    static Scale of(double... values) {
      double low = Double.MAX_VALUE;
      double high = -Double.MAX_VALUE;
      for (double value : values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      return new Scale(low, Math.max(high, low + 1e-9));
    }

    int at(double value) {
      double share = (value - low) / (high - low);
      return (int) Math.round(Math.clamp(share, 0, 1) * (BarChart.WIDTH - 4)) + 2;
    }

    /** From one value to another, whichever is the larger; a whisker over it. */
    Span span(Said said, double from, double to, Interval whisker) {
      int left = at(Math.min(from, to));
      return new Span(
          said.label(),
          said.tone(),
          said.value(),
          said.range(),
          left,
          Math.max(1, at(Math.max(from, to)) - left),
          at(whisker.low()),
          at(whisker.high()));
    }

    Span span(Said said, double from, double to) {
      return span(said, from, to, new Interval(from, from));
    }
  }

  /** What stands beside a bar. */
  record Said(String label, String tone, String value, String range) {}
}
