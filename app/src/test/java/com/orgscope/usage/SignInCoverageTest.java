package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.SignInCoverage.OfProvider;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of how many ways in the log can tell the seconds, provider by provider. */
class SignInCoverageTest {
  private static final TimeWindow WEEK = TimeWindow.ending(LocalDate.of(2026, 11, 8), 7);

  @TempDir private Path home;
  private Company acme;
  private SignInCoverage coverage;

  @BeforeEach
  void open() {
    acme = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
    coverage = new SignInCoverage(acme.lake(), acme.access(), acme.directory().resolution());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void each_provider_has_the_share_that_its_log_can_measure() {
    rolledUp(
        new SignInLog()
            .step("02 09:00:00", "s")
            .challenge("02 09:00:12", "s")
            .challenge("03 09:00", "t")
            .signIn("04 09:00", null, Outcome.FAILURE)
            .from(Source.ENTRA)
            .by(2)
            .visit("02 09:00:00", "Figma", "c")
            .passedFactor("02 09:00:20", "Figma", "c"));
    assertThat(coverage.byProvider(acme.operator(), WEEK))
        .containsExactly(new OfProvider("ENTRA", 1, 0, 0, 20), new OfProvider("OKTA", 1, 1, 1, 12));
    assertThat(coverage.byProvider(acme.operator(), WEEK))
        .extracting(OfProvider::share)
        .containsExactly(1.0, 0.5);
  }

  @Test
  void a_day_with_two_providers_is_neithers() {
    rolledUp(
        new SignInLog()
            .step("02 09:00:00", "s")
            .challenge("02 09:00:12", "s")
            .from(Source.GOOGLE)
            .challenge("02 12:00", null));
    assertThat(coverage.byProvider(acme.operator(), WEEK))
        .containsExactly(new OfProvider(null, 1, 1, 0, 12));
  }

  @Test
  void where_nobody_was_in_the_way_there_is_nothing_to_measure() {
    rolledUp(new SignInLog().visit("02 09:00", "GitHub", "s").step("20 09:00", "t"));
    assertThat(coverage.byProvider(acme.operator(), WEEK)).isEmpty();
    assertThat(new OfProvider("OKTA", 0, 0, 1, 0).share()).isNull();
  }

  @Test
  void an_answer_is_kept_until_days_are_rolled_up_anew() {
    rolledUp(new SignInLog().step("02 09:00:00", "s").challenge("02 09:00:12", "s"));
    List<OfProvider> first = coverage.byProvider(acme.operator(), WEEK);
    assertThat(coverage.byProvider(acme.operator(), WEEK)).isSameAs(first);
    rolledUp(new SignInLog().by(2).step("03 09:00:00", "t").challenge("03 09:00:12", "t"));
    assertThat(coverage.byProvider(acme.operator(), WEEK))
        .containsExactly(new OfProvider("OKTA", 2, 0, 0, 24));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"IT_SECURITY", "SYSTEM"})
  void only_it_sees_it(Role role) {
    Caller other = new Caller(acme.tenant(), role, "somebody", SignInLog.person(1));
    assertThatThrownBy(() -> coverage.byProvider(other, WEEK)).isInstanceOf(Failure.class);
  }

  private void rolledUp(SignInLog log) {
    acme.wrote(log);
    TestUsage.rollUp(acme.lake(), acme.tenant());
  }
}
