package com.orgscope.lake;

/** The open tables, under the names a question calls them by in braces. */
public enum Table {
  SSO_EVENTS,
  APP_USAGE_DAILY
}
