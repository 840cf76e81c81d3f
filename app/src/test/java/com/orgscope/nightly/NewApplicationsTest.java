package com.orgscope.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.Consents;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Overrides;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Source;
import com.orgscope.review.ReviewQueue;
import com.orgscope.review.ReviewQueue.Waiting;
import com.orgscope.review.ReviewQueue.Why;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.Usage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Who waits for a person's word between two nights, since their use changed at once. */
class NewApplicationsTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller SYSTEM = Caller.system(ACME, "test");
  private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);
  private static final List<String> PEOPLE =
      List.of("four", "five", "optedout", "withheld", "newcomer", "known", "twice");

  private final StringBuilder log = new StringBuilder();

  @TempDir private static Path home = Path.of("");

  @Test
  void five_new_applications_in_a_day_put_somebody_into_the_queue_until_a_word_or_a_night() {
    try (var context = Product.on(TestDatabase.fresh(), home).run()) {
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      TestDirectory.employ(
          context.getBean(People.class),
          SYSTEM,
          "employee_id,login,display_name",
          PEOPLE.stream()
              .map(name -> PEOPLE.indexOf(name) + "," + name + "@x.example," + name)
              .toArray(String[]::new));
      use();
      context.getBean(Ingest.class).stream(
          IT, Source.OKTA, new ByteArrayInputStream(log.toString().getBytes(UTF_8)), Progress.NONE);
      judged(context, DAY.minusDays(1), PEOPLE);
      PersonKey out = key(context, "optedout");
      context
          .getBean(Consents.class)
          .say(new Caller(ACME, Role.EMPLOYEE, "oidc:" + out, out), false);

      NewApplicationsWatch watch = context.getBean(NewApplicationsWatch.class);
      watch.run(null);
      watch.run(null);
      assertThat(waiting(context)).containsExactlyInAnyOrder("five", "twice");
      assertThat(context.getBean(ReviewQueue.class).of(IT))
          .filteredOn(one -> one.person().equals(key(context, "five")))
          .singleElement()
          .satisfies(one -> {
            assertThat(one.why()).isEqualTo(Why.NEW_APPLICATIONS);
            assertThat(one.began()).isEqualTo(new ReviewQueue.Began(5, DAY));
            assertThat(one.category()).isEqualTo("Engineering");
          });
      Caller manager = new Caller(ACME, Role.MANAGER, "four@x.example", key(context, "four"));
      assertThatThrownBy(() ->
              context
                  .getBean(Usage.class)
                  .newApplications(manager, TimeWindow.ending(DAY, 30), DAY, 5))
          .isInstanceOf(Failure.class);

      context
          .getBean(Overrides.class)
          .set(IT, key(context, "five"), "Sales", "they moved yesterday");
      assertThat(waiting(context)).as("a word came").containsExactly("twice");
      judged(context, DAY.minusDays(1), List.of("twice"));
      assertThat(waiting(context)).as("of the day before").containsExactly("twice");
      judged(context, DAY, List.of("twice"));
      assertThat(waiting(context)).as("a night judged that day").isEmpty();
      watch.run(null);
      assertThat(waiting(context)).as("once for a person and day").isEmpty();
    }
  }

  /** Each had used something before, but the newcomer. */
  private void use() {
    for (String name : PEOPLE) {
      if (!name.equals("newcomer")) {
        visits(name, 10, "GitHub");
      }
    }
    visits("four", 0, "GitHub", "Jira", "Confluence", "Slack", "Miro");
    visits("five", 0, "GitHub", "Jira", "Confluence", "Slack", "Miro", "Figma");
    visits("optedout", 0, "Jira", "Confluence", "Slack", "Miro", "Figma");
    visits("withheld", 0, "Jira", "Confluence", "Slack", "Miro", "Headspace");
    visits("newcomer", 0, "Jira", "Confluence", "Slack", "Miro", "Figma", "Zoom");
    visits("known", 40, "Figma");
    visits("known", 0, "Jira", "Confluence", "Slack", "Miro", "Figma");
    visits("twice", 0, "Jira", "Confluence", "Slack", "Miro", "Figma", "Jira");
  }

  private void visits(String name, int daysBefore, String... applications) {
    Instant at =
        DAY.minusDays(daysBefore)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .plus(Duration.ofHours(8));
    for (int i = 0; i < applications.length; i++) {
      OktaVisit visit =
          OktaVisit.of(name + daysBefore + "-" + i, at.plusSeconds(60L * i), 1, applications[i])
              .by("00u" + name, name + "@x.example");
      log.append(visit.json()).append('\n');
    }
  }

  private static void judged(
      ConfigurableApplicationContext context, LocalDate asOf, List<String> people) {
    TestRuns.active(
        context,
        ACME,
        asOf + "." + people.size(),
        asOf,
        people.stream()
            .collect(
                Collectors.toMap(
                    name -> key(context, name),
                    name -> DriftGuardTest.judgment(Status.DECIDED, "Engineering"))));
  }

  private static List<String> waiting(ConfigurableApplicationContext context) {
    List<PersonKey> waiting =
        context.getBean(ReviewQueue.class).of(IT).stream().map(Waiting::person).toList();
    return PEOPLE.stream().filter(name -> waiting.contains(key(context, name))).toList();
  }

  private static PersonKey key(ConfigurableApplicationContext context, String name) {
    return context.getBean(People.class).byLogin(IT, name + "@x.example").orElseThrow().key();
  }
}
