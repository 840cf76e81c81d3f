package com.orgscope.ingest;

/** What carries live events from the event log to the lake while the process runs. */
public interface LiveEvents {

  /**
   * Begins, unless it has begun. It ends with the process: what was read by then is stored, and the
   * rest is for others or the next start.
   */
  void start();
}
