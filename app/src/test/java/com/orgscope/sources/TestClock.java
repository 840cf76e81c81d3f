package com.orgscope.sources;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that passes when a test says so. Whoever works asks for the time at every step, so this is
 * also where a test kills a process: at the n-th question.
 */
public final class TestClock implements InstantSource {
  public static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

  private volatile Instant now = BEGIN;
  private volatile long killAt = Long.MAX_VALUE;
  private volatile long steps;

  /** As kill -9: no handler of exceptions sees it, nothing is given back. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Instant instant() {
    step();
    return now;
  }

  /** As a {@link com.orgscope.kernel.MonotonicTime} that stands at a moment. */
  public static long nanos(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
  }

  /** The time without a step. */
  public Instant now() {
    return now;
  }

  void step() {
    steps++;
    if (steps == killAt) {
      throw new Killed();
    }
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  public synchronized void until(Instant at) {
    now = at.isAfter(now) ? at : now;
  }

  /** Counts steps anew and kills at the given one. */
  public void killAt(long step) {
    steps = 0;
    killAt = step;
  }

  public void letLive() {
    killAt = Long.MAX_VALUE;
  }
}
