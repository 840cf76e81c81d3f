package com.orgscope.audit;

/** What walking a tenant's chain found. */
public sealed interface ChainCheck {
  /**
   * Every block follows from the one before, every entry is the one that its block holds the hash
   * of, and the last block is the one that was written last.
   *
   * @param entries in blocks
   * @param unsealed how many of the last are in no block yet; a sealer puts them there each second
   */
  record Whole(long entries, long unsealed) implements ChainCheck {}

  /**
   * The first entry that does not fit.
   *
   * @param entry its number; of a block that does not fit its first entry's, and one more than the
   *     last entry's if the end was cut off
   * @param whole how many entries before it are as they were written
   */
  record Broken(long entry, long whole, String reason) implements ChainCheck {
    /** For the operator. */
    public String sentence() {
      return "it is broken at entry %d, which %s: compare it with a backup before anything is changed"
          .formatted(entry, reason);
    }
  }
}
