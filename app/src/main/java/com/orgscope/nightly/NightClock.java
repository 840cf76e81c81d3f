package com.orgscope.nightly;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.work.Recurring;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The night that begins by itself: of the day that is over in the tenant's zone, once, however many
 * processes there are and however long none ran. One that failed is tried three times. Whatever a
 * period's first good night finds is published, once.
 */
@Component
class NightClock implements Recurring {
  static final String KIND = "night";

  /** A night that failed so often is left to people. */
  static final int TRIES = 3;

  /** However often events come late, a day has no more nights by the clock. */
  private static final int MOST_A_DAY = 8;

  /** After what is no night that failed. */
  private static final Duration SOON = Duration.ofMinutes(1);

  /** After the first night of a day that failed; three times as long after the next. */
  private static final Duration LATER = Duration.ofMinutes(5);

  private static final int LONGER = 3;
  private static final String CALLER = "clock";
  private static final Logger LOG = LoggerFactory.getLogger(NightClock.class);

  private final Tenants tenants;
  private final Nightly nightly;
  private final NightStore nights;
  private final PeriodReleases releases;
  private final NightSettings settings;
  private final InstantSource clock;

  NightClock(
      Tenants tenants,
      Nightly nightly,
      NightStore nights,
      PeriodReleases releases,
      NightSettings settings,
      InstantSource clock) {
    this.tenants = tenants;
    this.nightly = nightly;
    this.nights = nights;
    this.releases = releases;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** For its shards, whoever does them. */
  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void run(@Nullable TenantId id) {
    if (settings.clock()) {
      night(Objects.requireNonNull(id));
    }
  }

  /** Does the night of the day that is over, unless that day has had it. */
  void night(TenantId id) {
    tenants.find(id).ifPresent(this::night);
  }

  private void night(Tenant tenant) {
    LocalDate asOf = LocalDate.ofInstant(clock.instant(), tenant.zone()).minusDays(1);
    Caller system = Caller.system(tenant.id(), CALLER);
    List<State> before = states(nights.ofDay(system, asOf));
    if (mayBegin(before)) {
      ended(system, nightly.share(system, asOf, 1, Progress.NONE));
    } else if (hasNoOutcome(before)) {
      LOG.error(
          "The night of {} of {} failed {} times: people must look", asOf, tenant.id(), TRIES);
    }
  }

  /** The longer, the more nights of the day failed. */
  @Override
  public Duration pause(@Nullable TenantId id) {
    Caller system = Caller.system(Objects.requireNonNull(id), CALLER);
    LocalDate asOf = nightly.lastDay(system.tenant());
    return pause(states(nights.ofDay(system, asOf)));
  }

  /** How the nights that are the day's ended; others are of a few people. */
  static List<State> states(List<Night> ofDay) {
    return ofDay.stream().filter(Night::isOfItsDay).map(Night::state).toList();
  }

  static Duration pause(List<State> before) {
    long failed = before.stream().filter(State.FAILED::equals).count();
    return failed == 0 ? SOON : LATER.multipliedBy(Math.round(Math.pow(LONGER, failed - 1)));
  }

  /** Whether a night of a day begins or goes on by the clock, after those that it had. */
  static boolean mayBegin(List<State> before) {
    return hasNoOutcome(before) && before.stream().filter(State.FAILED::equals).count() < TRIES;
  }

  private static boolean hasNoOutcome(List<State> before) {
    return before.stream().allMatch(state -> state == State.FAILED || state == State.RUNNING);
  }

  /** Whether a night is done again once nothing is missing of its days. */
  static boolean mayBeDoneAgain(Night newest, int had) {
    return newest.state() == State.PARTIAL && had < MOST_A_DAY;
  }

  /** Does the newest night again if it lacked events that have come since. */
  void again(TenantId tenant) {
    Caller system = Caller.system(tenant, CALLER);
    if (!settings.clock()) {
      return;
    }
    for (Night newest : nights.recent(system, 1)) {
      if (newest.state() == State.RUNNING && nights.ofDay(system, newest.asOf()).size() > 1) {
        ended(system, nightly.run(system, newest.asOf(), Whom.DUE, Progress.NONE));
        return;
      }
    }
    nights
        .newestOfItsDay(system)
        .filter(newest ->
            mayBeDoneAgain(newest, states(nights.ofDay(system, newest.asOf())).size())
                && nightly.hasEverything(system, newest.asOf()))
        .ifPresent(
            newest -> ended(system, nightly.run(system, newest.asOf(), Whom.DUE, Progress.NONE)));
  }

  private void ended(Caller system, NightReport report) {
    LOG.info("Night {} of {} is {}", report.run(), system.tenant(), report.state());
    if (report.state() == State.FAILED) {
      throw Failure.retry("night " + report.run() + " failed: " + report.because(), null);
    }
    if (report.state() == State.PUBLISHED
        && nights.find(system, report.run()).filter(Night::isOfItsDay).isPresent()) {
      releases.publish(system);
    }
  }
}
