package com.orgscope.sources.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a sender is answered. */
sealed interface HookReply {

  /** It is durable, or there was nothing to keep. */
  record Taken() implements HookReply {}

  /** The challenge of a provider that asks whether this address is meant to be called. */
  record Verified(String challenge) implements HookReply {}

  /** It was not kept, by no fault of the sender: it should come again. */
  record Later(Because because, Duration retryAfter) implements HookReply {}

  /** Why something should come again. */
  enum Because {
    LOG_FULL("The event log holds as much as it may", "Nothing was kept: send it again."),
    RATE_LIMITED("Too many deliveries of this tenant", "Nothing was kept: send it again, slower."),
    OVERLOADED("Too many deliveries at once", "Nothing was kept: send it again."),
    TIMEOUT(
        "Not durable in time", "It may have been kept: send it again, it will be counted once."),
    ERROR("Trouble of ours", "Send it again; the log of Orgscope says what it was.");

    private final String title;
    private final String detail;

    Because(String title, String detail) {
      this.title = title;
      this.detail = detail;
    }

    String title() {
      return title;
    }

    String detail() {
      return detail;
    }
  }

  /**
   * The sender is wrong, and would be again.
   *
   * @param detail a sentence for whoever set up the sender
   */
  record Wrong(int status, String title, @Nullable String detail) implements HookReply {}
}
