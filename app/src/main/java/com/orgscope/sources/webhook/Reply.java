package com.orgscope.sources.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a sender is answered. */
sealed interface Reply {

  /** It is durable, or there was nothing to keep. */
  record Taken() implements Reply {}

  /** The challenge of a provider that asks whether this address is meant to be called. */
  record Verified(String challenge) implements Reply {}

  /** It was not kept, by no fault of the sender: it should come again. */
  record Later(Duration retryAfter) implements Reply {}

  /**
   * The sender is wrong, and would be again.
   *
   * @param detail a sentence for whoever set up the sender
   */
  record Wrong(int status, String title, @Nullable String detail) implements Reply {}
}
