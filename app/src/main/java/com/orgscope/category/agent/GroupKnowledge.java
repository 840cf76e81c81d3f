package com.orgscope.category.agent;

import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.trial.Known;
import com.orgscope.kernel.PersonKey;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of groups beside what models say, to tell which of two answers is right. For
 * measuring alone: no model is told any of it, least of all a title.
 */
final class GroupKnowledge {
  private final int k;
  private final Map<PersonKey, String> titles;
  private final Map<PersonKey, String> words = new HashMap<>();

  /**
   * @param titles the category that somebody's job title names, where it names one
   * @param corrections what people set right
   * @param k people whose titles are known, before they tell anything of a group
   */
  GroupKnowledge(Map<PersonKey, String> titles, List<Correction> corrections, int k) {
    this.k = k;
    this.titles = titles;
    corrections.forEach(one -> words.put(one.person(), one.to()));
  }

  Map<Known, String> of(Cohort cohort) {
    Map<Known, String> known = new EnumMap<>(Known.class);
    most(titles, cohort.people(), k).ifPresent(category -> known.put(Known.TITLES, category));
    cohort.locallySure().ifPresent(category -> known.put(Known.PATTERN, category));
    most(words, cohort.people(), CorrectionLines.LEAST_AGREEING)
        .ifPresent(category -> known.put(Known.WORDS, category));
    return known;
  }

  /** Which judge a company's trial has: titles where half of its people or more have one. */
  Known judge(Collection<PersonKey> everybody) {
    long titled = everybody.stream().filter(titles::containsKey).count();
    return 2 * titled >= everybody.size() && titled > 0 ? Known.TITLES : Known.PATTERN;
  }

  /** What more than half of those say of whom something is said; empty if they are too few. */
  private static Optional<String> most(
      Map<PersonKey, String> said, Collection<PersonKey> people, int least) {
    Map<String, Integer> counts = new HashMap<>();
    int all = 0;
    for (PersonKey person : people) {
      String category = said.get(person);
      if (category != null) {
        counts.merge(category, 1, Integer::sum);
        all++;
      }
    }
    int enough = all;
    return all < least
        ? Optional.empty()
        : counts.entrySet().stream()
            .filter(one -> 2 * one.getValue() > enough)
            .map(Map.Entry::getKey)
            .findFirst();
  }
}
