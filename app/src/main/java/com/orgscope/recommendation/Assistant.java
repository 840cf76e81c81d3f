package com.orgscope.recommendation;

import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.UseTally.Crowd;
import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What an AI assistant could take over: drafts for those of a group who hardly use one, in what
 * their kind of work spends most time in, or else in what they do.
 *
 * @param typical functions by category, from the benchmarks
 */
record Assistant(Function<String, List<String>> typical) implements UseRule {
  private static final String ASSISTANTS = "ai-assistants";
  private static final String ANY = "an AI assistant";
  private static final Map<String, String> TASKS = tasks();

  @Override
  public List<Saving> of(UseGroup group, UseFacts facts) {
    List<PersonKey> without = new ArrayList<>(group.people());
    without.removeAll(facts.regulars(group.people(), ASSISTANTS));
    List<Crowd> shared = facts.tally(without).shared();
    List<String> own = typical.apply(group.category());
    return shared.stream()
        .map(Crowd::function)
        .distinct()
        .filter(TASKS::containsKey)
        .max(
            Comparator.comparing((String function) -> own.contains(function))
                .thenComparingDouble(function -> facts.hours(without, function)))
        .map(function -> saving(group, facts, without, main(shared, function)))
        .stream()
        .toList();
  }

  private static Crowd main(List<Crowd> shared, String function) {
    return shared.stream()
        .filter(crowd -> crowd.function().equals(function))
        .max(Comparator.comparingDouble(Crowd::hours))
        .orElseThrow();
  }

  private static Saving saving(
      UseGroup group, UseFacts facts, List<PersonKey> without, Crowd where) {
    double hours = facts.hours(without, where.function());
    String assistant =
        facts.everybody().shared().stream()
            .filter(crowd -> crowd.function().equals(ASSISTANTS))
            .max(Comparator.comparingInt(Crowd::people))
            .map(Crowd::name)
            .orElse(ANY);
    return UseChange.named("assistant")
        .saving(
            group.whose(),
            facts.assumed(),
            hours,
            hours,
            Map.of(
                "assistant", assistant,
                "task", Objects.requireNonNull(TASKS.get(where.function())),
                "app", where.name(),
                "purpose", where.purpose(),
                "use", SavingText.number(hours) + " hours a week"));
  }

  private static Map<String, String> tasks() {
    Map<String, String> tasks = new HashMap<>();
    Table.read(Assistant.class, "assisted.tsv")
        .rows()
        .forEach(row -> tasks.put(row.get(0), row.get(1)));
    return Map.copyOf(tasks);
  }
}
