package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.TestNoise;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random companies with and without somebody, whoever they are: with noise of zero every family of
 * cells moves by no more than the sensitivity that its noise is scaled by. A hundred of the same
 * come at once, so that rounding is small beside them.
 */
class EverybodysPartTest {
  private static final int PEOPLE = 1_500;
  private static final int COPIES = 100;
  private static final List<String> CATEGORIES = List.of("Engineering", "Finance", "Sales");
  private static final List<String> DEPARTMENTS = List.of("North", "South");

  /** So wide that a tenth of an hour, in which hours are printed, is nothing beside them. */
  private static final InsightSettings WIDE =
      new InsightSettings(
          Period.ofMonths(1), 28, 0, 0, Duration.ofHours(100), Duration.ofHours(150), 1_000);

  private static final double SIGN_IN = 100.0 * COPIES;
  private static final double SWITCHING = 150.0 * COPIES;

  /** Families of hours, each with an epsilon of its own, and what a hundred people add at most. */
  private static final Map<Set<Cause>, Double> CUT_TOGETHER =
      Map.of(
          Set.of(Cause.FAILED_SIGN_INS, Cause.CHALLENGES), SIGN_IN,
          Set.of(Cause.SWITCHES), SWITCHING,
          Set.of(Cause.UNMEASURED_SIGN_INS), SIGN_IN);

  private final SplittableRandom random = new SplittableRandom(20261129);

  @Test
  void nobody_moves_a_family_of_cells_by_more_than_its_noise_is_made_for() {
    int sameShape = 0;
    for (int i = 0; i < 60; i++) {
      List<Census.Member> members = new ArrayList<>();
      for (int p = 0; p < PEOPLE; p++) {
        members.add(somebody());
      }
      Drawn without = drawn(members);
      Census.Member one = somebody();
      for (int copy = 0; copy < COPIES; copy++) {
        members.add(one);
      }
      Drawn with = drawn(members);
      String who = one.toString();

      assertThat(moved(with.leaves(), without.leaves())).as("leaves, %s", who).isEqualTo(COPIES);
      CUT_TOGETHER.forEach((causes, most) ->
          assertThat(moved(with.causes(causes), without.causes(causes)))
              .as("%s by kind of work, %s", causes, who)
              .isLessThanOrEqualTo(most + 1));
      assertThat(moved(with.roles(), without.roles()))
          .as("roles, %s", who)
          .isLessThanOrEqualTo(COPIES + CATEGORIES.size() + 1);
      assertThat(moved(with.use(), without.use()))
          .as("use, %s", who)
          .isLessThanOrEqualTo(COPIES + 0.001 * 14 * (PEOPLE + COPIES));
      assertThat(moved(with.useByCategory(), without.useByCategory()))
          .as("use of kinds of work, %s", who)
          .isLessThanOrEqualTo(COPIES + 0.001 * 14 * (PEOPLE + COPIES));
      for (boolean signIn : new boolean[] {true, false}) {
        assertThat(Math.abs(with.atBound(signIn) - without.atBound(signIn)))
            .as("at a bound, %s", who)
            .isLessThanOrEqualTo(COPIES + 0.001 * (PEOPLE + COPIES));
      }
      assertThat(Math.abs(with.idleDollars() - without.idleDollars()))
          .as("idle seats, %s", who)
          .isLessThanOrEqualTo(1_000.0 * COPIES)
          .isEqualTo(Math.min(1_000.0, one.idleDollars()) * COPIES);
      assertThat(with.assistants() - without.assistants())
          .as("AI assistants, %s", who)
          .isEqualTo(AnswerDrawing.usesAssistant(one) ? COPIES : 0);
      assertThat(Math.abs(with.all() - without.all())).as("hours").isLessThanOrEqualTo(SIGN_IN + 1);
      if (with.categories().keySet().equals(without.categories().keySet())
          && with.groups().keySet().equals(without.groups().keySet())) {
        sameShape++;
        assertThat(moved(with.categories(), without.categories()))
            .as("hours of kinds of work, %s", who)
            .isLessThanOrEqualTo(SIGN_IN + 1);
        assertThat(moved(with.groups(), without.groups()))
            .as("hours of groups, %s", who)
            .isLessThanOrEqualTo(SIGN_IN + 1);
      }
    }
    assertThat(sameShape).isGreaterThan(20);
    assertThat(CUT_TOGETHER.keySet().stream().flatMap(Set::stream))
        .containsExactlyInAnyOrder(Cause.values());
  }

  private static double moved(Map<?, Double> one, Map<?, Double> other) {
    var names = new HashSet<Object>(one.keySet());
    names.addAll(other.keySet());
    double moved = 0;
    for (Object name : names) {
      moved +=
          Math.abs(
              Objects.requireNonNullElse(one.get(name), 0.0)
                  - Objects.requireNonNullElse(other.get(name), 0.0));
    }
    return moved;
  }

