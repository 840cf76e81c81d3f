package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.orgscope.privacy.PrivacyPolicy;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases that follow each other too soon, or of too much of one person, tell of one person. */
class InsightSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"P7D", "P1W", "P8D", "P1M", "P1Y", "P1M1D"})
  void a_release_may_stand_for_a_week_or_longer(String period) {
    assertThat(every(period).releasePeriod()).isEqualTo(Period.parse(period));
    assertThat(PrivacyPolicy.FLOORS.refusal(Period.parse(period))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"P6D", "P1D", "P0D", "P-1M", "P1M-24D", "P-1M60D", "-P7D"})
  void one_that_stands_for_less_than_a_week_in_any_month_is_refused(String period) {
    assertThat(PrivacyPolicy.FLOORS.refusal(Period.parse(period)))
        .get(STRING)
        .contains("orgscope.insight.release-period: a week or more is needed")
        .contains(Period.parse(period).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "P-1M", "P1M-24D", "P-1M60D", "-P7D"})
  void one_that_stands_for_no_time_is_refused_whoever_signs(String period) {
    assertThatThrownBy(() -> every(period))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orgscope.insight.release-period: a day or more is needed");
  }

  @Test
  void friction_is_of_whole_weeks() {
    assertThat(of(7, Duration.ofMinutes(1), Duration.ofHours(168)).frictionDays()).isEqualTo(7);
    for (int days : new int[] {0, -7, 6, 8, 27}) {
      assertThatThrownBy(() -> of(days, Duration.ofMinutes(30), Duration.ofHours(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("orgscope.insight.friction-days: whole weeks are needed");
    }
  }

  @Test
  void nobody_counts_for_no_time_or_for_more_than_there_is() {
    Duration fine = Duration.ofMinutes(30);
    for (Duration bound :
        new Duration[] {
          Duration.ofSeconds(59), Duration.ZERO, Duration.ofHours(168).plusMillis(1)
        }) {
      assertThatThrownBy(() -> of(28, bound, fine))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("orgscope.insight.weekly-sign-in-bound: from PT1M to PT168H");
      assertThatThrownBy(() -> of(28, fine, bound))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("orgscope.insight.weekly-switching-bound: from PT1M to PT168H");
    }
  }

  private static InsightSettings every(String period) {
    return new InsightSettings(
        Period.parse(period), 28, 200, 5_000, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);
  }

  private static InsightSettings of(int frictionDays, Duration signIn, Duration switching) {
    return new InsightSettings(
        Period.ofMonths(1), frictionDays, 200, 5_000, signIn, switching, 1_000);
  }
}
