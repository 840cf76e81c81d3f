package com.orgscope.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a session may last, by the clock of this process. */
@Component
final class SessionAge {
  /** Ended sessions are kept for so long, so that a browser can be told why. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final SignInSettings settings;
  private final InstantSource clock;

  SessionAge(SignInSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  SessionStore.Keeping keeping(Sessions.Bounds bounds, Instant now) {
    Instant openedSince = now.minus(settings.absoluteLimit());
    return new SessionStore.Keeping(
        bounds.each(),
        bounds.all(),
        now.minus(settings.idleLimit()),
        openedSince,
        now,
        openedSince.minus(KEPT));
  }

  /** Why the session is over by now; null if it is not. */
  @Nullable Ending ending(SessionStore.Row row, Instant now) {
    if (isOver(row.usedAt(), settings.idleLimit(), now)
        || isOver(row.openedAt(), settings.absoluteLimit(), now)) {
      return Ending.TIME;
    }
    if (row.way() != Way.PROVIDER) {
      return null;
    }
    SessionStore.Asked asked = row.asked();
    boolean old =
        asked == null
            ? isOver(row.openedAt(), settings.roleAgeLimit(), now)
            : isOver(asked.confirmedAt(), settings.unconfirmedLimit(), now);
    return old ? Ending.ROLE_AGE : null;
  }

  private static boolean isOver(Instant since, Duration limit, Instant now) {
    return !now.isBefore(since.plus(limit));
  }
}
