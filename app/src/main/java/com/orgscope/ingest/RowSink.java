package com.orgscope.ingest;

import com.orgscope.lake.Event;

/** Where the rows of a run go. */
interface RowSink {
  void add(Event event);

  /** Returns when everything added so far is durable. */
  void flush();

  /** Forgets what is not durable yet, after a failure. */
  void abandon();
}
