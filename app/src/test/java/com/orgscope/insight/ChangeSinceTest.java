package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.insight.ChangeSince.Moved;
import com.orgscope.privacy.Noise;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is told of two releases that were drawn one after the other. */
class ChangeSinceTest {
  private static final int PEOPLE = 1_000;
  private static final int PAIRS = 100;

  /** Of companies in which nothing changes; {@code -Dorgscope.drill.times=2} has a thousand. */
  private static final int UNCHANGED =
      Integer.getInteger("orgscope.drill.times", 1) > 1 ? 1_000 : 400;

  /** How often a difference that is noise alone may be told as a change. */
  private static final double PROMISED = 0.003;

  private static final int RISES = 20;
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 24);
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 21);

  private final Noise noise = new Noise(new SplittableRandom(20261129));

  @Test
  void what_is_noise_alone_is_told_as_a_change_no_oftener_than_is_promised() {
    MadeUpCensus company = MadeUpCensus.company(PEOPLE, 1);
    int told = 0;
    int hours = 0;
    int figures = 0;
    Release before = release(company.run("run-1", OCTOBER), TestAssumptions.shipped());
    for (int pair = 0; pair < UNCHANGED; pair++) {
      Release now = release(company.run("run-2", NOVEMBER), TestAssumptions.shipped());
      ChangeSince change = ChangeSince.of(before, now).orElseThrow();
      before = now;
      assertThat(change.people().isChange()).as("the directory's").isFalse();
      figures += change.kinds().size();
      told += (int) change.kinds().stream().filter(Moved::isChange).count();
      hours += change.hours().isChange() ? 1 : 0;
    }
    System.out.printf("no change: %d of %d hours, %d of %d%n", hours, UNCHANGED, told, figures);
    assertThat(figures).isGreaterThan(5 * UNCHANGED);
    assertThat(hours).isLessThanOrEqualTo(most(UNCHANGED));
    assertThat(told).isLessThanOrEqualTo(most(figures));
  }

  /** What is promised, and three standard deviations of that. */
  private static int most(int figures) {
    double mean = PROMISED * figures;
    return (int) Math.floor(mean + 3 * Math.sqrt(mean));
  }

  /** Signing in takes a quarter longer each month. */
  @Test
  void hours_that_really_change_are_told_and_a_slow_rise_is_told_over_several_releases() {
    int steps = 0;
    int whole = 0;
    for (int run = 0; run < RISES; run++) {
      List<Release> releases = new ArrayList<>();
      for (int month = 0; month < 4; month++) {
        MadeUpCensus company = MadeUpCensus.company(PEOPLE, 1).longer(1 + 0.25 * month);
        LocalDate lastDay = OCTOBER.plusWeeks(4L * month);
        releases.addFirst(release(company.run("run-" + month, lastDay), TestAssumptions.shipped()));
      }
      Trend trend = Trend.of(releases).orElseThrow();
      assertThat(trend.points())
          .hasSize(4)
          .isSortedAccordingTo((a, b) -> a.lastDay().compareTo(b.lastDay()));
      assertThat(trend.steps()).hasSize(3);
      assertThat(trend.steps().getLast().hours())
          .as("the same as beside the release before")
          .isEqualTo(ChangeSince.of(releases.get(1), releases.getFirst()).orElseThrow().hours());
      steps += (int) trend.steps().stream().filter(step -> step.hours().isChange()).count();
      whole += trend.whole().hours().isChange() ? 1 : 0;
    }
    System.out.printf(
        "a quarter a month: %d of %d steps told, %d of %d from the first to the last%n",
        steps, 3 * RISES, whole, RISES);
    assertThat(whole).isEqualTo(RISES);
    assertThat(steps).isLessThan(RISES);
  }

  @Test
  void a_trend_is_of_three_releases_at_least_and_of_none_before_there_were_levels() {
    Release now = release(MadeUpCensus.company(PEOPLE, 1), TestAssumptions.shipped());
    Release old = TestReleases.withoutLevels(now);
    assertThat(Trend.of(List.of(now, now))).isEmpty();
    assertThat(Trend.of(List.of(now, now, old, now))).isEmpty();
    assertThat(Trend.of(List.of(now, now, now, old)).orElseThrow().points()).hasSize(3);
    assertThat(Trend.of(java.util.Collections.nCopies(9, now)).orElseThrow().points())
        .hasSize(Trend.MOST);
  }

  /** Each of the two is shown in about half of the releases, else with those not yet known. */
  @Test
  void a_kind_that_noise_shows_or_hides_is_no_change_of_whatever_holds_it() {
    MadeUpCensus company =
        new MadeUpCensus(2)
            .add("Engineering", "Engineering", 400)
            .add("Engineering", "Sales", 300)
            .add("Engineering", Release.NOT_YET_KNOWN, 100)
            .add("Engineering", "Finance", 27)
            .add("Engineering", "Marketing", 27);
    int told = 0;
    int figures = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      List<Moved> kinds = change(company, company, TestAssumptions.shipped()).kinds();
      figures += kinds.size();
      told += (int) kinds.stream().filter(Moved::isChange).count();
    }
    assertThat(figures).isGreaterThan(2 * PAIRS);
    assertThat(told).isLessThanOrEqualTo(most(figures));
  }

  @Test
  void forty_people_more_are_told_as_a_change_and_as_so_many() {
    MadeUpCensus before = MadeUpCensus.company(PEOPLE, 1);
    MadeUpCensus now = MadeUpCensus.company(PEOPLE, 1).add("Sales", "Sales", 40);
    int told = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      ChangeSince change = change(before, now, TestAssumptions.shipped());
      Moved sales =
          change.kinds().stream().filter(k -> k.name().equals("Sales")).findFirst().orElseThrow();
      told += sales.isChange() ? 1 : 0;
      assertThat(sales.difference()).isBetween(0.0, 80.0);
      assertThat(change.people().difference()).as("exact, by the directory").isEqualTo(40);
      assertThat(change.people().noise()).isZero();
      assertThat(change.people().isChange()).isTrue();
      assertThat(change.before().lastDay()).isEqualTo(OCTOBER);
    }
    assertThat(told).isGreaterThan(PAIRS * 98 / 100);
  }

  @Test
  void what_dollars_moved_by_is_told_by_hours_and_by_assumptions_and_adds_up() {
    MadeUpCensus company = MadeUpCensus.company(PEOPLE, 1);
    List<Assumption> dearer =
        TestAssumptions.shipped().stream()
            .map(one ->
                one.id().equals(Money.HOURLY_COST)
                    ? new Assumption(one.id(), one.name(), one.unit(), 35, 75, 80, "HR", true)
                    : one)
            .toList();
    for (int pair = 0; pair < 30; pair++) {
      Release before = release(company.run("run-1", OCTOBER), TestAssumptions.shipped());
      Release now = release(company.run("run-2", NOVEMBER), dearer);
      ChangeSince.Dollars dollars = ChangeSince.of(before, now).orElseThrow().dollars();
      assertThat(dollars.byHours() + dollars.byAssumptions())
          .isEqualTo(now.total().usdPerYear() - before.total().usdPerYear());
      assertThat(dollars.changed()).containsExactly("Loaded cost of an hour of work");
      assertThat((double) dollars.byAssumptions())
          .isBetween(now.total().usdPerYear() / 3.0 - 50, now.total().usdPerYear() / 3.0 + 50);
    }
    assertThat(change(company, company, TestAssumptions.shipped()).dollars().changed()).isEmpty();
  }

  @Test
  void a_release_of_before_there_were_levels_is_not_compared() {
    Release now = release(MadeUpCensus.company(PEOPLE, 1), TestAssumptions.shipped());
    Release old = TestReleases.withoutLevels(now);
    assertThat(ChangeSince.of(now, now)).isPresent();
    assertThat(ChangeSince.of(old, now)).isEmpty();
    assertThat(ChangeSince.of(now, old)).isEmpty();
  }

  @Test
  void one_uncertain_thing_at_a_time_moves_the_dollars_as_far_as_it_is_uncertain() {
    Release release = release(MadeUpCensus.company(PEOPLE, 1), TestAssumptions.shipped());
    List<Sensitivity> all = Sensitivity.of(release);
    double usd = release.total().usdPerYear();
    assertThat(all).extracting(Sensitivity::name).contains(Sensitivity.NOISE).hasSize(3);
    assertThat(all)
        .isSortedAccordingTo(
            (a, b) -> Long.compare(b.highUsd() - b.lowUsd(), a.highUsd() - a.lowUsd()));
    Sensitivity hour =
        all.stream().filter(s -> s.name().startsWith("Loaded")).findFirst().orElseThrow();
    assertThat(hour.lowUsd() / usd).isBetween(0.69, 0.71);
    assertThat(hour.highUsd() / usd).isBetween(1.59, 1.61);
    for (Sensitivity one : all) {
      assertThat((double) one.lowUsd())
          .isGreaterThanOrEqualTo(release.total().usdInterval().low() - 1);
      assertThat((double) one.highUsd())
          .isLessThanOrEqualTo(release.total().usdInterval().high() + 1);
    }
  }

  @Test
  void dollars_of_a_kind_of_work_with_an_hour_of_its_own_are_added_up_and_told_apart() {
    List<Assumption> own = new ArrayList<>(TestAssumptions.shipped());
    own.add(
        new Assumption(
            Money.OF_KIND + "Engineering", "Engineering's", "USD", 150, 200, 300, "HR", true));
    MadeUpCensus company = MadeUpCensus.company(PEOPLE, 1);
    for (int pair = 0; pair < 30; pair++) {
      Release before = release(company.run("run-1", OCTOBER), TestAssumptions.shipped());
      Release now = release(company.run("run-2", NOVEMBER), own);
      long usd = now.total().usdPerYear();
      assertThat(usd)
          .isEqualTo(
              now.cells().stream()
                  .mapToLong(cell ->
                      Math.round(
                          cell.hoursPerWeek()
                              * 52
                              * (cell.category().equals("Engineering") ? 200 : 50)))
                  .sum());
      assertThat(
              Objects.requireNonNull(now.levels()).categories().stream()
                  .mapToLong(kind -> kind.figure().usdPerYear())
                  .sum())
          .isEqualTo(usd);
      assertThat((double) usd)
          .isBetween(now.total().usdInterval().low(), now.total().usdInterval().high());
      ChangeSince.Dollars dollars = ChangeSince.of(before, now).orElseThrow().dollars();
      assertThat(dollars.byHours() + dollars.byAssumptions())
          .isEqualTo(usd - before.total().usdPerYear());
      assertThat(dollars.byAssumptions())
          .isEqualTo(Math.round(now.ofCategory("Engineering").hoursPerWeek() * 52 * 150));
      assertThat(dollars.changed()).containsExactly("Engineering's");
      assertThat(ChangeSince.of(now, before).orElseThrow().dollars().changed())
          .containsExactly("Engineering's");
      assertThat(Sensitivity.of(now))
          .extracting(Sensitivity::name)
          .contains("Engineering's", "Loaded cost of an hour of work");
      for (Sensitivity one : Sensitivity.of(now)) {
        assertThat(one.lowUsd()).isLessThanOrEqualTo(usd + 1);
        assertThat(one.highUsd()).isGreaterThanOrEqualTo(usd - 1);
        if (one.name().equals("Engineering's")) {
          double ofIt = now.ofCategory("Engineering").usdPerYear();
          assertThat((double) one.highUsd() - usd).isCloseTo(ofIt / 2, within(2.0));
        }
      }
    }
  }

  private ChangeSince change(MadeUpCensus before, MadeUpCensus now, List<Assumption> assumptions) {
    return ChangeSince.of(
            release(before.run("run-1", OCTOBER), assumptions),
            release(now.run("run-2", NOVEMBER), assumptions))
        .orElseThrow();
  }

  private Release release(MadeUpCensus company, List<Assumption> assumptions) {
    Census census = company.census();
    Quarter stands = new Quarter("2026-Q4", false, null, null);
    return new ReleaseDraws(
            TestReleases.PRIVACY,
            TestReleases.SHAPE,
            noise,
            new ReleaseSavings(com.orgscope.recommendation.TestRecommendation.adviser()),
            (tenant, run, asOf) -> Optional.empty(),
            () -> Instant.EPOCH)
        .draw(ReleaseProcess.TENANT, census, assumptions, stands)
        .release();
  }
}
