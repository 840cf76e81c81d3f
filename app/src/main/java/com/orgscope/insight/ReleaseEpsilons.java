package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacySettings;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one release spends on each of its measures.
 *
 * @param declared of the cells beside the grid that this release draws
 */
record ReleaseEpsilons(Epsilon people, Epsilon hours, Map<DeclaredCells, Epsilon> declared) {
  /** So many draws the settings are for; a shorter period shares out the same year's. */
  private static final int MONTHS = 12;

  /** So large a company draws all there is. */
  private static final int MANY = 1_000_000_000;

  /** Thousandths that a draw needs: one for each half. */
  private static final long LEAST = 2;

  ReleaseEpsilons {
    declared = Map.copyOf(declared);
  }

  /**
   * @param headcount decides which cells would say something
   * @param quarterDue whether the quarter's cells are drawn with this release
   */
  static ReleaseEpsilons of(
      PrivacySettings privacy, Period releasePeriod, int headcount, boolean quarterDue) {
    int releases = Math.max(MONTHS, releasesOfAYear(releasePeriod));
    Map<DeclaredCells, Epsilon> declared = new EnumMap<>(DeclaredCells.class);
    for (DeclaredCells cells : DeclaredCells.values()) {
      Epsilon month = cells.of(privacy.declared());
      Epsilon draw = cells.isOfEachRelease() ? part(month, releases) : month;
      if (cells.says(headcount, draw) && (cells.isOfEachRelease() || quarterDue)) {
        declared.put(cells, draw);
      }
    }
    return new ReleaseEpsilons(
        part(privacy.people(), releases), part(privacy.hours(), releases), declared);
  }

  /**
   * The same of a company; what there is nothing to tell of is neither drawn nor paid. What there
   * is follows from what IT said and from what was published, and from nobody's use.
   */
  static ReleaseEpsilons of(
      PrivacySettings privacy, Period releasePeriod, Census census, boolean quarterDue) {
    ReleaseEpsilons all = of(privacy, releasePeriod, census.publicSize(), quarterDue);
    Map<DeclaredCells, Epsilon> there = new EnumMap<>(DeclaredCells.class);
    there.putAll(all.declared);
    QuarterParts parts = census.parts();
    if (!census.seatsKnown()) {
      there.remove(DeclaredCells.IDLE_LICENCES);
    }
    if (census.publicHeadcount() == null) {
      there.remove(DeclaredCells.AT_BOUND);
    }
    if (parts == null) {
      there.remove(DeclaredCells.MOVES);
    }
    if (parts == null || parts.contracts().isEmpty()) {
      there.remove(DeclaredCells.CONTRACTS);
    }
    if (parts == null || parts.change() == null) {
      there.remove(DeclaredCells.CHANGE);
    }
    if (parts == null || parts.spared() == null) {
      there.remove(DeclaredCells.CLAIMS);
    }
    return new ReleaseEpsilons(all.people, all.hours, there);
  }

  /**
   * For whoever starts with these settings: what cannot be split further would fail when it is
   * drawn, which is after it was paid.
   *
   * @throws IllegalArgumentException if some measure would have nothing to draw with
   */
  static void requireDrawable(PrivacySettings privacy, Period releasePeriod) {
    ReleaseEpsilons most = of(privacy, releasePeriod, MANY, true);
    var unusedPeople = LevelBudget.people(most.people());
    var unusedHours = LevelBudget.hours(most.hours());
    most.declared()
        .forEach((cells, epsilon) -> {
          if (epsilon.thousandths() < LEAST) {
            throw new IllegalArgumentException(
                "orgscope.privacy.declared-epsilon: %s is too little to be shared out over a year's declared cells"
                    .formatted(privacy.declared()));
          }
        });
  }

  private static Epsilon part(Epsilon month, int releases) {
    return new Epsilon(month.thousandths() * MONTHS / releases);
  }

  static int releasesOfAYear(Period period) {
    LocalDate first = LocalDate.EPOCH;
    int releases = 0;
    for (LocalDate day = first; day.isBefore(first.plusYears(1)); day = day.plus(period)) {
      releases++;
    }
    return releases;
  }

  boolean draws(DeclaredCells cells) {
    return declared.containsKey(cells);
  }

  Epsilon of(DeclaredCells cells) {
    Epsilon epsilon = declared.get(cells);
    if (epsilon == null) {
      throw new IllegalArgumentException(cells + " is not drawn with this release");
    }
    return epsilon;
  }

  /** By sequential composition. */
  Epsilon total() {
    return declared.values().stream().reduce(people.plus(hours), Epsilon::plus);
  }
}
