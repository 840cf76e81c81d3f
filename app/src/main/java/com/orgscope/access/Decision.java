package com.orgscope.access;

/** Whether somebody may, and why. */
public sealed interface Decision {
  /** They may. */
  record Allowed(String reason) implements Decision {}

  /** They may not; the reason names the roles that may. */
  record Refused(String reason) implements Decision {}
}
