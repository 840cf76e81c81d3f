package com.orgscope.web;

import java.util.List;

/**
 * What waits for a decision: of IT/Security the queue, of a manager who of their reports.
 *
 * @param lead who decides what
 * @param queue empty for a manager
 * @param choices categories
 * @param reports names, and how it stands; empty for IT/Security
 */
public record ReviewPage(
    String lead, List<Waiting> queue, List<String> choices, List<Report> reports) {
  public ReviewPage {
    queue = List.copyOf(queue);
    choices = List.copyOf(choices);
    reports = List.copyOf(reports);
  }

  /**
   * One contest, without whose it is.
   *
   * @param due by when, and whether that is over
   */
  public record Waiting(
      long number, String category, String setBy, String wanted, String statement, String due) {}

  /** One report of a manager. */
  public record Report(String name, String state) {}
}
