package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;

/**
 * How the epsilon of a measure is split over the levels of a release (docs/release.md says why).
 * One person is in one cell of each level, so the levels' epsilons add up to the measure's.
 *
 * @param fine what is spent on the finest level: leaves for people, published groups for hours
 */
record LevelBudget(Epsilon company, Epsilon category, Epsilon department, Epsilon fine) {
  /** Below this a part would round to nothing. */
  private static final long LEAST = 50;

  /** Most of it where most is read: the company's headcount is public, departments are large. */
  static LevelBudget people(Epsilon all) {
    return of(all, 2, 4, 10);
  }

  /** Hours have no public total, and no department is printed. */
  static LevelBudget hours(Epsilon all) {
    return of(all, 33, 0, 17);
  }

  private static LevelBudget of(Epsilon all, int company, int department, int fine) {
    if (all.thousandths() < LEAST) {
      throw new IllegalArgumentException(
          "orgscope.privacy: an epsilon of people or hours is split over levels and is at least 0.05, not "
              + all);
    }
    Epsilon top = percent(all, company);
    Epsilon beside = percent(all, department);
    Epsilon below = percent(all, fine);
    return new LevelBudget(top, all.minus(top).minus(beside).minus(below), beside, below);
  }

  private static Epsilon percent(Epsilon all, int percent) {
    return new Epsilon(all.thousandths() * percent / 100);
  }
}
