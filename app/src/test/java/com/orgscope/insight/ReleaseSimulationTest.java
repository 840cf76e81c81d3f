package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.GridEstimate.At;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a release says of a company, at the epsilon that ships, beside what it said before. */
@Tag("slow")
class ReleaseSimulationTest {
  private static final Map<String, Long> SIZES =
      Map.of("Engineering", 300L, "Sales", 170L, "Customer Support", 140L, "Design", 50L);

  @Test
  void of_a_thousand_people_nearly_all_stand_under_their_kind_of_work() {
    int draws = 200;
    var simulation = new ReleaseSimulation(SimulatedCompany.of(1_000, 1), draws);
    ReleaseSimulation.Report report = simulation.inLevels(7);
    assertThat(report.other()).isLessThan(0.05);
    assertThat(shown(report, SimulatedCompany.THIRTY, draws)).isGreaterThanOrEqualTo(0.90);
    assertThat(shown(report, SimulatedCompany.FORTY, draws)).isGreaterThanOrEqualTo(0.99);
    assertThat(shown(report, SimulatedCompany.RARE, draws)).isZero();
    // 96.2 of 100 by the noise alone: of 200 draws of one kind now and then less than 95 are.
    assertThat(report.peopleWithin(5)).isGreaterThanOrEqualTo(0.95);
    for (String category : SIZES.keySet()) {
      assertThat(report.people(category)).as(category).isLessThanOrEqualTo(6);
      assertThat(report.hours(category)).as(category).isLessThanOrEqualTo(15);
    }
    assertThat(ReleaseSimulation.Report.within95(report.allHours)).isLessThanOrEqualTo(20);
    assertThat(ReleaseSimulation.Report.within95(report.use)).isLessThanOrEqualTo(3);
    assertThat(report.coverage()).isBetween(0.95, 0.985);
    assertThat(report.rowCoverage()).isBetween(0.93, 0.99);
    ReleaseSimulation.Report before = simulation.flat(7);
    assertThat(before.other()).isGreaterThan(0.25);
    assertThat(ReleaseSimulation.Report.rootMeanSquare(before.allHours))
        .isGreaterThan(5 * ReleaseSimulation.Report.rootMeanSquare(report.allHours));
  }

  @Test
  void of_ten_thousand_people_categories_are_within_two_of_a_hundred() {
    var simulation = new ReleaseSimulation(SimulatedCompany.of(10_000, 1), 40);
    ReleaseSimulation.Report report = simulation.inLevels(7);
    assertThat(report.other()).isLessThan(0.02);
    SIZES.forEach((category, people) ->
        assertThat(report.people(category)).as(category).isLessThanOrEqualTo(0.02 * 10 * people));
    assertThat(ReleaseSimulation.Report.within95(report.allHours)).isLessThan(0.03 * 1_560);
    assertThat(report.coverage()).isBetween(0.94, 0.985);
  }

  @Test
  void ranges_of_all_cells_of_the_grid_hold_whether_they_are_shown_or_not() {
    Census company = SimulatedCompany.of(1_000, 1);
    Grid grid = Grid.of(company, false);
    var noise = new Noise(new SplittableRandom(3));
    PrivacySettings privacy = ReleaseSimulation.PRIVACY;
    Map<At, Long> truth = new HashMap<>();
    for (Census.Member member : company.members()) {
      At leaf = new At(grid.department(member.department()), grid.category(member.category()));
      truth.merge(leaf, 1L, Long::sum);
    }
    int cells = 0;
    int held = 0;
    for (int draw = 0; draw < 200; draw++) {
      PeopleLevels levels = PeopleLevels.draw(company, grid, privacy, privacy.people(), noise);
      for (int department = 0; department < grid.departments().size(); department++) {
        for (int category = 0; category < grid.categories().size(); category++) {
          At leaf = new At(department, category);
          double off = levels.sum(List.of(leaf)) - truth.getOrDefault(leaf, 0L);
          cells++;
          held += Math.abs(off) <= levels.halfWidth(List.of(leaf)) ? 1 : 0;
        }
      }
    }
    assertThat((double) held / cells).isBetween(0.95, 0.985);
  }

  private static double shown(ReleaseSimulation.Report report, String category, int draws) {
    return (double) report.shown.getOrDefault(category, 0) / draws;
  }
}
