package com.orgscope.llm;

import java.time.Duration;

/** How time passes between two tries; a test lets it pass at once. */
@FunctionalInterface
interface RetryWait {
  /** Waits so long at most, and says whether the question was stopped meanwhile. */
  boolean stopped(StopSignal stop, Duration time);
}
