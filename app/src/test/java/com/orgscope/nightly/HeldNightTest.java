package com.orgscope.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole night that says too much that is new at once. */
class HeldNightTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller SYSTEM = Caller.system(ACME, "test");
  private static final int PEOPLE = 60;
  private static final int DAYS = 40;
  private static final int VISITS = 3;

  /** What more than half of the company uses says nothing of anybody's work. */
  private static final List<List<String>> APPS =
      List.of(
          List.of("GitHub", "Jenkins", "SonarQube"),
          List.of("NetSuite", "BlackLine", "Coupa"),
          List.of("Greenhouse", "Lever", "Workday"));

  @TempDir private static Path home = Path.of("");

  @Test
  void a_night_that_changes_too_much_is_held_and_what_held_before_still_does() {
    try (var context = Product.in(home).run()) {
      LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      context.getBean(Ingest.class).stream(
          IT, Source.OKTA, new ByteArrayInputStream(events(day)), Progress.NONE);
      Nightly nightly = context.getBean(Nightly.class);
      NightReport first = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(first.state()).isEqualTo(State.PUBLISHED);
      assertThat(first.judged()).isEqualTo(new NightReport.Judged(PEOPLE, 0, 0, 0, 0));

      Map<PersonKey, Judgment> otherwise = new TreeMap<>();
      current(context).keySet().forEach(person -> otherwise.put(person, otherwise()));
      TestRuns.active(context, ACME, day.minusDays(1) + ".9", day.minusDays(1), otherwise);
      Map<PersonKey, String> before = current(context);
      assertThat(before.values()).containsOnly("Sales");

      NightReport second = nightly.run(IT, day, Whom.EVERYBODY, Progress.NONE);
      assertThat(second.state()).isEqualTo(State.HELD);
      assertThat(second.because())
          .isEqualTo(
              "60 of 60 people would change category in one night; more than 20 % is held back");
      assertThat(nightly.recent(IT, 1).getFirst().state()).isEqualTo(State.HELD);
      assertThat(current(context)).isEqualTo(before);
    }
  }

  private static Map<PersonKey, String> current(ConfigurableApplicationContext context) {
    return context.getBean(Assignments.class).current(SYSTEM).stream()
        .collect(Collectors.toMap(Assignment::person, a -> String.valueOf(a.category())));
  }

  private static Judgment otherwise() {
    return DriftGuardTest.judgment(Status.DECIDED, "Sales");
  }

  private static byte[] events(LocalDate lastDay) {
    StringBuilder lines = new StringBuilder();
    for (int back = 0; back < DAYS; back++) {
      Instant morning =
          lastDay
              .minusDays(back)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .plus(Duration.ofHours(8));
      for (int i = 0; i < PEOPLE * VISITS; i++) {
        int person = i % PEOPLE;
        String app = APPS.get(person % APPS.size()).get(i / PEOPLE);
        OktaVisit visit =
            OktaVisit.of("e" + back + "-" + i, morning.plusSeconds(60L * i), person, app)
                .in("s" + back + "-" + person);
        lines.append(visit.json()).append('\n');
      }
    }
    return lines.toString().getBytes(UTF_8);
  }
}