  private Census.Member somebody() {
    String category =
        List.of(
                "Engineering",
                "Engineering",
                "Sales",
                "Sales",
                "Left the list",
                Release.NOT_YET_KNOWN)
            .get(random.nextInt(6));
    Map<String, Double> shares = new TreeMap<>(Map.of(category, 0.1 + random.nextDouble()));
    for (int i = random.nextInt(3); i > 0; i--) {
      shares.put(CATEGORIES.get(random.nextInt(3)), random.nextDouble(2));
    }
    Map<Cause, Double> minutes = new TreeMap<>();
    for (Cause cause : Cause.values()) {
      if (random.nextInt(4) > 0) {
        minutes.put(cause, Math.exp(random.nextDouble(12)));
      }
    }
    List<String> functions = UseFunctions.instance().names();
    Map<String, Double> use = new HashMap<>(Map.of("Code", Math.exp(3 * random.nextGaussian())));
    for (int i = random.nextInt(5); i > 0; i--) {
      use.put(functions.get(random.nextInt(functions.size())), random.nextDouble(3));
    }
    String department = random.nextInt(5) == 0 ? "Nowhere" : DEPARTMENTS.get(random.nextInt(2));
    long idle = random.nextInt(3) == 0 ? 0 : (long) Math.exp(random.nextDouble(14));
    return new Census.Member(department, category, shares, minutes, use, idle);
  }

  /** What is printed of a company when all noise is zero. */
  private record Drawn(int people, Drawing.Drawn grid, List<UseShare> share, QuarterCells quarter) {
    Map<GridCell, Double> leaves() {
      Map<GridCell, Double> leaves = new HashMap<>();
      grid.leaves().forEach((cell, count) -> leaves.put(cell, (double) count));
      return leaves;
    }

    Map<String, Double> causes(Set<Cause> which) {
      Map<String, Double> hours = new HashMap<>();
      quarter.causesByCategory().stream()
          .filter(c -> which.contains(c.cause()))
          .forEach(c -> hours.put(c.category() + c.cause(), c.hoursPerWeek()));
      return hours;
    }

    Map<String, Double> roles() {
      Map<String, Double> roles = new HashMap<>();
      quarter.roles().forEach(role -> roles.put(role.category(), (double) role.people()));
      return roles;
    }

    /** In people: everybody is active here. */
    Map<String, Double> use() {
      Map<String, Double> use = new HashMap<>();
      share.forEach(s -> use.put(s.function(), s.percent() / 100 * people));
      return use;
    }

    Map<String, Double> useByCategory() {
      Map<String, Double> use = new HashMap<>();
      for (QuarterCells.CategoryUse of : quarter.useByCategory()) {
        double size = levels().of(of.category()).orElseThrow().people();
        of.shares().forEach(s -> use.put(of.category() + s.function(), s.percent() / 100 * size));
      }
      return use;
    }

    double atBound(boolean signIn) {
      QuarterCells.AtBound at = Objects.requireNonNull(quarter.atBound());
      return (signIn ? at.signIn() : at.switching()).percent() / 100 * people;
    }

    double idleDollars() {
      return Objects.requireNonNull(quarter.idleLicences()).usdPerYear();
    }

    long assistants() {
      return Objects.requireNonNull(quarter.answers()).assistants().getFirst().people();
    }

    double all() {
      return levels().total().hoursPerWeek();
    }

    Map<String, Double> categories() {
      Map<String, Double> hours = new HashMap<>();
      levels().categories().forEach(c -> hours.put(c.name(), c.figure().hoursPerWeek()));
      return hours;
    }

    Map<String, Double> groups() {
      Map<String, Double> hours = new HashMap<>();
      grid.cells().forEach(c -> hours.put(c.department() + "/" + c.category(), c.hoursPerWeek()));
      return hours;
    }

    private Levels levels() {
      return Objects.requireNonNull(grid.levels());
    }
  }

  private static Drawn drawn(List<Census.Member> members) {
    Census census = census(members, members.size());
    // So large a company that all cells are drawn.
    Census large = census(members, 10_000);
    ReleaseEpsilons epsilons =
        ReleaseEpsilons.of(ReleaseSimulation.PRIVACY, Period.ofMonths(1), large, true);
    Drawing.Drawn grid =
        new Drawing(
                census,
                ReleaseSimulation.PRIVACY,
                epsilons,
                TestNoise.none(),
                TestAssumptions.shipped(),
                WIDE)
            .draw();
    var declared = new DeclaredDrawing(census, epsilons, TestNoise.none(), WIDE);
    return new Drawn(
        members.size(),
        grid,
        declared.use(),
        declared.quarter(new Quarter("2026-Q4", true, null, null), grid.levels()));
  }

  private static Census census(List<Census.Member> members, int headcount) {
    return new Census(
        "run-1",
        TimeWindow.ending(LocalDate.of(2026, 11, 28), 28),
        DEPARTMENTS,
        CATEGORIES,
        List.copyOf(members),
        headcount,
        true,
        List.of(),
        true,
        null,
        null);
  }
}
