package com.orgscope.usage;

/** On what ground an application was given its function; readers are told. */
public enum Basis {
  /** The tenant described the application in its own words, which go before every list. */
  TENANT,
  /** The application is on the list of known ones, by name, alias or domain. */
  CURATED,
  /** A model was asked what it is for, by its name and the industry alone. */
  MODEL,
  /**
   * Placed by the words of its name or description among those of the known applications, or by a
   * name that a known application shares with others.
   */
  TEXT,
  /** Nothing matched: the application has no function, which is honest and counts as such. */
  NONE
}
