package com.orgscope.recommendation;

import static com.orgscope.recommendation.MadeUpFriction.ASSUMED;
import static com.orgscope.recommendation.MadeUpFriction.GITHUB;
import static com.orgscope.recommendation.MadeUpFriction.JIRA;
import static com.orgscope.recommendation.MadeUpFriction.OKTA;
import static com.orgscope.recommendation.MadeUpFriction.SLACK;
import static com.orgscope.recommendation.MadeUpFriction.TEAMS;
import static com.orgscope.recommendation.MadeUpFriction.people;
import static com.orgscope.recommendation.MadeUpFriction.person;
import static com.orgscope.recommendation.MadeUpFriction.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.directory.ItPolicies;
import com.orgscope.directory.SecondFactor;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Application;
import com.orgscope.usage.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalculationTest {
  private static final Setup NOTHING_SAID = Setup.unmeasured(ItPolicies.unknown());
  private static final String ENGINEERING = "Engineering";

  private final MadeUpFriction friction = new MadeUpFriction();
  private final List<Setup> asked = new ArrayList<>();

  @Test
  void a_person_s_hours_are_events_times_minutes_times_the_share_removed() {
    // 40 failures and 80 challenges in four weeks are 10 and 20 a week.
    for (int i = 0; i < 10; i++) {
      friction.person(i, 40, 80);
    }
    List<Saving> savings = savings(NOTHING_SAID, people(0, 10));

    Saving passkeys = one(savings, person(3), "passkeys");
    assertThat(passkeys.perWeek()).isEqualTo(10);
    // 10 × 0.75 minutes × 0.5 = 3.75 minutes.
    assertThat(passkeys.hoursPerWeek().typical()).isCloseTo(0.0625, within(1e-12));
    // Three times less and twice less: e^√(ln²3 + ln²2) = 3.66563… times less.
    assertThat(passkeys.hoursPerWeek().low()).isCloseTo(0.0625 / 3.66563, within(1e-6));
    // Four times and one and a half times more: e^√(ln²4 + ln²1.5) = 4.23919… times more.
    assertThat(passkeys.hoursPerWeek().high()).isCloseTo(0.0625 * 4.23919, within(1e-5));

    Saving session = one(savings, person(3), "longer-session");
    // 20 × 0.3 minutes × 0.4 = 2.4 minutes.
    assertThat(session.hoursPerWeek().typical()).isCloseTo(0.04, within(1e-12));
    assertThat(session.because()).startsWith("There are 20 challenges a week.");
    assertThat(session.because()).contains("minutes a week");
  }

  @Test
  void a_category_s_figures_are_the_sums_of_its_people_s() {
    for (int i = 0; i < 12; i++) {
      friction.person(i, 10L * i, 80);
    }
    List<Saving> savings = savings(NOTHING_SAID, people(0, 12));
    double all = one(savings, null, "passkeys").hoursPerWeek().typical();
    double each =
        savings.stream()
            .filter(s -> s.whose().person() != null && s.change().equals("passkeys"))
            .mapToDouble(s -> s.hoursPerWeek().typical())
            .sum();
    // 660 failures are 165 a week: 165 × 0.75 × 0.5 / 60 hours; nobody with any is below the limit.
    assertThat(all).isCloseTo(165 * 0.75 * 0.5 / 60, within(1e-9));
    assertThat(each).isCloseTo(all, within(1e-9));
  }

  @Test
  void changes_of_one_person_work_on_friction_that_does_not_overlap() {
    friction.bundled(GITHUB);
    for (int i = 0; i < 10; i++) {
      friction.person(i, 40, 80, use(GITHUB, 4, 8), use(JIRA, 12, 24));
    }
    List<Saving> savings = savings(NOTHING_SAID, people(0, 10));
    assertThat(one(savings, person(0), "single-sign-on").perWeek()).isEqualTo(3);
    assertThat(one(savings, person(0), "passkeys").perWeek()).isEqualTo(7);
    assertThat(one(savings, null, "bundle-applications").perWeek()).isEqualTo(60);
    assertThat(one(savings, null, "longer-session").perWeek()).isEqualTo(140);
    assertThat(one(savings, person(0), "single-sign-on").what()).contains("Bring Jira and other");
    assertThat(asked.getFirst().bundle()).isEqualTo(Setup.Bundle.MOST);
    assertThat(asked.getFirst().failing()).containsExactly("issue-tracking", "source-control");
  }

  @Test
  void a_pair_is_what_most_go_between_and_at_least_k_people_do() {
    for (int i = 0; i < 10; i++) {
      friction.person(i, 0, 0);
      friction.switches(i, GITHUB, JIRA, 40).switches(i, SLACK, TEAMS, 8);
      friction.switches(i, JIRA, OKTA, 4000);
    }
    friction.switches(0, JIRA, SLACK, 100_000);
    List<Saving> savings = savings(NOTHING_SAID, people(0, 10));
    assertThat(one(savings, person(0), "integrate-pair").what())
        .as("one person's habit is nobody's pair, and nothing is carried into the way in")
        .isEqualTo("Connect GitHub and Jira, so that records need not be carried by hand.");
    assertThat(one(savings, person(0), "integrate-pair").perWeek()).isEqualTo(10);
    assertThat(one(savings, null, "retire-duplicate").what())
        .isEqualTo("Keep one of Microsoft Teams and Slack: both are used for team chat.");
    assertThat(asked.getFirst().pair()).containsExactly("issue-tracking", "source-control");
    assertThat(asked.getFirst().twin()).isEqualTo("team-chat");
  }

  @Test
  void two_of_a_suite_are_no_duplicate() {
    Application word = application("Word", "productivity-suite");
    Application sheet = application("Worksheet", "productivity-suite");
    for (int i = 0; i < 10; i++) {
      friction.person(i, 0, 0).switches(i, word, sheet, 400);
    }
    assertThat(savings(NOTHING_SAID, people(0, 10))).isEmpty();
  }

  private static Application application(String name, String function) {
    return new Application(
        new com.orgscope.kernel.AppId(name),
        Map.of(function, 1.0),
        com.orgscope.usage.Basis.CURATED,
        "");
  }

  @Test
  void a_job_board_and_an_applicant_tracker_are_connected_and_none_is_retired() {
    Application board = application("Indeed", "recruiting");
    Application tracker = application("Greenhouse", "recruiting");
    for (int i = 0; i < 10; i++) {
      friction.person(i, 0, 0).switches(i, board, tracker, 400);
    }
    assertThat(one(savings(NOTHING_SAID, people(0, 10)), null, "integrate-pair").what())
        .isEqualTo("Connect Greenhouse and Indeed, so that records need not be carried by hand.");
    assertThat(savings(NOTHING_SAID, people(0, 10)))
        .noneMatch(saving -> saving.change().equals("retire-duplicate"));
  }

  @Test
  void two_that_do_one_thing_are_a_duplicate_whatever_function_stands_first() {
    Application zoom = application("Zoom", "video-meetings");
    for (int i = 0; i < 10; i++) {
      friction.person(i, 0, 0).switches(i, TEAMS, zoom, 400);
    }
    List<Saving> savings = savings(NOTHING_SAID, people(0, 10));
    assertThat(one(savings, null, "retire-duplicate").what())
        .isEqualTo("Keep one of Microsoft Teams and Zoom: both are used for video meetings.");
    assertThat(savings)
        .as("no switch is saved twice")
        .noneMatch(saving -> saving.change().equals("integrate-pair"));
    assertThat(asked.getFirst().twin()).isEqualTo("video-meetings");
  }

  @Test
  void whatever_is_measured_nobody_saves_more_than_they_lose() {
    SplittableRandom random = new SplittableRandom(20261128);
    for (int round = 0; round < 60; round++) {
      MadeUpFriction made = new MadeUpFriction();
      if (random.nextBoolean()) {
        made.bundled(GITHUB);
      }
      Map<PersonKey, Double> most = new java.util.HashMap<>();
      for (int i = 0; i < 12; i++) {
        long failures = random.nextLong(200);
        long challenges = random.nextLong(400);
        long switches = random.nextLong(300);
        long others = random.nextLong(300);
        // What applications were blamed for may be counted more often than the person's own.
        made.person(
            i,
            failures,
            challenges,
            use(GITHUB, random.nextLong(300), 5),
            use(JIRA, random.nextLong(300), random.nextLong(500)));
        made.switches(i, GITHUB, JIRA, switches).switches(i, SLACK, TEAMS, others);
        most.put(
            person(i), (failures * 3 + challenges * 0.75 + (switches + others) * 1.9) / 4 / 60);
      }
      List<Saving> savings =
          made.calculation(NOTHING_SAID)
              .savings(
                  MadeUpFriction.workforce(ENGINEERING, people(0, 12)),
                  ASSUMED,
                  (category, setup, choices) -> Suggestions.withoutAsking(choices, null));
      most.forEach((person, lost) -> assertThat(high(savings, person)).isLessThanOrEqualTo(lost));
      assertThat(high(savings, null))
          .isLessThanOrEqualTo(most.values().stream().mapToDouble(d -> d).sum());
      assertThat(savings).allMatch(saving -> saving.hoursPerWeek().low() >= 0);
    }
  }

  private static double high(List<Saving> savings, @Nullable PersonKey person) {
    return savings.stream()
        .filter(s -> java.util.Objects.equals(s.whose().person(), person))
        .mapToDouble(s -> s.hoursPerWeek().high())
        .sum();
  }

  @Test
  void what_fewer_than_k_met_names_no_application_no_function_and_no_band() {
    friction.bundled(GITHUB);
    for (int i = 0; i < 10; i++) {
      // Nine use what one sign-in opens, and nine have trouble at Jira.
      friction.person(
          i,
          40,
          80,
          i == 0
              ? new com.orgscope.usage.AppUse[] {use(JIRA, 0, 0)}
              : new com.orgscope.usage.AppUse[] {use(GITHUB, 0, 0), use(JIRA, 12, 24)});
    }
    List<Saving> nine = savings(NOTHING_SAID, people(0, 10));
    assertThat(nine)
        .as("nine are no group")
        .noneMatch(s -> s.whose().person() == null && s.change().equals("single-sign-on"));
    assertThat(one(nine, person(1), "single-sign-on").what()).startsWith("Bring Jira");
    assertThat(asked.getFirst().failing()).isEmpty();
    assertThat(asked.getFirst().challenged()).isEmpty();
    assertThat(asked.getFirst().bundle()).isEqualTo(Setup.Bundle.NONE);
    friction.person(0, 40, 80, use(JIRA, 0, 0), use(SLACK, 12, 24));
    assertThat(one(savings(NOTHING_SAID, people(0, 10)), null, "single-sign-on").what())
        .startsWith("Bring such an application");
    friction.person(0, 40, 80, use(GITHUB, 0, 0), use(JIRA, 12, 24));
    List<Saving> ten = savings(NOTHING_SAID, people(0, 10));
    assertThat(one(ten, null, "single-sign-on").what()).startsWith("Bring Jira");
    assertThat(asked.getLast().failing()).containsExactly("issue-tracking");
    assertThat(asked.getLast().bundle()).isEqualTo(Setup.Bundle.MOST);
  }

  @Test
  void fewer_than_k_people_are_asked_about_nowhere_and_told_no_band_of_theirs() {
    for (int i = 0; i < 9; i++) {
      friction.person(i, 40, 80);
    }
    List<Saving> savings = savings(NOTHING_SAID, people(0, 9));
    assertThat(asked).isEmpty();
    assertThat(one(savings, person(0), "passkeys").setup()).isEqualTo(NOTHING_SAID);
    assertThat(one(savings, person(0), "passkeys").origin().fallbackBecause())
        .contains("fewer than 10 people");
    friction.person(9, 40, 80);
    savings(NOTHING_SAID, people(0, 10));
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_team_of_k_has_its_own_figures_and_a_smaller_one_none() {
    for (int i = 0; i < 24; i++) {
      friction.person(i, 40, 80);
    }
    Map<PersonKey, PersonKey> managers = new java.util.HashMap<>();
    people(0, 10).forEach(report -> managers.put(report, person(100)));
    people(10, 19).forEach(report -> managers.put(report, person(200)));
    Workforce workforce =
        new Workforce(Map.of(ENGINEERING, people(0, 24)), managers, Map.of(), name -> name);
    List<Saving> savings = savings(NOTHING_SAID, workforce);
    List<Saving> teams =
        savings.stream().filter(s -> s.whose().of() == Recommendation.Of.TEAM).toList();
    assertThat(teams)
        .extracting(s -> s.whose().person())
        .isNotEmpty()
        .as("nine who report to one manager are no group")
        .containsOnly(person(100));
    assertThat(one(teams, person(100), "passkeys").perWeek()).isEqualTo(100);
    friction.person(3, 0, 80);
    assertThat(
            savings(NOTHING_SAID, workforce).stream()
                .filter(s -> s.whose().of() == Recommendation.Of.TEAM)
                .map(Saving::change))
        .as("nine of ten failed to sign in")
        .containsExactly("longer-session");
  }

  @Test
  void decided_people_who_are_not_seen_do_not_make_a_group_of_k() {
    for (int i = 0; i < 9; i++) {
      friction.person(i, 40, 80);
    }
    savings(NOTHING_SAID, people(0, 30));
    assertThat(asked).isEmpty();
  }

  @Test
  void what_the_policies_say_decides_which_change_suits() {
    for (int i = 0; i < 10; i++) {
      friction.person(i, 40, 80);
    }
    Setup strict =
        Setup.unmeasured(new ItPolicies(Duration.ofHours(24), SecondFactor.PASSKEY, List.of()));
    List<Saving> savings = savings(strict, people(0, 10));
    assertThat(savings.stream().map(Saving::change).distinct())
        .containsExactlyInAnyOrder("self-service-reset", "challenge-on-risk");
    assertThat(asked.getFirst().session()).isEqualTo(Setup.Session.UP_TO_A_DAY);
    assertThat(asked.getFirst().challenges()).isEqualTo(Setup.Rate.SEVERAL_A_DAY);
  }

  @Test
  void nobody_gets_more_than_three_nor_what_saves_next_to_nothing() {
    friction.bundled(GITHUB);
    for (int i = 0; i < 11; i++) {
      friction.person(i, 400, 800, use(JIRA, 120, 240));
      friction.switches(i, GITHUB, JIRA, 400).switches(i, SLACK, TEAMS, 80);
    }
    friction.person(0, 1, 0);
    List<Saving> savings = savings(NOTHING_SAID, people(0, 11));
    assertThat(savings.stream().filter(s -> person(1).equals(s.whose().person()))).hasSize(3);
    assertThat(savings.stream().filter(s -> s.whose().person() == null)).hasSize(6);
    assertThat(savings.stream().filter(s -> person(0).equals(s.whose().person())))
        .extracting(Saving::change)
        .doesNotContain("passkeys");
  }

  @Test
  void ranges_are_never_inverted_and_hold_their_typical_value() {
    long seed = 20261125;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      List<Range> ranges = new ArrayList<>();
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        double low = random.nextInt(4) == 0 ? 0 : random.nextDouble(2);
        double typical = low + random.nextDouble(3) + 1e-9;
        ranges.add(new Range(low, typical, typical + random.nextInt(2) * random.nextDouble(9)));
      }
      Range product = Range.product(ranges);
      double typical = ranges.stream().mapToDouble(Range::typical).reduce(1, (a, b) -> a * b);
      assertThat(product.typical()).as("seed %d", seed).isCloseTo(typical, within(typical * 1e-9));
      assertThat(product.low()).as("seed %d", seed).isBetween(0.0, product.typical());
      assertThat(product.high()).as("seed %d", seed).isGreaterThanOrEqualTo(product.typical());
    }
    assertThat(Range.product(List.of(Range.exactly(3), Range.exactly(2))))
        .isEqualTo(Range.exactly(6));
    assertThat(Range.product(List.of(Range.exactly(0), new Range(0, 1, 2))))
        .isEqualTo(Range.exactly(0));
    assertThatThrownBy(() -> new Range(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The same people read what everybody met together, as of each provider's log. */
  @Test
  void all_that_everybody_met_less_what_is_told_of_kinds_of_work_is_of_nobody_or_of_ten_people() {
    for (int others = 0; others <= 11; others++) {
      for (int i = 0; i < 37 + others; i++) {
        friction.person(i, 40, 80);
      }
      Workforce workforce =
          new Workforce(
              Map.of("Engineering", people(0, 24), "Sales", people(24, 37)),
              Map.of(),
              Map.of(),
              name -> name);
      double told =
          savings(NOTHING_SAID, workforce).stream()
              .filter(saving -> saving.whose().of() == Recommendation.Of.CATEGORY)
              .filter(saving -> saving.change().equals("passkeys"))
              .mapToDouble(Saving::perWeek)
              .sum();
      long left = 37 + others - Math.round(told / 10);
      assertThat(left)
          .as("%d of no kind", others)
          .isEqualTo(others == 0 || others >= 10 ? others : 13 + others);
      assertThat(left == 0 || left >= 10).isTrue();
      assertThat(told).as("more is not left out than must be").isGreaterThanOrEqualTo(240);
    }
  }

  private List<Saving> savings(Setup policies, List<PersonKey> people) {
    return savings(policies, MadeUpFriction.workforce(ENGINEERING, people));
  }

  private List<Saving> savings(Setup policies, Workforce workforce) {
    return friction
        .calculation(policies)
        .savings(
            workforce,
            ASSUMED,
            (category, setup, choices) -> {
              asked.add(setup);
              return Suggestions.withoutAsking(choices, null);
            });
  }

  private static Saving one(List<Saving> savings, @Nullable PersonKey person, String change) {
    return savings.stream()
        .filter(s -> java.util.Objects.equals(s.whose().person(), person))
        .filter(s -> s.change().equals(change))
        .findFirst()
        .orElseThrow();
  }
}
