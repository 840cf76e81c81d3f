package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import org.jspecify.annotations.Nullable;

/**
 * One event on somebody's way in, as {@code ways-in.sql} tells it. Whatever only has to be told
 * apart is a number, and 0 where the log has none.
 *
 * @param second since 1970, UTC
 * @param entra whether it is told by Entra, where a session is one sign-in and no more
 * @param app null where none is named; never of a visit that succeeded
 * @param network as much of an address as is kept
 * @param place country and town
 */
public record SignInEvent(
    PersonKey person,
    long second,
    What what,
    boolean entra,
    @Nullable AppId app,
    long session,
    long network,
    long place) {

  /** In the order in which they count within a second. */
  public enum What {
    FAILED,
    /** A factor that was put, or answered wrongly: counted as a challenge. */
    CHALLENGED,
    /** That a factor was asked for; counted nowhere. */
    ASKED,
    /** A factor that was passed: counted as a challenge. */
    ANSWERED,
    VISITED,
    /** Of Entra: a factor that was passed, told beside a visit; counted nowhere. */
    PASSED,
    SIGNED_IN;

    private static final What[] ALL = values();

    static What at(long number) {
      return ALL[(int) number];
    }

    public boolean isChallenge() {
      return this == CHALLENGED || this == ANSWERED;
    }
  }
}
