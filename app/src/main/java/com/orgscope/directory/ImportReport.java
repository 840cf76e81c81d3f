package com.orgscope.directory;

import java.util.List;

/**
 * How the rows of a file ended. {@code read} is the sum of imported, updated and rejected.
 *
 * @param imported people who were not in the directory before
 * @param updated people who were, and are now as the file says
 * @param unchanged those of them of whom it said nothing new
 * @param remarks rows that were used, but not all of them: a manager nobody knows, an odd date
 */
public record ImportReport(
    int read, int imported, int updated, int unchanged, List<Row> rejected, List<Row> remarks) {

  public ImportReport {
    rejected = List.copyOf(rejected);
    remarks = List.copyOf(remarks);
  }

  /**
   * @param line where the row begins in the file, the header's first line being 1
   * @param reason what is wrong; it may quote the row, so it is for the operator's eyes and no log
   */
  public record Row(long line, String reason) {}
}
