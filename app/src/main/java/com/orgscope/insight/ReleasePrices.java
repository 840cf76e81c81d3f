package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.ReleaseThreshold;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What another period between releases, or a finer grid, would cost: more noise for the same year,
 * or more of a year's epsilon for the same noise. It reads settings and no one's data.
 */
@Component
public final class ReleasePrices {
  private static final int QUARTERS = 4;

  /** Scales of a Laplace within which 95 of 100 draws stay. */
  private static final double SCALES = Math.log(20);

  private final PrivacySettings privacy;
  private final InsightSettings settings;

  ReleasePrices(PrivacySettings privacy, InsightSettings settings) {
    this.privacy = privacy;
    this.settings = settings;
  }

  /**
   * A company that releases are drawn of.
   *
   * @param people of the directory, which decides what is drawn
   */
  public record Company(int people, int departments, int kinds) {}

  /**
   * One way to publish.
   *
   * @param period between two releases, in ISO 8601
   * @param inForce whether it is what is set
   * @param departments of the grid
   * @param releases of a year
   * @param epsilon of a release
   * @param year of all releases, the quarters' cells too; at most the budget
   * @param sameNoise what a year would cost if each release had the noise of a monthly one
   * @param peopleWithin 95 of 100 draws of a kind of work's people stray no further
   * @param hoursWithin the same of a kind of work's hours of signing in a week
   * @param kindFrom noised people from which a kind of work is shown
   * @param cellFrom the same of a department's people of one kind of work
   */
  public record Price(
      String period,
      boolean inForce,
      int departments,
      long releases,
      BigDecimal epsilon,
      BigDecimal year,
      BigDecimal sameNoise,
      long peopleWithin,
      double hoursWithin,
      long kindFrom,
      long cellFrom) {}

  /**
   * What is in force, by the month, every two weeks and every week; the first on twice the grid
   * too.
   */
  public List<Price> of(Company company) {
    Set<Period> periods = new LinkedHashSet<>();
    periods.add(settings.releasePeriod());
    periods.add(Period.ofMonths(1));
    periods.add(Period.ofWeeks(2));
    periods.add(Period.ofWeeks(1));
    List<Price> prices = new ArrayList<>();
    for (Period period : periods) {
      prices.add(price(period, company));
    }
    prices.add(
        price(
            settings.releasePeriod(),
            new Company(company.people(), 2 * company.departments(), company.kinds())));
    return prices;
  }

  private Price price(Period period, Company company) {
    ReleaseEpsilons each = ReleaseEpsilons.of(privacy, period, company.people(), false);
    long releases = ReleaseEpsilons.releasesOfAYear(period);
    Epsilon people = LevelBudget.people(each.people()).category();
    Epsilon hours = LevelBudget.hours(each.hours()).category();
    double half = privacy.delta() / 2;
    int kinds = company.kinds() + 1;
    int cells = kinds * (company.departments() + 1);
    Epsilon cell = LevelBudget.people(each.people()).fine();
    return new Price(
        period.toString(),
        period.equals(settings.releasePeriod()),
        company.departments(),
        releases,
        each.total().decimal(),
        year(period, releases, company.people()),
        year(Period.ofMonths(1), releases, company.people()),
        Math.round(SCALES * 1000 / people.thousandths()),
        Math.round(SCALES * 1000 / hours.thousandths() * settings.bounds().signIn() / 360.0) / 10.0,
        privacy.k() + new ReleaseThreshold(privacy.k(), people, half, kinds + 1).margin(1),
        privacy.k() + new ReleaseThreshold(privacy.k(), cell, half, cells + kinds).margin(1));
  }

  /**
   * So many releases, each with what it draws at that period, four of them with a quarter's cells.
   */
  private BigDecimal year(Period period, long releases, int people) {
    long first = ReleaseEpsilons.of(privacy, period, people, true).total().thousandths();
    long other = ReleaseEpsilons.of(privacy, period, people, false).total().thousandths();
    long quarters = Math.min(QUARTERS, releases);
    return BigDecimal.valueOf(quarters * first + (releases - quarters) * other, 3)
        .stripTrailingZeros();
  }
}
