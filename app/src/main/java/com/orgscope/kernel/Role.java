package com.orgscope.kernel;

/** What a caller is to the company they look at; row-level security knows these names. */
public enum Role {
  /** Sees the organization's published aggregates and no person. */
  CEO,
  /** Sees their direct reports. */
  MANAGER,
  /** Sees their own data. */
  EMPLOYEE,
  /** Sees everything; each look is audited. */
  IT_SECURITY,
  /** Sees anonymized statistics and evidence that the controls hold. */
  AUDITOR,
  /** The product's own work: ingestion, the nightly run. No person signs in as this. */
  SYSTEM
}
