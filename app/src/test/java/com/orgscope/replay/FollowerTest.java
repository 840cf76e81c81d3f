package com.orgscope.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.AppId;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInEvent;
import com.orgscope.usage.SignInEvent.What;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule of a replay by itself, on one person's events written by hand. */
class FollowerTest {
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final AppId JIRA = new AppId("Jira");
  private static final Duration EIGHT_HOURS = Duration.ofHours(8);
  private static final Rules ON_RISK = new Rules(null, null, null, true, Set.of(), EIGHT_HOURS);

  private final class Told {
    private final Replay replay;
    private boolean entra;
    private long network = 1;
    private long place = 1;

    Told(Rules rules, Range signedOut) {
      this.replay = new Replay(rules, signedOut);
    }

    Told entra() {
      entra = true;
      return this;
    }

    Told on(long otherNetwork, long otherPlace) {
      network = otherNetwork;
      place = otherPlace;
      return this;
    }

    Told event(long second, What what, @Nullable AppId app, long session) {
      replay.add(
          new SignInEvent(SignInLog.person(1), second, what, entra, app, session, network, place));
      return this;
    }

    /** Asked at a second, passed and in twenty seconds later. */
    Told signIn(long second) {
      return event(second, What.ASKED, null, second)
          .event(second + 10, What.ANSWERED, null, second)
          .event(second + 20, What.SIGNED_IN, null, second);
    }

    Spared spared(Reading reading) {
      replay.close();
      return replay.all().spared(reading);
    }

    double challenges(Reading reading) {
      return spared(reading).challenges();
    }
  }

  private Told told(Rules rules) {
    return new Told(rules, Range.exactly(0));
  }

  private static Rules session(long hours) {
    return new Rules(Duration.ofHours(hours), null, null, false, Set.of(), EIGHT_HOURS);
  }

  @Test
  void a_sign_in_in_a_session_is_spared_whole_but_for_those_who_signed_out() {
    Told told = new Told(session(12), new Range(0, 0.25, 0.5)).signIn(0).signIn(5 * HOUR);
    told.signIn(12 * HOUR);
    assertThat(told.spared(Reading.MOST)).isEqualTo(new Spared(1, 0, 20));
    assertThat(told.spared(Reading.USUAL)).isEqualTo(new Spared(0.75, 0, 15));
    assertThat(told.spared(Reading.LEAST)).isEqualTo(new Spared(0.5, 0, 10));
  }

  @Test
  void a_session_counts_from_the_sign_in_that_opened_it() {
    Told told = told(session(12)).signIn(0).signIn(8 * HOUR).signIn(16 * HOUR);
    assertThat(told.challenges(Reading.USUAL))
        .as("the last is twelve hours after the first, not after the second")
        .isEqualTo(1);
  }

  private static Rules idle(long hours) {
    return new Rules(null, Duration.ofHours(hours), null, false, Set.of(), EIGHT_HOURS);
  }

  @Test
  void a_time_without_a_visit_counts_from_the_last_visit_however_old_the_sign_in_is() {
    Told told = told(idle(4)).signIn(0);
    for (int hour = 3; hour <= 12; hour += 3) {
      told.event(hour * HOUR, What.VISITED, JIRA, 0);
    }
    told.signIn(15 * HOUR).signIn(20 * HOUR);
    assertThat(told.challenges(Reading.USUAL))
        .as("one three hours after a visit is spared, one after five is not, and none is added")
        .isEqualTo(1);
  }

  @Test
  void a_shorter_time_without_a_visit_adds_a_sign_in() {
    Told told = told(idle(1)).signIn(0);
    told.event(HOUR / 2, What.VISITED, JIRA, 0).event(2 * HOUR, What.VISITED, JIRA, 0);
    assertThat(told.spared(Reading.USUAL)).isEqualTo(new Spared(-1, 0, -20));
  }

  @Test
  void on_another_network_it_may_be_another_device() {
    Told told = told(session(12)).signIn(0).on(2, 1).signIn(HOUR);
    assertThat(told.challenges(Reading.USUAL)).isEqualTo(1);
    assertThat(told.challenges(Reading.LEAST)).isZero();
  }

  @Test
  void a_shorter_session_adds_a_sign_in_as_dear_as_the_others() {
    Told told = told(session(1)).signIn(0);
    told.event(HOUR / 2, What.VISITED, JIRA, 0).event(2 * HOUR, What.VISITED, JIRA, 0);
    told.event(2 * HOUR + 60, What.VISITED, JIRA, 0);
    assertThat(told.spared(Reading.USUAL)).isEqualTo(new Spared(-1, 0, -20));
  }

  @Test
  void a_risk_is_a_network_that_was_not_seen_for_a_month() {
    Told told = told(ON_RISK).signIn(0).signIn(29 * DAY).signIn(60 * DAY);
    assertThat(told.challenges(Reading.USUAL)).isEqualTo(1);
    Told seen = told(ON_RISK).signIn(0).event(20 * DAY, What.VISITED, JIRA, 0).signIn(49 * DAY);
    assertThat(seen.challenges(Reading.USUAL)).as("a visit is seen too").isEqualTo(1);
  }

