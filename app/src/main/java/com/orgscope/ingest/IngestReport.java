package com.orgscope.ingest;

import java.util.List;

/**
 * How the events of an input ended. An element of a page or an array is an event; a Google item
 * holds as many as it lists. What is no event at all (a broken line, a damaged tail) counts as one.
 *
 * @param read the sum of the other four, always
 * @param retold entries in which another service of the provider tells what its log tells too, with
 *     too little in them to be known for the same
 * @param unreadable of each file that is a table whose rows are not read, what it is, what it lacks
 *     and what to download instead, in a sentence that begins with the file
 * @param ignored events in order that say nothing about the use of applications
 */
public record IngestReport(
    long read,
    long accepted,
    long duplicates,
    long ignored,
    long deadLettered,
    long retold,
    List<String> unreadable,
    double seconds) {

  public IngestReport {
    unreadable = List.copyOf(unreadable);
    if (read != accepted + duplicates + ignored + deadLettered) {
      throw new IllegalArgumentException("an event has ended as nothing, or as two things");
    }
  }

  public double eventsPerSecond() {
    return seconds == 0 ? 0 : read / seconds;
  }
}
