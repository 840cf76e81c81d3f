package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** How a commit can end, in two words and an exception. */
final class Commits {
  private Commits() {}

  /**
   * Tries to commit.
   *
   * @return false if another commit stood against it, and nothing was changed
   * @throws Failure to be tried again, if nobody knows; the files must stay then, since they may be
   *     the table's by now
   */
  static boolean taken(Deadline deadline, Runnable commit) {
    if (deadline.passed()) {
      throw deadline.failure();
    }
    return taken(commit);
  }

  /** Of what writes its files within the commit. */
  static boolean taken(Runnable commit) {
    try {
      commit.run();
      return true;
    } catch (ValidationException | CommitFailedException e) {
      return false;
    } catch (UncheckedSQLException | CommitStateUnknownException e) {
      throw Failure.retry("nobody knows whether the lake took the commit", e);
    }
  }
}
