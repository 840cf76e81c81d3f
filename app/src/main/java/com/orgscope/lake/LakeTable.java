package com.orgscope.lake;

import java.util.Locale;

/**
 * The open tables, under the names a question calls them by in braces. {@code METRICS_MONTHLY} has
 * no person in it and answers only those who may ask about everybody.
 */
public enum LakeTable {
  SSO_EVENTS,
  APP_USAGE_DAILY,
  METRICS_MONTHLY;

  /** As every engine calls it. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether each row is of a person, whose key stands in the column {@code actor}. */
  public boolean namesPeople() {
    return TableShape.of(this).namesPeople();
  }
}
