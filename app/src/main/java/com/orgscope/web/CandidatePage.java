package com.orgscope.web;

import java.util.List;

/**
 * The exact figures that a release of now would be drawn from, for IT/Security alone.
 *
 * @param lead of which day and run, and what it is not for
 * @param kinds everybody by kind of work
 * @param groups by department and kind of work, those of few people too
 * @param others what the release would draw beside the grid
 * @param note what else there is of it, and how many people are cut at a bound
 * @param tenant for the commands
 */
public record CandidatePage(
    String lead,
    List<CeoPage.Number> numbers,
    List<Row> kinds,
    List<Row> groups,
    List<Others> others,
    String note,
    String tenant) {
  public CandidatePage {
    numbers = List.copyOf(numbers);
    kinds = List.copyOf(kinds);
    groups = List.copyOf(groups);
    others = List.copyOf(others);
  }

  /**
   * One group.
   *
   * @param small that it is of too few people to stand alone, in words; empty if it is not
   */
  public record Row(
      String department, String category, String people, String hours, String small) {}

  /** Declared cells of one family. */
  public record Others(String title, String unit, List<Line> lines) {
    public Others {
      lines = List.copyOf(lines);
    }
  }

  /** One cell. */
  public record Line(String name, String value) {}
}
