package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who is counted, exactly and before any noise. It never leaves this room but as a {@link
 * Candidate}.
 *
 * @param run the categorization it was taken from
 * @param window the days whose friction is counted
 * @param departments of the directory, whoever works there now, as {@link Units} calls them; with
 *     categories the shape of the grid
 * @param categories the tenant's allow-list
 * @param headcount people who work there by the directory, whatever they did: public in the company
 * @param listed whether there is a directory that the headcount is of
 * @param models which models the categories came from
 * @param seatsKnown whether IT said what is paid for by the seat and who has one
 * @param staffChanges who joined and left by the directory; null if there is none
 * @param parts what the quarter's cells count beside; null where they are not due
 */
record Census(
    String run,
    TimeWindow window,
    List<String> departments,
    List<String> categories,
    List<Member> members,
    int headcount,
    boolean listed,
    List<String> models,
    boolean seatsKnown,
    @Nullable List<StaffChange> staffChanges,
    @Nullable QuarterParts parts) {

  /** So large counts a company whose size nobody made public: no switch follows who signed in. */
  static final int UNLISTED = 500;

  /** What decides which cells are drawn: the public headcount, or a fixed number. */
  int publicSize() {
    return listed ? headcount : UNLISTED;
  }

  /** What everybody stands under: the tenant's categories, and {@link Release#NOT_YET_KNOWN}. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(categories);
    columns.add(Release.NOT_YET_KNOWN);
    return columns;
  }

  /** Where a category stands; one that left the tenant's list is not known any more. */
  String column(String category) {
    return categories.contains(category) ? category : Release.NOT_YET_KNOWN;
  }

  /** The headcount if it is the directory's, and so public. */
  @Nullable Integer publicHeadcount() {
    return listed ? headcount : null;
  }

  /** No figure of people can be above it: without a directory how many there are is not public. */
  double mostPeople() {
    return listed ? headcount : Double.POSITIVE_INFINITY;
  }

  /** Where people stand whom the directory puts nowhere. */
  static final String NO_DEPARTMENT = "No department";

  /**
   * One person.
   *
   * @param category the decided one, or {@link Release#NOT_YET_KNOWN}
   * @param shares of their work by category, adding up to about 1
   * @param minutes a week by cause, measured or from the typical assumption
   * @param use of their active time by {@link UseFunctions}, adding up to about 1; empty if they
   *     used nothing
   * @param idleDollars a year that their idle seats cost
   */
  record Member(
      String department,
      String category,
      Map<String, Double> shares,
      Map<Cause, Double> minutes,
      Map<String, Double> use,
      long idleDollars) {}
}
