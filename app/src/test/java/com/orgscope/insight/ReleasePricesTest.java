package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.ReleasePrices.Company;
import com.orgscope.insight.ReleasePrices.Price;
import com.orgscope.privacy.PrivacySettings;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/release.md says of a monthly release, and what others would cost. */
class ReleasePricesTest {
  private static final PrivacySettings PRIVACY = ReleaseSimulation.PRIVACY;
  private final ReleasePrices prices = new ReleasePrices(PRIVACY, ReleaseSimulation.SHAPE);

  @Test
  void by_the_month_a_year_costs_what_there_is_and_strays_as_is_written() {
    Price month = prices.of(new Company(10_000, 10, 20)).getFirst();
    assertThat(month.inForce()).isTrue();
    assertThat(month.releases()).isEqualTo(12);
    assertThat(month.epsilon()).isEqualByComparingTo("1.108");
    assertThat(month.year()).isEqualByComparingTo("16");
    assertThat(month.sameNoise()).isEqualByComparingTo("16");
    assertThat(month.peopleWithin()).isEqualTo(5);
    assertThat(month.hoursWithin()).isEqualTo(10.0);
    assertThat(month.kindFrom()).isBetween(26L, 27L);
    assertThat(month.cellFrom()).isBetween(170L, 200L);
  }

  @Test
  void by_the_week_it_strays_more_or_a_year_costs_more_than_there_is() {
    List<Price> all = prices.of(new Company(10_000, 10, 20));
    assertThat(all).extracting(Price::period).containsExactly("P1M", "P14D", "P7D", "P1M");
    Price week = all.get(2);
    assertThat(week.releases()).isEqualTo(53);
    assertThat(week.year()).isLessThanOrEqualTo(PRIVACY.yearly().decimal());
    assertThat(week.sameNoise())
        .isEqualByComparingTo(
            new BigDecimal("1.108").multiply(new BigDecimal(53)).add(new BigDecimal("2.704")))
        .isGreaterThan(PRIVACY.yearly().decimal());
    assertThat(week.peopleWithin()).isGreaterThan(4 * all.getFirst().peopleWithin());
    assertThat(week.kindFrom()).isGreaterThan(2 * all.getFirst().kindFrom());
  }

  @Test
  void a_finer_grid_costs_no_epsilon_and_shows_its_cells_from_more_people_on() {
    List<Price> all = prices.of(new Company(10_000, 10, 20));
    Price finer = all.getLast();
    assertThat(finer.departments()).isEqualTo(20);
    assertThat(finer.year()).isEqualTo(all.getFirst().year());
    assertThat(finer.kindFrom()).isEqualTo(all.getFirst().kindFrom());
    assertThat(finer.cellFrom()).isGreaterThan(all.getFirst().cellFrom());
  }
}
