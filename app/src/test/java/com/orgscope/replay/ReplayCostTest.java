package com.orgscope.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.bench.CpuClock;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.ingest.TestIdentity;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.Source;
import com.orgscope.testing.Company;
import com.orgscope.usage.Range;
import com.orgscope.usage.TestUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a replay of 10,000 people and 90 days takes: 250 simulated people, each forty times. On 1
 * December 2026: 10.8 million events in 15.9 s of processor time (104 s of wall time beside seven
 * other jobs on two cores).
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "orgscope.drill.times", matches = "[2-9]")
class ReplayCostTest {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 22);
  private static final int DAYS = 90;
  private static final int SIMULATED = 250;
  private static final int COPIES = 40;
  private static final double MOST_SECONDS = 30;

  @TempDir Path home;
  @AutoClose private Company company;

  @BeforeEach
  void anEmptyLake() {
    company = Company.open(home, Instant.parse("2026-11-29T12:00:00Z"));
  }

  @Test
  void ten_thousand_people_and_ninety_days_are_replayed_in_thirty_seconds() throws Exception {
    long events = store();
    Rules all =
        new Rules(
            Duration.ofHours(12), null, Duration.ofDays(30), true, Set.of(), Duration.ofHours(8));
    Replay replay = new Replay(all, new Range(0, 0.1, 0.3));
    Caller operator = Caller.commandLine(company.tenant(), "tester");
    TimeWindow window = TimeWindow.ending(LAST_DAY.plusDays(1), DAYS + 2);
    Instant begun = Instant.now();
    double seconds =
        CpuClock.seconds(() -> {
          TestUsage.signInEvents(company).walk(operator, "policy replay", window, replay::add);
          replay.close();
          replay.all();
        });
    System.out.printf(
        "replay of %,d people, %,d events: %.1f s of processor time, %.1f s of wall time%n",
        replay.people().size(),
        events,
        seconds,
        Duration.between(begun, Instant.now()).toMillis() / 1e3);
    assertThat(replay.people()).hasSizeGreaterThan(9_000);
    assertThat(seconds).as("on one core").isLessThan(MOST_SECONDS);
  }

  private long store() throws IOException {
    Simulation simulation =
        Simulation.of(new SimulationSettings(SIMULATED, DAYS, 1, LAST_DAY).withTrouble(0, 0));
    long events = 0;
    for (LocalDate day : simulation.days()) {
      EventBatch batch = new EventBatch();
      try (InputStream lines = simulation.open(List.of(day))) {
        for (Event event : TestIdentity.events(Source.OKTA, lines)) {
          for (int copy = 0; copy < COPIES; copy++) {
            batch.add(copied(event, copy));
            events++;
          }
        }
      }
      company.lake().append(company.tenant(), batch, Map.of());
    }
    return events;
  }

  private static Event copied(Event event, int copy) {
    return new Event(
        event.keyHigh() + copy,
        event.keyLow(),
        event.occurredAtMicros(),
        event.source(),
        event.kind(),
        event.actorHigh(),
        event.actorLow() + 1_000_003L * copy,
        event.app(),
        event.session(),
        event.outcome(),
        event.ipPrefix(),
        event.city(),
        event.country());
  }
}
