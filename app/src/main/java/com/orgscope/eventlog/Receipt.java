package com.orgscope.eventlog;

import java.time.Duration;

/** What a log says to deliveries. It must be looked at: what was refused was not kept. */
public sealed interface Receipt {

  /** All of them are durable: the sender may forget them. */
  record Stored() implements Receipt {}

  /**
   * None of them was kept, since the log holds as much as it may.
   *
   * @param retryAfter when it is worth trying again
   */
  record Full(Duration retryAfter) implements Receipt {}
}
