package com.orgscope.insight;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What departments are called in a release: the largest by their own names, the others together,
 * since an HR system has hundreds. Follows from the directory alone, never from what people use.
 */
final class Units {
  static final int MOST = 20;
  static final String OTHER_DEPARTMENTS = "Other departments";

  private Units() {}

  /**
   * The unit of each department.
   *
   * @param headcounts people who work in each by the directory
   */
  static Map<String, String> of(Map<String, Integer> headcounts) {
    Map<String, String> units = new TreeMap<>();
    int own = headcounts.size() <= MOST ? MOST : MOST - 1;
    headcounts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .forEach(department ->
            units.put(department, units.size() < own ? department : OTHER_DEPARTMENTS));
    return units;
  }
}
