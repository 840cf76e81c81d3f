package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.util.List;

/**
 * What a release would be made of, exactly and with no noise: for operations, never for a page of
 * the organization.
 */
public record Candidate(String run, TimeWindow window, int people, List<Cell> cells) {

  /** One department and category as it is. */
  public record Cell(String department, String category, long people, double hoursPerWeek) {}

  public Candidate {
    cells = List.copyOf(cells);
  }
}
