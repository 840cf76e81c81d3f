package com.orgscope.sources.okta;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.lake.Source;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.CompletenessContract;
import com.orgscope.sources.DayCompleteness;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestClock.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletenessTest extends CompletenessContract {
  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new OktaDouble(time);
  }

  @Override
  protected Provider provider() {
    return new OktaLog();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("org", source.address().toString(), "api-token", OktaDouble.TOKEN);
  }

  @Override
  protected Duration deletedAfter() {
    return Duration.ofDays(90);
  }

  @Test
  void what_polling_never_showed_is_found_fetched_and_the_hour_certified_again() {
    publish(5, SEVEN);
    clock.advance(Duration.ofMinutes(30));
    sources.process().catchUp();
    // kept, against the promise, behind the cursor: no poll will ever show it
    Instant behind = SEVEN.plusSeconds(30);
    source.publish(behind, behind);
    clock.advance(Duration.ofHours(2));
    var process = sources.process();
    process.catchUp();
    while (!isSevenAskedFor()) {
      clock.advance(Duration.ofSeconds(90));
      process.turns();
    }

    sevenLacksOneBeside(5);
    DayCompleteness incomplete = sources.completeness().day(sources.tenant(), DAY);
    assertThat(incomplete.complete()).isFalse();
    assertThat(incomplete.reasons().getFirst()).contains("okta").contains("1 events are missing");
    Completeness.Summary summary = sources.completeness().summary(sources.caller(), Source.OKTA);
    assertThat(summary.missing()).isEqualTo(1);
    assertThat(summary.lostIn()).isBetween(Duration.ofDays(89), Duration.ofDays(90));

    clock.advance(Duration.ofMinutes(5));
    process.catchUp();
    sevenHasOneLateAmong(6);
    assertThat(sources.arrived(source)).isEqualTo(source.visible());
    assertThat(sources.completeness().day(sources.tenant(), DAY).complete()).isTrue();
  }

  @Test
  void certifying_leaves_half_of_the_limit_to_polling() {
    OktaDouble okta = (OktaDouble) source;
    for (int i = 0; i < 150; i++) {
      Instant at = SEVEN.plusSeconds(15L * i);
      okta.publish(at, at);
    }
    var process = sources.process();
    process.catchUp();
    clock.advance(Duration.ofMinutes(90));
    okta.limit(60);
    int before = okta.requests();
    untilSevenWasAskedFor(process, 1);
    assertThat(okta.requests() - before).as("pages of a second reading").isGreaterThan(50);
    assertThat(okta.leastRemaining()).as("of 60 a minute").isGreaterThanOrEqualTo(28);
  }

  @Test
  void a_certifier_that_is_killed_anywhere_goes_on() {
    publish(4, SEVEN);
    Instant behind = SEVEN.plusSeconds(30);
    clock.advance(Duration.ofMinutes(10));
    sources.process().catchUp();
    source.publish(behind, behind);
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
    everyHourIsCertified();
    assertThat(sources.arrived(source)).isEqualTo(source.visible());
  }
}
