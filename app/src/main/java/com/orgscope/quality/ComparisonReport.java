package com.orgscope.quality;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several ways to tell people's kinds of work, on the same people.
 *
 * @param people of whom something is known, and who were judged and used enough to be
 * @param folds parts of the people, each told by what learned from the others; of methods that
 *     learn
 * @param newApplications how many applications people went over to for the second question
 * @param methods in the order of the question
 */
public record ComparisonReport(
    int people, int folds, List<String> newApplications, List<Method> methods) {

  public ComparisonReport {
    newApplications = List.copyOf(newApplications);
    methods = List.copyOf(methods);
  }

  /**
   * One way.
   *
   * @param decided people of whom it says something
   * @param right of them
   * @param accuracy right among the decided, with its 95 % Wilson interval; null if nobody is
   * @param rightOfAll right among all people, with its 95 % Wilson interval
   * @param afterNewApplications right among all people once each kind of work went over to an
   *     application nobody knew; null where it was not asked
   * @param dollars what models outside were paid for this company so far; 0 where none is asked
   * @param seconds of learning and telling; null where the answers of a night are taken
   * @param needs what it needs before it can say anything
   * @param explains what can be said to a person of why
   * @param note why it said nothing, or what a figure leaves out; null for neither
   */
  public record Method(
      String name,
      int decided,
      int right,
      @Nullable Double accuracy,
      @Nullable List<Double> accuracyInterval,
      @Nullable Double rightOfAll,
      @Nullable List<Double> rightOfAllInterval,
      @Nullable Double afterNewApplications,
      BigDecimal dollars,
      @Nullable Double seconds,
      String needs,
      String explains,
      @Nullable String note) {}
}
