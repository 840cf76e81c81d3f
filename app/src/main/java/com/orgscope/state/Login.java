package com.orgscope.state;

/** Who signs in at the database, each with the least that its work needs. */
enum Login {
  /** The application: it owns nothing, and policies bind it. */
  APPLICATION("orgscope_app"),
  /**
   * Puts this process's claim key into the database and can do nothing else; see {@link Claims}.
   */
  KEYS("orgscope_keys");

  private final String role;

  Login(String role) {
    this.role = role;
  }

  /** The database's name for it. */
  String role() {
    return role;
  }
}
