package com.orgscope.audit;

import java.util.List;

/** A receiver outside the house, on the wire, with its faults. */
interface Receiver extends AutoCloseable {
  /** What it does with the next batches. */
  enum Fault {
    NONE,
    /** Takes the first bytes and breaks the connection. */
    BREAKS_OFF,
    /** Takes everything and says nothing. */
    SAYS_NOTHING,
    /** Has it all, and its process ends. */
    DIES,
    /** Has it all, and breaks the connection before it says so. */
    LOSES_THE_ANSWER
  }

  void next(Fault fault);

  /** The JSON of everything that it has whole, in the order in which it came. */
  List<String> letters();

  @Override
  void close();
}