  @Test
  void most_in_favour_only_another_town_is_a_risk_and_least_in_favour_a_failure_too() {
    Told told = told(ON_RISK).signIn(0).on(2, 1).signIn(DAY);
    assertThat(told.challenges(Reading.USUAL)).isZero();
    assertThat(told.challenges(Reading.MOST)).isEqualTo(1);
    Told away = told(ON_RISK).signIn(0).on(1, 2).signIn(DAY);
    assertThat(away.challenges(Reading.USUAL)).isEqualTo(1);
    assertThat(away.challenges(Reading.MOST)).isZero();
    Told failed = told(ON_RISK).signIn(0).event(DAY - 30, What.FAILED, null, DAY).signIn(DAY);
    assertThat(failed.challenges(Reading.USUAL)).isEqualTo(1);
    assertThat(failed.challenges(Reading.LEAST)).isZero();
    Told nowhere = told(ON_RISK).on(0, 0).signIn(0).signIn(DAY);
    assertThat(nowhere.challenges(Reading.MOST)).as("the log does not say where").isZero();
  }

  @Test
  void of_a_sign_in_that_failed_first_a_spared_factor_takes_its_own_seconds() {
    Told told = told(ON_RISK).signIn(0).event(DAY - 30, What.FAILED, null, DAY).signIn(DAY);
    assertThat(told.spared(Reading.USUAL)).isEqualTo(new Spared(1, 0, 20));
  }

  @Test
  void what_was_only_answered_has_no_seconds() {
    Told told = told(ON_RISK).signIn(0);
    told.event(DAY, What.ANSWERED, null, 5).event(DAY + 1, What.VISITED, JIRA, 5);
    assertThat(told.spared(Reading.USUAL)).isEqualTo(new Spared(1, 1, 0));
  }

  @Test
  void ten_minutes_end_a_way_in() {
    Told told = told(session(12)).signIn(0);
    told.event(HOUR, What.CHALLENGED, null, 9).event(HOUR + 601, What.SIGNED_IN, null, 9);
    assertThat(told.spared(Reading.USUAL))
        .as("abandoned in a session that would have lasted")
        .isEqualTo(new Spared(1, 1, 0));
  }

  @Test
  void of_entra_a_sign_in_is_what_comes_after_ninety_minutes_and_no_renewal() {
    Told told = told(session(12)).entra();
    entraWay(told, 0, 1).event(HOUR, What.VISITED, JIRA, 1);
    entraWay(told, 2 * HOUR, 2);
    entraWay(told, 3 * HOUR, 3);
    assertThat(told.challenges(Reading.USUAL))
        .as("the record at one hour is the first sign-in's, and the last an application's own")
        .isEqualTo(1);
  }

  private static Told entraWay(Told told, long second, long session) {
    return told.event(second, What.CHALLENGED, JIRA, session)
        .event(second + 15, What.VISITED, JIRA, session);
  }

  @Test
  void of_entra_a_visit_before_a_factor_that_was_passed_is_its_request() {
    Told told = told(session(12)).entra();
    entraWay(told, 0, 1);
    told.event(5 * HOUR, What.VISITED, JIRA, 2).event(5 * HOUR + 12, What.PASSED, JIRA, 2);
    assertThat(told.spared(Reading.USUAL)).isEqualTo(new Spared(0, 0, 12));
  }

  @Test
  void a_bundle_asks_once_for_as_long_as_its_session() {
    Rules bundle = new Rules(null, null, null, false, Set.of(JIRA), EIGHT_HOURS);
    AppId other = new AppId("Figma");
    Told told = told(bundle).signIn(0);
    askedAt(told, HOUR, JIRA);
    askedAt(told, 2 * HOUR, other);
    askedAt(told, 11 * HOUR, JIRA);
    assertThat(told.challenges(Reading.USUAL))
        .as("another application asks as before, and after eight hours Jira does")
        .isEqualTo(1);
  }

  @Test
  void a_visit_after_a_shorter_session_adds_a_sign_in_and_so_does_an_applications_own_factor() {
    Told entra = told(session(1)).entra();
    entraWay(entra, 0, 1).event(2 * HOUR, What.VISITED, JIRA, 2);
    assertThat(entra.spared(Reading.USUAL)).isEqualTo(new Spared(-1, 0, -15));
    Told within = told(session(12)).entra();
    entraWay(within, 0, 1).event(2 * HOUR, What.VISITED, JIRA, 2);
    assertThat(within.spared(Reading.USUAL)).isEqualTo(Spared.NOTHING);
    Told okta = told(session(1)).signIn(0);
    askedAt(okta, 2 * HOUR, JIRA);
    assertThat(okta.spared(Reading.USUAL)).isEqualTo(new Spared(-1, 0, -20));
  }

