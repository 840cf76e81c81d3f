package com.orgscope.ingest;

/**
 * A place where a test may end the process, to see that nothing is lost or counted twice. The
 * property {@code orgscope.crash.ingest} names one and the pass at which it happens ({@code
 * BEFORE_COMMIT:2}); without it the places do nothing.
 */
enum CrashPoint {
  BEFORE_PSEUDONYMS,
  BEFORE_COMMIT,
  AFTER_COMMIT,
  BEFORE_DEAD_LETTERS,
  AFTER_DEAD_LETTERS,
  BEFORE_ROLL_UP;

  private static final String CHOSEN = System.getProperty("orgscope.crash.ingest", "");

  private int passes;

  synchronized void pass() {
    passes++;
    if (CHOSEN.equals(name() + ":" + passes)) {
      Runtime.getRuntime().halt(137);
    }
  }
}
