package com.orgscope.insight;

import com.orgscope.table.Table;
import com.orgscope.usage.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What drafts of an AI assistant may give back of the time in one kind of application, of those who
 * hardly use one: people × share of the active time × working hours × share that drafts give back.
 * It reads published figures and assumptions and costs nothing.
 *
 * @param function as {@code use} tells it
 * @param ease what it takes, in words of the public list
 * @param hoursPerWeek at the typical assumptions
 */
public record AssistedTime(
    String function, String task, String ease, double hoursPerWeek, Interval range) {
  private static final String GIVEN_BACK = "assisted-use";
  private static final String WEEKLY_HOURS = "weekly-hours";
  private static final double HUNDRED = 100;

  /** Most hours first; empty where use is not told. */
  public static List<AssistedTime> of(Release release) {
    List<UseShare> use = release.use();
    if (use == null || release.assumptions().stream().noneMatch(a -> a.id().equals(GIVEN_BACK))) {
      return List.of();
    }
    Range each =
        Range.product(
            List.of(
                Money.named(release.assumptions(), GIVEN_BACK).range(),
                Money.named(release.assumptions(), WEEKLY_HOURS).range()));
    Interval without = without(release);
    Map<String, List<String>> listed = Listed.BY_FUNCTION;
    List<AssistedTime> times = new ArrayList<>();
    for (UseShare share : use) {
      List<String> row = listed.get(share.function());
      if (row != null) {
        double middle = (without.low() + without.high()) / 2;
        times.add(
            new AssistedTime(
                share.function(),
                row.get(1),
                row.get(2),
                middle * share.percent() / HUNDRED * each.typical(),
                new Interval(
                    without.low() * share.range().low() / HUNDRED * each.low(),
                    without.high() * share.range().high() / HUNDRED * each.high())));
      }
    }
    times.sort(Comparator.comparingDouble(AssistedTime::hoursPerWeek).reversed());
    return List.copyOf(times);
  }

  /** Whether those who use an assistant are left out: where they are told of everybody. */
  public static boolean isOfThoseWithout(Release release) {
    return withAssistant(release).isPresent();
  }

  /** People who hardly use an assistant; all of them where it is not told of everybody. */
  private static Interval without(Release release) {
    long people = release.total().people();
    return withAssistant(release)
        .map(with ->
            new Interval(Math.max(0, people - with.high()), Math.max(0, people - with.low())))
        .orElse(new Interval(people, people));
  }

  private static Optional<Interval> withAssistant(Release release) {
    QuarterCells quarter = release.quarter();
    QuarterAnswers answers = quarter == null ? null : quarter.answers();
    return answers == null
        ? Optional.empty()
        : answers.assistants().stream()
            .filter(one -> one.category().equals(Release.EVERYONE))
            .findFirst()
            .map(QuarterAnswers.Assistants::range);
  }

  /** Read when it is first needed. */
  private static final class Listed {
    private static final Map<String, List<String>> BY_FUNCTION =
        Table.read(AssistedTime.class, "assisted-functions.tsv").rows().stream()
            .collect(Collectors.toUnmodifiableMap(List::getFirst, row -> row));
  }
}
