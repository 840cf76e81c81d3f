package com.orgscope.quality;

import java.util.List;
import java.util.Locale;
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

  /** The accuracy with its interval, in words if nobody is decided. */
  public String accuracyInWords() {
    return accuracyInterval == null
        ? "unknown"
        : "%s (%s to %s)"
            .formatted(
                percent(accuracy),
                percent(accuracyInterval.getFirst()),
                percent(accuracyInterval.getLast()));
  }

  public static String percent(@Nullable Double share) {
    return share == null ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
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
