package com.orgscope.sources.okta;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.lake.Source;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.DayCompleteness;
import com.orgscope.sources.HourStore;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestClock.Killed;
import com.orgscope.sources.TestSources;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletenessTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");

  /** A settled hour, eight hours into the day. */
  private static final Instant SEVEN = Instant.parse("2026-03-02T07:00:00Z");

  private final TestClock clock = new TestClock();
  private final OktaDouble okta = new OktaDouble(clock);
  private final TestSources sources = new TestSources(new OktaLog(), clock);

  @BeforeEach
  void connect() {
    sources.connectCertified(
        TestClock.BEGIN.minus(Duration.ofHours(8)),
        Map.of("org", okta.address().toString(), "api-token", OktaDouble.TOKEN));
  }

  @AfterEach
  void close() {
    okta.close();
  }

  private void publish(int events, Instant from) {
    for (int i = 0; i < events; i++) {
      Instant at = from.plusSeconds(60L * i);
      okta.publish(at, at);
    }
  }

  private HourStore.Row seven() {
    return sources.hours().stream()
        .filter(row -> row.hour().equals(SEVEN))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_hour_whose_events_are_all_stored_is_certified_by_count_and_digest() {
    publish(7, SEVEN);
    clock.advance(Duration.ofHours(2));
    sources.process().catchUp();
    sources.process().catchUp();

    HourStore.Row hour = seven();
    assertThat(hour.given()).isEqualTo(7);
    assertThat(hour.stored()).isEqualTo(7);
    assertThat(hour.storedDigest()).isEqualTo(hour.givenDigest());
    assertThat(hour.certifiedAt()).isNotNull();
    assertThat(sources.hours()).hasSize(9).allMatch(row -> row.certifiedAt() != null);
    assertThat(sources.intake().elements()).as("nothing was fetched again").hasSize(7);

    DayCompleteness day = sources.completeness().day(sources.tenant(), DAY);
    assertThat(day.complete()).isTrue();
    assertThat(day.certifiedHours()).isEqualTo(9);
    assertThat(day.pendingHours()).isEqualTo(15);
  }

  @Test
  void what_polling_never_showed_is_found_fetched_and_the_hour_certified_again() {
    publish(5, SEVEN);
    clock.advance(Duration.ofMinutes(30));
    sources.process().catchUp();
    // kept, against the promise, behind the cursor: no poll will ever show it
    Instant behind = SEVEN.plusSeconds(30);
    okta.publish(behind, behind);
    clock.advance(Duration.ofHours(2));
    var process = sources.process();
    process.catchUp();
    while (sources.hours().stream().noneMatch(row -> row.hour().equals(SEVEN))) {
      clock.advance(Duration.ofSeconds(90));
      process.turns();
    }

    HourStore.Row gap = seven();
    assertThat(gap.given() - gap.stored()).isEqualTo(1);
    assertThat(gap.certifiedAt()).isNull();
    assertThat(gap.storedDigest()).isNotEqualTo(gap.givenDigest());
    DayCompleteness incomplete = sources.completeness().day(sources.tenant(), DAY);
    assertThat(incomplete.complete()).isFalse();
    assertThat(incomplete.reasons().getFirst()).contains("okta").contains("1 events are missing");
    Completeness.Summary summary = sources.completeness().summary(sources.caller(), Source.OKTA);
    assertThat(summary.missing()).isEqualTo(1);
    assertThat(summary.lostIn()).isBetween(Duration.ofDays(89), Duration.ofDays(90));

    clock.advance(Duration.ofMinutes(5));
    process.catchUp();
    HourStore.Row mended = seven();
    assertThat(mended.certifiedAt()).isNotNull();
    assertThat(mended.late()).isEqualTo(1);
    assertThat(mended.given()).isEqualTo(6);
    assertThat(sources.arrived(okta)).isEqualTo(okta.visible());
    assertThat(sources.completeness().day(sources.tenant(), DAY).complete()).isTrue();
  }

  @Test
  void an_hour_is_not_asked_for_before_it_is_settled_and_polled() {
    publish(3, SEVEN);
    sources.process().catchUp();
    assertThat(sources.hours()).allMatch(row -> row.hour().isBefore(SEVEN));
    assertThat(sources.hours()).hasSize(7);
  }

  @Test
  void a_certifier_that_is_killed_anywhere_goes_on() {
    publish(4, SEVEN);
    Instant behind = SEVEN.plusSeconds(30);
    clock.advance(Duration.ofMinutes(10));
    sources.process().catchUp();
    okta.publish(behind, behind);
    clock.advance(Duration.ofHours(3));
    for (int step = 3; step < 60; step += 8) {
      clock.killAt(step);
      try {
        sources.process().turns();
      } catch (Killed e) {
        // as planned
      }
      clock.letLive();
      clock.advance(Duration.ofMinutes(4));
    }
    clock.advance(Duration.ofMinutes(10));
    sources.process().catchUp();
    clock.advance(Duration.ofMinutes(10));
    sources.process().catchUp();
    assertThat(sources.hours()).allMatch(row -> row.certifiedAt() != null);
    assertThat(sources.arrived(okta)).isEqualTo(okta.visible());
  }
}
