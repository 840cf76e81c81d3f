package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Taxonomy;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.TestNoise;
import com.orgscope.table.Table;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which kinds of work have their use told alone, and which together. */
class UsePoolTest {
  private static final List<String> LIST =
      List.of(
          "Engineering",
          "Product",
          "Design",
          "Sales",
          "Marketing",
          "Finance",
          "Legal",
          "Own kind",
          "Another own kind");

  @Test
  void a_kind_that_is_too_small_alone_is_told_with_its_family_and_what_is_left_with_the_rest() {
    List<Levels.Category> shown =
        shown(
            Map.of(
                "Engineering",
                280,
                "Product",
                150,
                "Design",
                130,
                "Sales",
                279,
                "Finance",
                60,
                "Legal",
                10,
                "Own kind",
                5,
                Release.OTHER,
                900,
                Release.NOT_YET_KNOWN,
                900));
    assertThat(UsePool.of(shown, LIST, 28))
        .containsExactly(
            new UsePool(List.of("Engineering"), 280),
            new UsePool(List.of("Product", "Design"), 280),
            new UsePool(List.of("Sales", "Finance", "Legal", "Own kind"), 354));
    assertThat(UsePool.of(shown, LIST, 500)).as("all together are too few").isEmpty();
    assertThat(UsePool.of(shown(Map.of("Sales", 0, "Legal", 0)), LIST, 0)).isEmpty();
  }

  /** A grant of that kind of work would else hold what is of several. */
  @Test
  void no_pool_is_called_as_a_kind_of_work_is() {
    List<Levels.Category> shown = shown(Map.of("Product", 150, "Design", 140));
    List<String> list = new ArrayList<>(LIST);
    assertThat(UsePool.of(shown, list, 28)).extracting(UsePool::name).contains("Product, Design");
    list.add("Product, Design");
    assertThat(UsePool.of(shown, list, 28)).isEmpty();
  }

  @Test
  void families_are_of_the_kinds_of_the_list_that_ships_each_in_one() {
    List<String> shipped =
        Table.read(Taxonomy.class, "taxonomy.tsv").rows().stream().map(List::getFirst).toList();
    List<String> kinds =
        Table.read(UsePool.class, "kind-families.tsv").rows().stream()
            .flatMap(row -> Arrays.stream(row.get(1).split("\\|")))
            .toList();
    assertThat(kinds).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(shipped);
  }

  /** So that one more person moves one pool, by one: what the noise of one cell is for. */
  @Test
  void nobody_is_in_two_pools_whatever_was_published() {
    var random = new SplittableRandom(15);
    int together = 0;
    for (int i = 0; i < 2_000; i++) {
      Map<String, Integer> people =
          LIST.stream()
              .filter(any -> random.nextInt(4) > 0)
              .collect(Collectors.toMap(kind -> kind, any -> random.nextInt(400)));
      double half = random.nextDouble(60);
      List<UsePool> pools = UsePool.of(shown(people), LIST, half);
      Set<String> seen = new HashSet<>();
      for (UsePool pool : pools) {
        assertThat(pool.people()).isGreaterThanOrEqualTo((long) Math.ceil(10 * half));
        pool.kinds().forEach(kind -> assertThat(seen.add(kind)).as(kind).isTrue());
        together += pool.kinds().size() > 1 ? 1 : 0;
      }
    }
    assertThat(together).isGreaterThan(500);
  }

  /**
   * What an attacker makes of the printed shares of a company with and without somebody: the same
   * number as the noise of one cell alone hides, in whichever pool they are.
   */
  @Test
  void somebody_more_moves_the_use_of_their_pool_by_one_person_and_no_other() {
    List<Census.Member> company = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      company.add(member(LIST.get(i % LIST.size()), i % 7 == 0 ? "AI assistants" : "Documents"));
    }
    Levels levels = levels(shown(Map.of("Product", 150, "Design", 140, "Sales", 300, "Legal", 9)));
    List<QuarterCells.CategoryUse> without = use(company, levels, TestNoise.none());
    assertThat(without)
        .extracting(QuarterCells.CategoryUse::category)
        .containsExactly("Sales", "Product, Design");
    for (String kind : List.of("Design", "Product", "Sales", "Legal", Release.NOT_YET_KNOWN)) {
      List<Census.Member> more = new ArrayList<>(company);
      more.add(member(kind, "AI assistants"));
      List<QuarterCells.CategoryUse> with = use(more, levels, TestNoise.none());
      long moved = 0;
      for (int i = 0; i < with.size(); i++) {
        moved += with.get(i).equals(without.get(i)) ? 0 : 1;
      }
      boolean isTold = !kind.equals("Legal") && !kind.equals(Release.NOT_YET_KNOWN);
      assertThat(moved).as(kind).isEqualTo(isTold ? 1 : 0);
    }
  }

  @Test
  void what_is_large_enough_follows_from_the_noise_that_is_drawn() {
    Epsilon epsilon = DeclaredCells.USE_BY_CATEGORY.of(ReleaseSimulation.PRIVACY.declared());
    var drawn = new EquivalentCounts(new long[15], epsilon, TestNoise.none(), 280);
    assertThat(EquivalentCounts.halfWidthOfOne(epsilon, 15))
        .isEqualTo(drawn.halfWidth(1), within(1e-9))
        .isCloseTo(28, within(1.5));
  }

  private static List<QuarterCells.CategoryUse> use(
      List<Census.Member> company, Levels levels, Noise noise) {
    Census census =
        new Census(
            "run-1",
            SimulatedCompany.of(1_000, 1).window(),
            List.of("All"),
            LIST,
            company,
            company.size(),
            true,
            List.of(),
            false,
            null,
            new QuarterParts(List.of(), List.of(), null, null));
    ReleaseEpsilons epsilons =
        ReleaseEpsilons.of(ReleaseSimulation.PRIVACY, Period.ofMonths(1), 4_000, true);
    return new DeclaredDrawing(census, epsilons, noise, TestReleases.SHAPE)
        .quarter(new Quarter("2026-Q4", true, null, null), levels)
        .useByCategory();
  }

  private static Census.Member member(String kind, String function) {
    return new Census.Member("All", kind, Map.of(kind, 1.0), Map.of(), Map.of(function, 1.0), 0);
  }

  /** In the order of the list. */
  private static List<Levels.Category> shown(Map<String, Integer> people) {
    List<String> names = new ArrayList<>(LIST);
    names.add(Release.OTHER);
    names.add(Release.NOT_YET_KNOWN);
    return names.stream()
        .filter(people::containsKey)
        .map(name -> new Levels.Category(name, figure(Objects.requireNonNull(people.get(name)))))
        .toList();
  }

  private static Levels levels(List<Levels.Category> shown) {
    return TestReleases.levels(figure(4_000), shown);
  }

  private static Figure figure(int people) {
    return new Figure(
        people, new Interval(people, people), 0, new Interval(0, 0), 0, new Interval(0, 0));
  }
}
