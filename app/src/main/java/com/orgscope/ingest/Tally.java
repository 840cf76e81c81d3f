package com.orgscope.ingest;

/** Counts how events end. */
final class Tally {
  long accepted;
  long duplicates;
  long ignored;
  long deadLettered;

  long read() {
    return accepted + duplicates + ignored + deadLettered;
  }

  void add(Tally other) {
    accepted += other.accepted;
    duplicates += other.duplicates;
    ignored += other.ignored;
    deadLettered += other.deadLettered;
  }

  IngestReport report(long nanos) {
    return new IngestReport(read(), accepted, duplicates, ignored, deadLettered, nanos / 1e9);
  }
}
