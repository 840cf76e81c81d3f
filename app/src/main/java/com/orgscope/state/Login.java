package com.orgscope.state;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who signs in at the database: one for each part of Orgscope, with the least that its work needs.
 * What each may do stands in one table, {@code db/grants.tsv}; see {@link Grants}. None owns
 * anything, and policies bind them all.
 */
public enum Login {
  /** Pages and the API: they read what policies show and write what somebody can do on a page. */
  PAGES("orgscope_pages"),
  /** Deliveries, pollers and what carries events from the log to the lake. */
  INGEST("orgscope_ingest"),
  /** Identity providers, which write people and groups by SCIM. */
  PEOPLE("orgscope_people"),
  /** Durable work, what recurs, and blocks of the audit log. */
  WORKER("orgscope_worker"),
  /** Commands. */
  COMMAND_LINE("orgscope_app"),
  /**
   * Puts this process's claim key into the database and can do nothing else; see {@link Claims}.
   */
  KEYS("orgscope_keys");

  private final String role;

  Login(String role) {
    this.role = role;
  }

  /** The database's names for all of them, as an SQL list. */
  static String names() {
    return Stream.of(values()).map(Login::role).collect(Collectors.joining("', '", "'", "'"));
  }

  /** The database's name for it. */
  String role() {
    return role;
  }
}
