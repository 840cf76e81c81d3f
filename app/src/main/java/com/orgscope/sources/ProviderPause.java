package com.orgscope.sources;

import java.time.Instant;

/** A turn ends because the provider wants to be left alone for a while; nothing is wrong. */
final class ProviderPause extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Instant until;

  ProviderPause(Instant until) {
    super("the provider wants no question before " + until, null, false, false);
    this.until = until;
  }

  Instant until() {
    return until;
  }
}
