package com.orgscope.lake;

/**
 * The open tables, under the names a question calls them by in braces. {@code METRICS_MONTHLY} has
 * no person in it and answers only those who may ask about everybody.
 */
public enum LakeTable {
  SSO_EVENTS,
  APP_USAGE_DAILY,
  METRICS_MONTHLY
}
