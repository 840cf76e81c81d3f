package com.orgscope.state;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who signs in at the database, each with the least that its work needs. */
enum Login {
  /** Commands, the night and what comes in: it owns nothing, and policies bind it. */
  APPLICATION("orgscope_app"),
  /** Pages: it reads what policies show and writes only what somebody can do on a page. */
  PAGES("orgscope_pages"),
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
