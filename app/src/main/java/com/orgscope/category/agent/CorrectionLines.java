package com.orgscope.category.agent;

import com.orgscope.category.Overrides.Correction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people of a company set right, as examples of a prompt: the habits that they share, from
 * what, to what. Never who, nor why, nor how many.
 *
 * <p>Only whoever stands out is set right, so that one correction says little of all who share the
 * same habits. Therefore a line needs {@value #LEAST_AGREEING} people of one group who were given
 * the same category, and more of them than were given others.
 */
final class CorrectionLines {
  static final int LEAST_AGREEING = 3;

  private CorrectionLines() {}

  /**
   * @param corrections the newest first
   * @param most lines; those that most people bear out are kept, of as many the newer ones
   * @return in alphabetical order, so that the same set is the same prompt
   */
  static List<String> of(List<Correction> corrections, CompanyHabits company, int most) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Correction correction : corrections) {
      company
          .cohort(correction.person())
          .ifPresent(cohort ->
              groups
                  .computeIfAbsent(cohort.signature().text(), text -> new Group(cohort))
                  .given
                  .add(correction));
    }
    return groups.values().stream()
        .flatMap(group -> group.line().stream())
        .sorted(Comparator.comparingInt(Line::people).reversed())
        .limit(most)
        .map(Line::text)
        .sorted()
        .toList();
  }

  private record Line(String text, int people) {}

  /** Who shares a signature and was set right. */
  private static final class Group {
    private final Cohort cohort;
    private final List<Correction> given = new ArrayList<>();

    Group(Cohort cohort) {
      this.cohort = cohort;
    }

    Optional<Line> line() {
      String to = mostFrequent(given.stream().map(Correction::to).toList());
      List<Correction> agreeing = given.stream().filter(c -> c.to().equals(to)).toList();
      if (agreeing.size() < LEAST_AGREEING || 2 * agreeing.size() <= given.size()) {
        return Optional.empty();
      }
      String from = mostFrequent(agreeing.stream().map(Correction::from).toList());
      return Optional.of(new Line(Prompts.correction(cohort, from, to), agreeing.size()));
    }

    private static String mostFrequent(List<String> said) {
      Map<String, Integer> counts = new TreeMap<>();
      said.forEach(one -> counts.merge(one, 1, Integer::sum));
      return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }
  }
}
