package com.orgscope.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Publication;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.sources.Sources;
import com.orgscope.sources.TestSources;
import com.orgscope.state.Database;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A night on a day of which the source has more than the lake, and its release. */
class PartialNightTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final int PEOPLE = 30;
  private static final int VISITS = 12;

  @TempDir private static Path home = Path.of("");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_night_on_an_incomplete_day_says_partial_and_its_release_waits_until_nothing_is_missing(
      boolean byTasks) {
    try (var context = Product.on(TestDatabase.fresh(), home.resolve("" + byTasks)).run()) {
      LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
      Instant morning = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(8));
      Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant dayBefore = morning.minus(Duration.ofDays(1));
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      context.getBean(Ingest.class).stream(
          IT, Source.OKTA, new ByteArrayInputStream(events(morning)), Progress.NONE);
      context
          .getBean(Sources.class)
          .connect(
              IT,
              Source.OKTA,
              Map.of("org", "http://127.0.0.1:9", "api-token", "nobody-asks-with-it"),
              dayBefore,
              false);
      certify(context, dayBefore, 15);
      Nightly nightly = context.getBean(Nightly.class);
      Releases releases = context.getBean(Releases.class);

      NightReport partial = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(partial.state()).isEqualTo(State.PARTIAL);
      assertThat(partial.because())
          .isEqualTo(
              "okta: 24 of 24 hours of %s are not certified; okta: 1 of 16 hours of %s are not certified"
                  .formatted(day, day.minusDays(1)));
      assertThat(partial.selected().people()).isEqualTo(PEOPLE);
      assertThat(releases.publish(IT))
          .isInstanceOfSatisfying(
              Publication.Withheld.class,
              held -> {
                assertThat(held.reason()).contains(partial.run(), "24 of 24 hours");
                assertThat(held.remedy()).isEqualTo(new Remedy.Night(IT.tenant(), day));
              });
      assertThat(releases.latest(IT)).isEmpty();

      certify(context, midnight, 23);
      assertThat(nightly.run(IT, day, Whom.DUE, Progress.NONE).because()).contains("1 of 24 hours");
      assertThat(releases.publish(IT)).isInstanceOf(Publication.Withheld.class);

      certify(context, midnight, 24);
      assertThat(nightly.run(IT, day, Whom.DUE, Progress.NONE).because())
          .as("the night also reads the days before its own")
          .isEqualTo("okta: 1 of 16 hours of %s are not certified".formatted(day.minusDays(1)));
      assertThat(releases.publish(IT)).isInstanceOf(Publication.Withheld.class);

      LateEvents late = context.getBean(LateEvents.class);
      NightTasks tasks = context.getBean(NightTasks.class);
      late.run(null);
      assertThat(tasks.share(IT, day, 2, Progress.NONE).state()).isEqualTo(State.PARTIAL);
      assertThat(nightly.recent(IT, 9)).as("something is missing still").hasSize(3);
      assertThat(releases.latest(IT)).isEmpty();

      certify(context, dayBefore, 16);
      if (byTasks) {
        assertThat(tasks.share(IT, day, 2, Progress.NONE).state()).isEqualTo(State.PUBLISHED);
      } else {
        late.run(null);
      }
      assertThat(nightly.recent(IT, 1).getFirst())
          .isEqualTo(nightly.recent(IT, 9).getFirst())
          .satisfies(complete -> {
            assertThat(complete.asOf()).isEqualTo(day);
            assertThat(complete.state()).isEqualTo(State.PUBLISHED);
            assertThat(complete.because()).isNull();
          });
      assertThat(releases.latest(IT)).as("it is drawn by itself").isPresent();
      late.run(null);
      assertThat(tasks.share(IT, day, 2, Progress.NONE).run())
          .as("told how it ended")
          .isEqualTo(day + ".4");
      assertThat(nightly.recent(IT, 9)).as("nothing is late any more").hasSize(4);
    }
  }

  private static byte[] events(Instant from) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PEOPLE * VISITS; i++) {
      OktaVisit visit = OktaVisit.of("e" + i, from.plusSeconds(60L * i), i % PEOPLE, "GitHub");
      lines.append(visit.json()).append('\n');
    }
    return lines.toString().getBytes(UTF_8);
  }

  private static void certify(ConfigurableApplicationContext context, Instant from, int hours) {
    TestSources.certify(context.getBean(Database.class), ACME, Source.OKTA, from, hours);
  }
}
