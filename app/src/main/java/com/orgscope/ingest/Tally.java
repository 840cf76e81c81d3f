package com.orgscope.ingest;

/** Counts how events end. */
final class Tally {
  long accepted;
  long duplicates;
  long ignored;
  long deadLettered;

  /** Elements that were read out of what another service of the provider tells of them. */
  long retold;

  long read() {
    return accepted + duplicates + ignored + deadLettered;
  }

  void add(Tally other) {
    accepted += other.accepted;
    duplicates += other.duplicates;
    ignored += other.ignored;
    deadLettered += other.deadLettered;
    retold += other.retold;
  }

  /** What was counted after {@code before}. */
  Tally since(Tally before) {
    Tally since = new Tally();
    since.accepted = accepted - before.accepted;
    since.duplicates = duplicates - before.duplicates;
    since.ignored = ignored - before.ignored;
    since.deadLettered = deadLettered - before.deadLettered;
    since.retold = retold - before.retold;
    return since;
  }

  IngestReport report(long nanos) {
    return new IngestReport(
        read(), accepted, duplicates, ignored, deadLettered, retold, nanos / 1e9);
  }
}
