package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.util.List;
import java.util.Map;

/**
 * Everybody who is counted, exactly and before any noise. It never leaves this room but as a {@link
 * Candidate}.
 *
 * @param run the categorization it was taken from
 * @param window the days whose friction is counted
 * @param departments of the directory, whoever works there now; with categories the shape of the
 *     grid
 * @param categories the tenant's allow-list
 * @param headcount people who work there by the directory, whatever they did: public in the company
 * @param models which models the categories came from
 */
record Census(
    String run,
    TimeWindow window,
    List<String> departments,
    List<String> categories,
    List<Member> members,
    int headcount,
    List<String> models) {

  /** Where people stand whom the directory puts nowhere, or does not know. */
  static final String NO_DEPARTMENT = "No department";

  /**
   * One person.
   *
   * @param category the decided one, or {@link Release#NOT_YET_KNOWN}
   * @param shares of their work by category, adding up to about 1
   * @param minutes a week by cause, from the typical assumption
   */
  record Member(
      String department, String category, Map<String, Double> shares, Map<Cause, Double> minutes) {}
}
