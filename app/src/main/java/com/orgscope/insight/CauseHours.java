package com.orgscope.insight;

import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Hours by cause, noised on their own: the causes of signing in, switching and what is assumed of
 * sign-ins each with its own epsilon and bound, since nobody's seconds of any are more.
 */
final class CauseHours {
  private final HourBounds bounds;
  private final ReleaseEpsilons epsilons;
  private final Map<Apportionment.Part, Long> seconds;

  /**
   * @param exact of categories, or of everybody: few people cannot carry a cell for each
   */
  CauseHours(
      Map<Apportionment.Part, Long> exact,
      HourBounds bounds,
      ReleaseEpsilons epsilons,
      Noise noise) {
    this.bounds = bounds;
    this.epsilons = epsilons;
    this.seconds = new LinkedHashMap<>(exact);
    Map<Cause, DiscreteLaplace> laplace = new EnumMap<>(Cause.class);
    for (Cause cause : Cause.values()) {
      laplace.put(cause, noise.laplace(epsilon(cause), bounds.of(cause)));
    }
    seconds.replaceAll((part, s) -> s + Objects.requireNonNull(laplace.get(part.cause())).draw());
  }

  /** Only of categories that are shown, so of at least k people. */
  List<Release.CauseCell> of(Set<String> shown) {
    return cells(part -> shown.contains(part.category()));
  }

  private List<Release.CauseCell> cells(Predicate<Apportionment.Part> which) {
    return seconds.entrySet().stream()
        .filter(e -> which.test(e.getKey()))
        .map(e -> cell(e.getKey(), e.getValue(), 1))
        .toList();
  }

  /** Everybody's, as sums over the columns, the hidden ones too. */
  List<Release.CauseCell> ofAll() {
    List<Release.CauseCell> all = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      List<Long> columns =
          seconds.entrySet().stream()
              .filter(e -> e.getKey().cause() == cause)
              .map(Map.Entry::getValue)
              .toList();
      long sum = columns.stream().mapToLong(Long::longValue).sum();
      all.add(cell(new Apportionment.Part(Release.EVERYONE, cause), sum, columns.size()));
    }
    return all;
  }

  private Release.CauseCell cell(Apportionment.Part part, long noised, int draws) {
    double variance = NoiseSum.variance(epsilon(part.cause()), bounds.of(part.cause()));
    double half = PeopleLevels.HALF_WIDTH * Math.sqrt(variance * draws);
    return new Release.CauseCell(
        part.category(),
        part.cause(),
        tenths(Math.max(0, noised)),
        new Interval(Math.max(0, tenths(noised - half)), tenths(Math.max(0, noised) + half)));
  }

  private Epsilon epsilon(Cause cause) {
    return epsilons.of(
        switch (cause) {
          case FAILED_SIGN_INS, CHALLENGES -> DeclaredCells.CAUSES;
          case SWITCHES -> DeclaredCells.SWITCHING;
          case UNMEASURED_SIGN_INS -> DeclaredCells.UNMEASURED;
        });
  }

  private static double tenths(double seconds) {
    return Math.round(seconds / HoursLevels.HOUR * 10) / 10.0;
  }
}
