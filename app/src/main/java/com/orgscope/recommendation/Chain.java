package com.orgscope.recommendation;

import com.orgscope.usage.AppPair;
import com.orgscope.usage.Application;
import java.util.List;
import java.util.Map;

/**
 * What an integration could take over beyond a pair: the pair that people of the group go between
 * most after the first, if it shares an application with that.
 */
final class Chain implements UseRule {
  private static final double MINUTES = 60;

  @Override
  public List<Saving> of(UseGroup group, UseFacts facts) {
    AppPair first = group.focus().pair();
    AppPair next = group.focus().next();
    if (first == null || next == null) {
      return List.of();
    }
    List<Long> counts =
        group.people().stream()
            .map(person -> facts.measured().switches(person).getOrDefault(next, 0L))
            .filter(n -> n > 0)
            .toList();
    if (counts.size() < facts.k()) {
      return List.of();
    }
    double perWeek = facts.measured().weekly(counts.stream().mapToLong(Long::longValue).sum());
    Application middle = first.has(next.one()) ? next.one() : next.other();
    Application end = first.has(next.one()) ? next.other() : next.one();
    Application begin = first.one().equals(middle) ? first.other() : first.one();
    return List.of(
        UseChange.named("integrate-chain")
            .saving(
                group.whose(),
                facts.assumed(),
                perWeek,
                perWeek / MINUTES,
                Map.of(
                    "app", begin.id().value(),
                    "other", middle.id().value(),
                    "third", end.id().value(),
                    "switches", SavingText.number(perWeek) + " switches a week")));
  }
}
