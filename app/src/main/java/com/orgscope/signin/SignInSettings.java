package com.orgscope.signin;

import com.orgscope.kernel.Failure;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a sign-in is good.
 *
 * @param idleLimit a session ends when nobody used it for so long
 * @param absoluteLimit a session ends so long after the sign-in, used or not
 * @param roleAgeLimit a role of a group of an identity provider that gives no refresh token is
 *     asked for anew after this time: the session ends, and signing in again is a click
 * @param recheckInterval how long a process takes for true what it read of a person's standing and
 *     of a company's identity provider; 30 seconds at most
 * @param confirmInterval so long after an identity provider told somebody's groups it is asked for
 *     them again, where it gives a refresh token; 50 seconds at most
 * @param unconfirmedLimit a session of which the identity provider cannot be asked any more ends
 *     after this time; 5 minutes at most
 */
@Validated
@ConfigurationProperties("orgscope.sign-in")
public record SignInSettings(
    @DefaultValue("2h") @NotNull Duration idleLimit,
    @DefaultValue("12h") @NotNull Duration absoluteLimit,
    @DefaultValue("1h") @NotNull Duration roleAgeLimit,
    @DefaultValue("20s") @NotNull Duration recheckInterval,
    @DefaultValue("45s") @NotNull Duration confirmInterval,
    @DefaultValue("5m") @NotNull Duration unconfirmedLimit) {
  private static final Duration LONGEST_RECHECK = Duration.ofSeconds(30);
  private static final Duration LONGEST_CONFIRM = Duration.ofSeconds(50);
  private static final Duration LONGEST_UNCONFIRMED = Duration.ofMinutes(5);

  public SignInSettings {
    atMost("recheck-interval", recheckInterval, LONGEST_RECHECK);
    atMost("confirm-interval", confirmInterval, LONGEST_CONFIRM);
    atMost("unconfirmed-limit", unconfirmedLimit, LONGEST_UNCONFIRMED);
  }

  private static void atMost(String name, Duration value, Duration most) {
    if (value.compareTo(most) > 0 || value.isNegative()) {
      throw Failure.operator(
          "orgscope.sign-in."
              + name
              + " is at most "
              + most.toSeconds()
              + "s, or whoever left would stay too long");
    }
  }

  /** Whether what was read then may be taken for true now. */
  boolean isRecent(Instant read, Instant now) {
    return isWithin(read, recheckInterval, now);
  }

  /** Whether so much time has not passed since then; a clock may have been set back. */
  static boolean isWithin(Instant since, Duration time, Instant now) {
    return !now.isBefore(since) && now.isBefore(since.plus(time));
  }
}
