package com.orgscope.web;

import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Release;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One sentence that says who leads only where the intervals say so, and counts what was merged like
 * everything else: no group it leaves unnamed is larger than the one it names.
 */
final class Headline {
  private final Figure total;
  private final List<Slice> slices;
  private final String friction;
  private final MoneyFormat money;

  /** One kind of work, or what is none, its groups added up. */
  record Slice(String name, Figure figure) {
    boolean isWork() {
      return !CategoryColours.isNoWork(name);
    }
  }

  /** What slices are compared by. */
  private record Measure(ToDoubleFunction<Figure> value, Function<Figure, Interval> interval) {
    static final Measure PEOPLE = new Measure(Figure::people, Figure::peopleInterval);

    /** Money is hours times the same assumptions for all, so hours tell whether one leads. */
    static final Measure HOURS = new Measure(Figure::hoursPerWeek, Figure::hoursInterval);
  }

  /**
   * @param friction what the hours are of
   */
  Headline(Figure total, List<Slice> slices, String friction, MoneyFormat money) {
    this.total = total;
    this.money = money;
    this.friction = friction;
    this.slices = List.copyOf(slices);
  }

  String text() {
    return Formats.people(total.people())
        + " people"
        + people()
        + "; "
        + money.rounded(total.usdPerYear())
        + " a year of idle time in "
        + friction
        + money()
        + ".";
  }

  private String people() {
    Slice first = first(Measure.PEOPLE);
    if (first == null || first.name().equals(Release.EVERYONE)) {
      return "";
    }
    if (!first.isWork()) {
      return "; "
          + share(first, Measure.PEOPLE)
          + " of them "
          + where(first)
          + leader(slices.stream().filter(Slice::isWork).toList(), Measure.PEOPLE)
              .map(s -> ", and " + s.name() + " is the largest kind of work shown")
              .orElse("");
    }
    return leader(slices, Measure.PEOPLE)
        .map(s -> "; the largest group is " + s.name())
        .orElse("; no kind of work clearly leads");
  }

  private String money() {
    Slice first = first(Measure.HOURS);
    if (first == null || first.name().equals(Release.EVERYONE) || total.hoursPerWeek() <= 0) {
      return "";
    }
    if (!first.isWork()) {
      return ", " + share(first, Measure.HOURS) + " of it " + where(first);
    }
    return leader(slices, Measure.HOURS)
        .map(s -> ", the largest part of it in " + s.name())
        .orElse("");
  }

  private static String where(Slice slice) {
    return slice.name().equals(Release.OTHER)
        ? "in groups too small to show apart"
        : "where the kind of work is not yet known";
  }

  private String share(Slice slice, Measure measure) {
    double whole = measure.value().applyAsDouble(total);
    return Formats.percent(
        whole <= 0 ? 0 : Math.min(1, measure.value().applyAsDouble(slice.figure()) / whole));
  }

  /** Whatever has most, named or not. */
  private @Nullable Slice first(Measure measure) {
    return slices.stream()
        .max(Comparator.comparingDouble(s -> measure.value().applyAsDouble(s.figure())))
        .orElse(null);
  }

  /** The one whose interval lies above every other's. */
  private static Optional<Slice> leader(List<Slice> among, Measure measure) {
    return among.stream()
        .filter(s ->
            among.stream()
                .filter(other -> other != s)
                .allMatch(other ->
                    measure.interval().apply(s.figure()).low()
                        > measure.interval().apply(other.figure()).high()))
        .findFirst();
  }
}
