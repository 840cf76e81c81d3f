package com.orgscope.ingest;

import java.util.ArrayList;
import java.util.List;

/** Counts how events end. */
final class Tally {
  /** Tables that are told of one by one. */
  private static final int MOST_TOLD = 20;

  long accepted;
  long duplicates;
  long ignored;
  long deadLettered;

  /** Elements that were read out of what another service of the provider tells of them. */
  long retold;

  /** Of the first tables whose rows were not read, what each is and what to download instead. */
  final List<String> unreadable = new ArrayList<>();

  long read() {
    return accepted + duplicates + ignored + deadLettered;
  }

  void unreadable(String what) {
    if (unreadable.size() < MOST_TOLD) {
      unreadable.add(what);
    }
  }

  /** Says of which file it is what was told of tables behind the first {@code told}. */
  void nameUnreadable(int told, String file) {
    unreadable.subList(told, unreadable.size()).replaceAll(what -> file + ": " + what);
  }

  void add(Tally other) {
    accepted += other.accepted;
    duplicates += other.duplicates;
    ignored += other.ignored;
    deadLettered += other.deadLettered;
    retold += other.retold;
    other.unreadable.forEach(this::unreadable);
  }

  /** What was counted after {@code before}. */
  Tally since(Tally before) {
    Tally since = new Tally();
    since.accepted = accepted - before.accepted;
    since.duplicates = duplicates - before.duplicates;
    since.ignored = ignored - before.ignored;
    since.deadLettered = deadLettered - before.deadLettered;
    since.retold = retold - before.retold;
    since.unreadable.addAll(unreadable.subList(before.unreadable.size(), unreadable.size()));
    return since;
  }

  IngestReport report(long nanos) {
    return new IngestReport(
        read(), accepted, duplicates, ignored, deadLettered, retold, unreadable, nanos / 1e9);
  }
}
