package com.orgscope.audit;

/** What walking a tenant's chain found. */
public sealed interface ChainCheck {
  /** Every entry follows from the one before, and the last is the one that was written last. */
  record Whole(long entries) implements ChainCheck {}

  /**
   * The first entry that does not.
   *
   * @param entry its number; one more than the last entry if the end was cut off
   */
  record Broken(long entry, String reason) implements ChainCheck {}
}
