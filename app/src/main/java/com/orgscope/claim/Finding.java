package com.orgscope.claim;

import java.util.Locale;

/** What a look came to. */
public enum Finding {
  /** Less than it would have been, by more than chance does. */
  SAVED,
  /** No more than chance does, or too little to matter. */
  NOTHING,
  /** More than it would have been. */
  COSTS_MORE,
  /** Groups went apart before the change as well, so that nothing follows. */
  NOT_PARALLEL,
  /** Too few people or weeks. */
  CANNOT_TELL,
  /** Everybody has it: before and after are told, which prove nothing. */
  NOBODY_TO_COMPARE;

  /** As the command line writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
