package com.orgscope.llm;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** An {@link InstantSource} for a library that insists on a {@link Clock}. */
final class ClockOf extends Clock {
  private final InstantSource source;

  ClockOf(InstantSource source) {
    this.source = source;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return source.withZone(zone);
  }

  @Override
  public Instant instant() {
    return source.instant();
  }
}
