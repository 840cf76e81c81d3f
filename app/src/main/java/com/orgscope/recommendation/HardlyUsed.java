package com.orgscope.recommendation;

import com.orgscope.recommendation.UseTally.Crowd;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An application that a kind of work typically uses and this group hardly does: of a team by what
 * the others of the same work use, of a whole kind of work by the benchmarks and by what others of
 * the company use for it. Whoever has another application for the purpose lacks nothing.
 *
 * @param typical functions by category, from the benchmarks
 */
record HardlyUsed(Function<String, List<String>> typical) implements UseRule {

  @Override
  public List<Saving> of(UseGroup group, UseFacts facts) {
    return expected(group).stream()
        .filter(crowd -> facts.hardlyAnybody(group.people(), crowd.function()))
        .map(crowd -> saving(group, facts, crowd))
        .max(Comparator.comparingDouble(saving -> saving.hoursPerWeek().typical()))
        .stream()
        .toList();
  }

  private List<Crowd> expected(UseGroup group) {
    if (group.isTeam()) {
      return group.others().usual();
    }
    List<String> functions = typical.apply(group.category());
    return group.others().shared().stream()
        .filter(crowd -> functions.contains(crowd.function()))
        .toList();
  }

  private static Saving saving(UseGroup group, UseFacts facts, Crowd crowd) {
    int without = group.people().size() - facts.regulars(group.people(), crowd.function()).size();
    double hours = without * crowd.hoursEach();
    return UseChange.named(group.isTeam() ? "learn-application" : "learn-typical-application")
        .saving(
            group.whose(),
            facts.assumed(),
            hours,
            hours,
            Map.of("app", crowd.name(), "purpose", crowd.purpose()));
  }
}
