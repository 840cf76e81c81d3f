package com.orgscope.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a company's categories meet what is known to be true.
 *
 * @param people labelled people who are in the directory and whose label could be read
 * @param categorized those with a decided category
 * @param accuracy right among the decided; null if nobody is
 * @param accuracyInterval 95 % Wilson score interval of the accuracy; null if nobody is decided
 * @param coverage decided among those with enough data; null if nobody has
 * @param hybridFound of the people with a second category, the part with both among their roles;
 *     null if no label has a second
 * @param ece expected calibration error of the decided; null if nobody is
 * @param unread labels that could not be used, with the reason
 */
public record EvaluationReport(
    int people,
    int categorized,
    int uncertain,
    int notEnoughData,
    @Nullable Double accuracy,
    @Nullable List<Double> accuracyInterval,
    @Nullable Double coverage,
    @Nullable Double hybridFound,
    @Nullable Double ece,
    List<Confusion> confusion,
    List<Unread> unread) {

  public EvaluationReport {
    confusion = List.copyOf(confusion);
    unread = List.copyOf(unread);
  }

  /** How many decided people of one category were said to be of another, or the same. */
  public record Confusion(String truth, String said, int people) {}

  /**
   * A line of the labels that could not be used.
   *
   * @param line in the file, the header's being 1
   */
  public record Unread(long line, String reason) {}
}
