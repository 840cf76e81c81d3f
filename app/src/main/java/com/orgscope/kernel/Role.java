package com.orgscope.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is to the company they look at; row-level security knows these names. */
public enum Role {
  /** Sees the organization's published aggregates and no person. */
  CEO,
  /** Sees the same of the company as a whole, and of the units that were granted. */
  EXECUTIVE,
  /** Sees their direct reports. */
  MANAGER,
  /** Sees their own data. */
  EMPLOYEE,
  /** Sees everything; each look is audited. */
  IT_SECURITY,
  /** Sees anonymized statistics and evidence that the controls hold. */
  AUDITOR,
  /** Works council or data protection officer: sees what people are promised, and no person. */
  COUNCIL,
  /** The product's own work: ingestion, the nightly run. No person signs in as this. */
  SYSTEM;

  /** Whether somebody of the directory has it, by whom its rows are chosen. */
  public boolean isOfAPerson() {
    return this == MANAGER || this == EMPLOYEE;
  }

  /** The one that somebody wrote, such as {@code it-security}; small letters or capitals. */
  public static Optional<Role> named(String word) {
    String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values()).filter(role -> role.name().equals(name)).findFirst();
  }
}
