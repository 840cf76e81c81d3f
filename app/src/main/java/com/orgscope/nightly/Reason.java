package com.orgscope.nightly;

import java.util.Locale;

/**
 * Why somebody is categorized tonight; the first that holds counts, and who is due anyway is not
 * compared with earlier.
 */
enum Reason {
  /** Somebody asked for everybody. */
  ASKED,
  /** Nobody has judged them yet. */
  FIRST,
  /** Their category was set or withdrawn by hand since the run whose answer holds. */
  OVERRIDE,
  /** The last answer was none: uncertain, provisional or not enough data. */
  UNDECIDED,
  /** Hired in the last 30 days, looked at every week. */
  NEW_HIRE,
  /** More than three new applications, or half of the mix is another, since the last answer. */
  CHANGED,
  /** The last answer is 90 days old. */
  DUE,
  /** Sampled: over 50 accesses in the last 30 days, and the last answer is a week old. */
  WEEKLY,
  /** Sampled: the last answer is 30 days old. */
  MONTHLY;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
