package com.orgscope.claim;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.directory.Person;
import com.orgscope.insight.Interval;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInDays.Measure;
import com.orgscope.usage.SignInPart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of claims a release may be drawn from: each person's own, and what IT said. */
class ByLotTest {
  private static final LocalDate CHANGE = MadeUpSignIns.CHANGE;

  private static Claim claim(@Nullable String recommendation, double hours) {
    return new Claim(
        1,
        "Push in place of codes",
        recommendation,
        new Claim.Concern(new SignInPart(Set.of(), true, true), PeopleGroup.EVERYBODY),
        "Head of IT",
        CHANGE,
        new Claim.Promised(new Range(hours, 2 * hours, 4 * hours), Range.ZERO),
        null);
  }

  private static Rollout.Line line(String group, @Nullable LocalDate since) {
    return new Rollout.Line(PeopleGroup.of(group), since, CHANGE);
  }

  private static Optional<ByLot> told(LocalDate asOf, Rollout.Line... lines) {
    return ByLot.of(claim(null, 10), new Rollout(List.of(lines)), asOf);
  }

  @Test
  void a_claim_is_told_of_from_its_first_due_day_on_for_a_year() {
    Rollout.Line half = line("share:50", CHANGE);
    assertThat(told(CHANGE.plusDays(29), half)).isEmpty();
    assertThat(told(CHANGE.plusDays(30), half).orElseThrow().until())
        .isEqualTo(CHANGE.plusDays(30));
    assertThat(told(CHANGE.plusDays(89), half).orElseThrow().until())
        .isEqualTo(CHANGE.plusDays(60));
    LocalDate last = CHANGE.plusDays(90);
    assertThat(told(last.plusDays(200), half).orElseThrow().until()).isEqualTo(last);
    assertThat(told(last.plusYears(1), half)).isPresent();
    assertThat(told(last.plusYears(1).plusDays(1), half)).isEmpty();
    assertThat(told(last)).as("nobody has it").isEmpty();
  }

  /** Of other groups it is not public how many people they are. */
  @Test
  void only_what_was_given_by_lot_is_told_and_only_while_a_fifth_is_without_it() {
    LocalDate due = CHANGE.plusDays(90);
    assertThat(told(due, line("department:Sales", CHANGE))).isEmpty();
    assertThat(told(due, line("share:50", CHANGE), line("category:Sales", CHANGE))).isEmpty();
    assertThat(
            told(
                due,
                line("share:50", CHANGE),
                line("category:Sales", CHANGE),
                line("category:Sales", null)))
        .as("taken back")
        .isPresent();
    assertThat(told(due, line("share:80", CHANGE)).orElseThrow().without()).isEqualTo(0.2);
    assertThat(told(due, line("share:81", CHANGE))).isEmpty();
    assertThat(told(due, line("everybody", CHANGE))).isEmpty();
  }

  @Test
  void a_larger_share_adds_what_it_has_more_and_a_young_one_counts_on_neither_side() {
    ByLot staged =
        told(
                CHANGE.plusDays(90),
                line("share:50", CHANGE.plusDays(20)),
                line("share:10", CHANGE),
                line("share:5", CHANGE.plusDays(30)),
                line("share:70", CHANGE.plusDays(63)))
            .orElseThrow();
    assertThat(staged.shares().keySet()).containsExactly(CHANGE, CHANGE.plusDays(20));
    assertThat(staged.shares().get(CHANGE)).isCloseTo(0.1, within(1e-9));
    assertThat(staged.share()).isCloseTo(0.5, within(1e-9));
    assertThat(staged.without()).isEqualTo(0.3);
    assertThat(staged.window().from()).isEqualTo(CHANGE.minusWeeks(4));
    assertThat(staged.seenOn().until()).isEqualTo(CHANGE.minusWeeks(2));
  }

  /** A recommendation's hours may be worked out of what people did. */
  @Test
  void promises_are_told_for_those_who_have_it_where_each_was_said_by_somebody() {
    Rollout half = new Rollout(List.of(line("share:50", CHANGE)));
    LocalDate due = CHANGE.plusDays(30);
    ByLot said = ByLot.of(claim(null, 10), half, due).orElseThrow();
    ByLot worked = ByLot.of(claim("rec-1", 10), half, due).orElseThrow();
    assertThat(SparedByLot.promised(List.of(given(said), given(said))))
        .contains(new Interval(10, 40));
    assertThat(SparedByLot.promised(List.of(given(said), given(worked)))).isEmpty();
  }

  private static SparedByLot.Given given(ByLot one) {
    return new SparedByLot.Given(one.claim(), one.share());
  }

  private static Map<PersonKey, Double> spared(MadeUpSignIns company, String share) {
    return spared(company, share, company.people(), Map.of());
  }

  private static Map<PersonKey, Double> spared(
      MadeUpSignIns company,
      String share,
      List<Person> people,
      Map<PersonKey, List<LocalDate>> others) {
    ByLot byLot = told(CHANGE.plusDays(90), line(share, CHANGE)).orElseThrow();
    return byLot.spared(
        new Looks.Facts(
            CHANGE,
            null,
            company.days(),
            company.since(),
            company.keys(),
            others,
            new HourCost(List.of(), person -> Optional.empty()),
            true),
        Set.of(),
        people,
        MadeUpSignIns.SETTINGS);
  }