  /** Before six hours of nothing an application's own ask, which is quicker, looks the same. */
  @Test
  void of_entra_an_added_sign_in_takes_what_those_after_a_night_take() {
    Told told = told(session(3)).entra();
    entraWay(told, 0, 1);
    told.event(2 * HOUR, What.CHALLENGED, JIRA, 2).event(2 * HOUR + 1, What.VISITED, JIRA, 2);
    told.event(6 * HOUR, What.VISITED, JIRA, 3);
    assertThat(told.spared(Reading.USUAL))
        .as("one spared in the session, and one of 15 seconds added after it")
        .isEqualTo(new Spared(0, 0, 1 - 15));
  }

  @Test
  void what_was_abandoned_makes_a_sign_in_dearer_and_is_none() {
    Told told = told(session(1)).signIn(0).event(3 * HOUR, What.CHALLENGED, null, 9);
    told.event(5 * HOUR, What.VISITED, JIRA, 0);
    assertThat(told.spared(Reading.USUAL)).isEqualTo(new Spared(-2, -1, -20));
    Told risk = told(ON_RISK).event(0, What.CHALLENGED, null, 9).signIn(DAY);
    assertThat(risk.challenges(Reading.USUAL))
        .as("whoever gave up was not there, and the network is as new")
        .isZero();
  }

  private static Rules remembered(long days) {
    return new Rules(null, null, Duration.ofDays(days), false, Set.of(), EIGHT_HOURS);
  }

  @Test
  void a_remembered_device_is_not_asked_again_and_usually_there_are_two() {
    Told told = told(remembered(30)).signIn(0).signIn(DAY).signIn(2 * DAY);
    assertThat(told.challenges(Reading.MOST)).isEqualTo(2);
    assertThat(told.challenges(Reading.USUAL)).as("the phone passes one too").isEqualTo(1);
    Told elsewhere = told(remembered(30)).signIn(0).signIn(DAY).on(2, 1).signIn(2 * DAY);
    assertThat(elsewhere.challenges(Reading.USUAL)).isEqualTo(1);
    assertThat(elsewhere.challenges(Reading.LEAST)).as("two more devices").isZero();
  }

  @Test
  void a_device_is_remembered_since_it_passed_a_factor_and_forgotten_after_its_days() {
    Told told = told(remembered(2)).signIn(0).signIn(DAY).signIn(2 * DAY);
    assertThat(told.challenges(Reading.MOST))
        .as("what was not asked for makes nobody remembered for longer")
        .isEqualTo(1);
    Told application = told(remembered(30)).signIn(0);
    askedAt(application, HOUR, JIRA);
    assertThat(application.challenges(Reading.MOST))
        .as("an application's own factor is asked for as before")
        .isZero();
  }

  @Test
  void a_network_is_new_again_after_thirty_days() {
    assertThat(told(ON_RISK).signIn(0).signIn(30 * DAY).challenges(Reading.USUAL)).isZero();
    assertThat(told(ON_RISK).signIn(0).signIn(30 * DAY - 1).challenges(Reading.USUAL)).isEqualTo(1);
  }

  @Test
  void for_a_bundle_least_in_favour_it_was_passed_on_this_network_and_most_a_sign_in_will_do() {
    Rules bundle = new Rules(null, null, null, false, Set.of(JIRA), EIGHT_HOURS);
    Told free = told(bundle).event(0, What.SIGNED_IN, null, 3);
    askedAt(free, HOUR, JIRA);
    assertThat(free.challenges(Reading.MOST)).isEqualTo(1);
    assertThat(free.challenges(Reading.USUAL)).as("no factor was passed").isZero();
    Told elsewhere = told(bundle).signIn(0).on(2, 1);
    askedAt(elsewhere, HOUR, JIRA);
    assertThat(elsewhere.challenges(Reading.USUAL)).isEqualTo(1);
    assertThat(elsewhere.challenges(Reading.LEAST)).isZero();
  }

  @Test
  void a_way_in_lasts_ten_minutes_at_most_and_another_sessions_factor_asks_nobody() {
    Told told = told(session(12)).signIn(0);
    told.event(HOUR, What.ASKED, null, 9).event(HOUR + 500, What.ASKED, null, 9);
    told.event(HOUR + 1000, What.SIGNED_IN, null, 9);
    assertThat(told.spared(Reading.USUAL).seconds()).isEqualTo(600);
    Told entra = told(session(12)).entra();
    entraWay(entra, 0, 1);
    entra.event(5 * HOUR, What.VISITED, JIRA, 2).event(5 * HOUR + 12, What.PASSED, JIRA, 3);
    assertThat(entra.spared(Reading.USUAL)).isEqualTo(Spared.NOTHING);
  }

  private static void askedAt(Told told, long second, AppId app) {
    told.event(second, What.ANSWERED, null, 7).event(second + 1, What.VISITED, app, 7);
  }
}
