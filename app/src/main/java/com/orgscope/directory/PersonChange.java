package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;

/** What became of one person's entry. */
public sealed interface PersonChange {
  /** The directory says now what the entry says. */
  record Kept(PersonKey key) implements PersonChange {}

  /**
   * Nothing was changed.
   *
   * @param reason what is wrong; it may quote the entry, so it is for whoever sent it and no log
   */
  record Refused(String reason) implements PersonChange {}
}
