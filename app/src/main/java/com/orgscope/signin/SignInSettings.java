package com.orgscope.signin;

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
 * @param roleAgeLimit a role that an identity provider's group gave is asked for anew after this
 *     time: the session ends, and signing in again is a click
 * @param recheckInterval how long a process takes for true what it read of a person's standing and
 *     of a company's identity provider; 30 seconds at most
 */
@Validated
@ConfigurationProperties("orgscope.sign-in")
public record SignInSettings(
    @DefaultValue("2h") @NotNull Duration idleLimit,
    @DefaultValue("12h") @NotNull Duration absoluteLimit,
    @DefaultValue("1h") @NotNull Duration roleAgeLimit,
    @DefaultValue("20s") @NotNull Duration recheckInterval) {
  private static final Duration LONGEST_RECHECK = Duration.ofSeconds(30);

  public SignInSettings {
    if (recheckInterval.compareTo(LONGEST_RECHECK) > 0 || recheckInterval.isNegative()) {
      throw com.orgscope.kernel.Failure.operator(
          "orgscope.sign-in.recheck-interval is at most 30s, or whoever left would stay too long");
    }
  }

  /** Whether what was read then may be taken for true now; a clock may have been set back. */
  boolean isRecent(Instant read, Instant now) {
    return !now.isBefore(read) && now.isBefore(read.plus(recheckInterval));
  }
}
