package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.TestOperators;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.PrivacyPolicies;
import com.orgscope.privacy.PrivacyPolicy;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestPrivacyPolicies;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The policy in force is asked before each draw, whatever a process began with. */
class PolicyOfReleasesTest {
  private static final Caller IT = Caller.commandLine(new TenantId("acorn"), "ann");
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T03:00:00Z");

  @TempDir private Path home = Path.of("replaced");
  @TempDir private Path people = Path.of("replaced");
  private final Database database = TestDatabase.fresh();
  private TestOperators persons = TestOperators.in(people);

  @BeforeEach
  void begin() {
    persons = TestOperators.in(people);
    persons.begin(TestOperators.on(database, home, CLOCK), IT);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nothing_is_drawn_or_charged_with_settings_that_go_further_than_the_policy() {
    assertThat(releases().refusal(IT)).isEmpty();
    apply(20, 7);
    withheld("orgscope.privacy.k: k is at least 20, not 10");
    apply(10, 60);
    withheld("orgscope.insight.release-period: a period of 60 days or more is needed, not P1M");
    apply(10, 7);
    assertThat(releases().publish(IT)).isInstanceOf(Publication.Published.class);
  }

  @Test
  void nothing_is_drawn_or_charged_beside_a_policy_that_is_not_as_it_was_signed()
      throws IOException {
    apply(7, 7);
    Path file = home.resolve("operators/000002.json");
    String right = Files.readString(file);
    Files.writeString(file, right.replace("\"k\":\"7\"", "\"k\":\"5\""));
    withheld(file + " is not as it was written");
    Files.delete(file);
    withheld(file + " is missing");
    Files.writeString(file, right);
    assertThat(releases().publish(IT)).isInstanceOf(Publication.Published.class);
  }

  @EnableConfigurationProperties(InsightSettings.class)
  static class Settings {}

  @Test
  void nothing_starts_with_a_shorter_period_than_the_policy_allows() {
    ApplicationContextRunner days =
        new ApplicationContextRunner()
            .withUserConfiguration(Settings.class)
            .withBean(PrivacyPolicies.class, this::policies)
            .withBean(PrivacySettings.class, () -> TestReleases.PRIVACY)
            .withBean(CheckedPeriod.class)
            .withPropertyValues("orgscope.insight.release-period=P6D");
    days.run(context ->
        assertThat(context)
            .getFailure()
            .rootCause()
            .isInstanceOf(Failure.class)
            .hasMessageContaining("a week or more is needed, not P6D"));
    apply(10, 3);
    days.run(context -> assertThat(context).hasNotFailed());
    days.withPropertyValues("orgscope.insight.release-period=P3D")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .as("of so little nothing could be drawn that was paid")
                .hasMessageContaining("is at least 0.05, not 0.029"));
  }

  private void withheld(String because) {
    Publication answer = releases().publish(IT);
    assertThat(answer)
        .isInstanceOfSatisfying(
            Publication.Withheld.class, held -> assertThat(held.reason()).contains(because));
    assertThat(releases().refusal(IT)).contains((Publication.Withheld) answer);
    assertThat(TestReleases.ledger(database, CLOCK).charges(IT)).isEmpty();
    assertThat(TestJournal.in(home).count(IT.tenant())).isZero();
  }

  private void apply(int k, int days) {
    PrivacyPolicy policy =
        new PrivacyPolicy(
            k, new BigDecimal("0.001"), new BigDecimal("2"), new BigDecimal("16"), days);
    var unused =
        policies()
            .apply(List.of(IT), persons.signed(policies().propose(policy, "a try"), "ann", "bob"));
  }

  private PrivacyPolicies policies() {
    return TestPrivacyPolicies.on(database, home, CLOCK);
  }

  private Releases releases() {
    Census census = MadeUpCensus.company(300, 1).census();
    return TestReleases.on(database, home, CLOCK, () -> Optional.of(census));
  }
}
