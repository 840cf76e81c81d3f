package com.orgscope.access;

/** What somebody may want to do. {@link Access} says who may. */
public enum Action {
  /** Published counts, hours and money of the organization. */
  ORGANIZATION_AGGREGATES,
  /** The same of the company as a whole and of granted units. */
  UNIT_AGGREGATES,
  /** To say which units an executive sees. */
  GRANT_UNITS,
  /** What a person does at work: usage, categories, evidence; pseudonymous. */
  PERSON_DATA,
  /** A person's names and logins. */
  NAMES,
  /** What the works-council policy shows of one's direct reports. */
  TEAM,
  /** To set or withdraw a person's category. */
  OVERRIDE,
  /** To approve or decline a recommendation, or to say that it is done. */
  DECIDE,
  /** What came in, what is dead, what ran. */
  OPERATIONS,
  /** To start work: ingestion, the nightly run, roll-back, publishing. */
  RUN_WORK,
  /** Tenants, people, vocabulary, descriptions of applications. */
  CHANGE_DIRECTORY,
  /** To have all that is kept of oneself erased. */
  ERASE_ONESELF,
  /** To take all that is kept of oneself. */
  EXPORT_ONESELF,
  /** To open one person's record, for a purpose. */
  OPEN_RECORD,
  /** To look at what another role sees. */
  VIEW_AS,
  /** Who looked at oneself. */
  OWN_LOOKS,
  /** To say that one's own category is wrong. */
  CONTEST,
  /** To say how right one's own category is. */
  RATE,
  /** To answer whether a report's category matches reality. */
  SURVEY,
  /** To say whether one is counted oneself. */
  CONSENT,
  /** To decide on what people contest. */
  REVIEW,
  /** Who looked at what. */
  AUDIT_LOG,
  /** What left for models, receivers of the log and collectors. */
  EGRESS,
  /** That the log is unbroken and the controls hold. */
  CONTROL_EVIDENCE,
  /** What people are promised, what it cost, and which questions were asked of models. */
  PROMISES
}
