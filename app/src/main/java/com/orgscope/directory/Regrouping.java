package com.orgscope.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whose the keys of events are now, and what that changes for whoever added events up by person.
 *
 * @param periods as {@link IdentityResolution#periods}
 * @param days on which there may be events of keys that have come to other people since
 * @param settle to be called once it is written down that these days are to be done again
 */
public record Regrouping(List<KeyPeriod> periods, SortedSet<LocalDate> days, Runnable settle) {
  /** Keys that are everybody's own. */
  public static final Regrouping NONE = new Regrouping(List.of(), new TreeSet<>(), () -> {});
}
