package com.orgscope.replay;

import com.orgscope.kernel.AppId;
import org.jspecify.annotations.Nullable;

/**
 * One episode of signing in by the definitions of {@code daily.sql}, or a sign-in that met nothing.
 *
 * @param end what ended it
 * @param startedAt second of the first step, of the success where it met nothing
 * @param endedAt second of the success, else of the last step
 * @param challenges that belong to it
 * @param seconds that are measured
 * @param factorSeconds of these, the seconds from the first request of a factor on
 * @param factor whether a factor was asked for or answered
 * @param passed whether one was passed
 * @param failed whether something failed before it
 * @param resumed whether nothing of the person had succeeded in the 90 minutes before
 * @param at the application that was reached; null for none
 * @param network a number for it, 0 for none; place alike
 */
record WayIn(
    End end,
    long startedAt,
    long endedAt,
    int challenges,
    long seconds,
    long factorSeconds,
    boolean factor,
    boolean passed,
    boolean failed,
    boolean resumed,
    boolean entra,
    @Nullable AppId at,
    long network,
    long place) {

  enum End {
    SIGN_IN,
    VISIT,
    /** A factor that was passed, and nothing after it. */
    FACTOR,
    ABANDONED
  }

  /**
   * Whether the common sign-in asked, and not one application in the middle of a session. Of Entra
   * a sign-in is a visit as any other: there it is one after a pause of 90 minutes, which no access
   * token outlives.
   */
  boolean isCommon() {
    return entra ? resumed : end != End.VISIT;
  }

  boolean isEnded() {
    return end != End.ABANDONED;
  }
}
