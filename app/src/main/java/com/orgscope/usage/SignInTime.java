package com.orgscope.usage;

/**
 * What signing in took, as far as the log holds it: {@code daily.sql} says what an episode is. What
 * was abandoned has no time.
 *
 * @param failureSeconds of episodes that began with a failure
 * @param failuresAssumed failures of which nobody knows how long they took
 * @param challengeSeconds of episodes that began with a challenge
 * @param challengesAssumed challenges of which nobody knows how long they took
 */
public record SignInTime(
    long failureSeconds, long failuresAssumed, long challengeSeconds, long challengesAssumed) {
  static final SignInTime NONE = new SignInTime(0, 0, 0, 0);

  SignInTime plus(SignInTime other) {
    return new SignInTime(
        failureSeconds + other.failureSeconds,
        failuresAssumed + other.failuresAssumed,
        challengeSeconds + other.challengeSeconds,
        challengesAssumed + other.challengesAssumed);
  }
}