  private static double hours(Map<PersonKey, Double> spared) {
    return spared.values().stream().mapToDouble(n -> n).sum() / 3600;
  }

  /** Hours that people's differences make up 95 times of 100. */
  private static double chance(Map<PersonKey, Double> spared) {
    return 1.96 * Math.sqrt(spared.values().stream().mapToDouble(n -> n * n).sum()) / 3600;
  }

  /** Where the sides are as large as the share says, it is what a look finds of the same weeks. */
  @Test
  void the_sum_is_the_difference_in_differences_that_a_look_finds() {
    MadeUpSignIns company = new MadeUpSignIns(7).hire(150, CHANGE, 0.2).hire(50, null, 0);
    Panel panel =
        new Panel(
            company.days(),
            new MeasuredDays.Log(CHANGE.minusWeeks(4), CHANGE.plusDays(89), Set.of()),
            CHANGE.plusDays(90),
            MadeUpSignIns.SETTINGS);
    Map<PersonKey, @Nullable LocalDate> people = new HashMap<>();
    company.keys().forEach(key -> people.put(key, company.since().get(key)));
    double look =
        panel.comparison(panel.sides(people), Measure.SECONDS).spared().value() * 150 / 3600;
    assertThat(hours(spared(company, "share:75"))).isCloseTo(look, within(1e-9));
  }

  @Test
  void a_planted_saving_lies_within_what_people_differ_by() {
    int held = 0;
    int nothing = 0;
    for (int run = 0; run < 100; run++) {
      for (double goes : new double[] {0.2, 0}) {
        MadeUpSignIns company = new MadeUpSignIns(run).hire(300, CHANGE, goes).hire(300, null, 0);
        Map<PersonKey, Double> spared = spared(company, "share:50");
        double off = hours(spared) - company.removed() * 300 / 3600;
        int within = Math.abs(off) <= chance(spared) ? 1 : 0;
        held += goes > 0 ? within : 0;
        nothing += goes > 0 ? 0 : within;
      }
    }
    System.out.printf("by lot: held %d, nothing %d%n", held, nothing);
    assertThat(held).isGreaterThanOrEqualTo(92);
    assertThat(nothing).isGreaterThanOrEqualTo(92);
  }

  /** Neighbours: whoever is not there takes their own number along and moves nobody else's. */
  @Test
  void whoever_leaves_takes_their_own_number_along_and_moves_no_other() {
    MadeUpSignIns company = new MadeUpSignIns(9).hire(30, CHANGE, 0.2).hire(20, null, 0);
    Map<PersonKey, Double> all = spared(company, "share:60");
    assertThat(all).hasSize(50);
    for (Person gone : company.people()) {
      List<Person> others = new ArrayList<>(company.people());
      others.remove(gone);
      Map<PersonKey, Double> left = new HashMap<>(all);
      left.remove(gone.key());
      assertThat(spared(company, "share:60", others, Map.of())).isEqualTo(left);
    }
  }

  @Test
  void nobody_counts_for_whom_another_claim_changed_the_same() {
    MadeUpSignIns company = new MadeUpSignIns(9).hire(30, CHANGE, 0.2).hire(20, null, 0);
    PersonKey one = company.people().getFirst().key();
    assertThat(
            spared(company, "share:60", company.people(), Map.of(one, List.of(CHANGE.plusDays(3)))))
        .hasSize(49)
        .doesNotContainKey(one);
  }

  @Test
  void of_weeks_that_sources_know_to_lack_nobody_saves_and_too_many_of_them_tell_nothing() {
    ByLot byLot = told(CHANGE.plusDays(90), line("share:50", CHANGE)).orElseThrow();
    Set<LocalDate> week = CHANGE.plusDays(7).datesUntil(CHANGE.plusDays(14)).collect(toSet());
    MadeUpSignIns company =
        new MadeUpSignIns(11)
            .askedOftener(4)
            .without(CHANGE.plusDays(7), 7)
            .hire(900, CHANGE, 0)
            .hire(900, null, 0);
    Looks.Facts facts =
        new Looks.Facts(
            CHANGE,
            null,
            company.days(),
            company.since(),
            company.keys(),
            Map.of(),
            TestClaims.FIFTY,
            true);
    Map<PersonKey, Double> known =
        byLot.spared(facts, week, company.people(), MadeUpSignIns.SETTINGS);
    assertThat(Math.abs(hours(known))).isLessThan(chance(known));
    Map<PersonKey, Double> unknown =
        byLot.spared(facts, Set.of(), company.people(), MadeUpSignIns.SETTINGS);
    assertThat(hours(unknown)).as("as if the week had spared it").isGreaterThan(chance(unknown));
    assertThat(byLot.isThin(week, MadeUpSignIns.SETTINGS)).isFalse();
    Set<LocalDate> lately = CHANGE.minusDays(14).datesUntil(CHANGE).collect(toSet());
    assertThat(byLot.isThin(lately, MadeUpSignIns.SETTINGS)).isTrue();
  }
}
