package com.orgscope.quality;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well a company's categories meet what is known to be true.
 *
 * @param people of whom something is known, and who are in the directory
 * @param categorized those with a decided category
 * @param accuracy right among the decided; null if nobody is
 * @param accuracyInterval 95 % Wilson score interval of the accuracy; null if nobody is decided
 * @param coverage decided among those with enough data; null if nobody has
 * @param hybridFound of the people with a second category, the part with both among their roles;
 *     null if nobody has a second
 * @param ece expected calibration error of the decided; null if nobody is
 * @param unread what was known and could not be used, with the reason
 * @param hybrids people with a second category
 * @param byCategory one for each category that somebody has or was said to have, by name
 * @param reliability confidences in tenths that somebody was told, the lowest first
 * @param of what was compared, and with what
 * @param before what the last comparison with the same kind of truth found; null for the first
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
    List<Unread> unread,
    int hybrids,
    List<ByCategory> byCategory,
    List<Reliability> reliability,
    Subject of,
    @Nullable Evaluated before) {

  /** With fewer people the interval is wider than most questions need. */
  public static final int ENOUGH_PEOPLE = 500;

  public EvaluationReport {
    confusion = List.copyOf(confusion);
    unread = List.copyOf(unread);
    byCategory = List.copyOf(byCategory);
    reliability = List.copyOf(reliability);
  }

  /** The accuracy with its interval, in words if nobody is decided. */
  public String accuracyInWords() {
    return inWords(accuracy, accuracyInterval);
  }

  /** A share with its interval, "unknown" without either. */
  public static String inWords(@Nullable Double share, @Nullable List<Double> interval) {
    return interval == null
        ? "unknown"
        : "%s (%s to %s)"
            .formatted(percent(share), percent(interval.getFirst()), percent(interval.getLast()));
  }

  /** Whether the accuracy differs from the last one's by more than both intervals leave open. */
  public boolean differs() {
    return before != null
        && before.accuracy() != null
        && accuracyInterval != null
        && (accuracyInterval.getFirst() > before.accuracy().high()
            || accuracyInterval.getLast() < before.accuracy().low());
  }

  public static String percent(@Nullable Double share) {
    return share == null ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** How many decided people of one category were said to be of another, or the same. */
  public record Confusion(String truth, String said, int people) {}

  /**
   * One category among the decided.
   *
   * @param people who are of it
   * @param said people who were said to be of it
   * @param right people who are of it and were said to be
   * @param precision right among the said, with its 95 % Wilson interval; null if nobody was said
   * @param recall right among those who are of it; null if nobody is
   */
  public record ByCategory(
      String category,
      int people,
      int said,
      int right,
      @Nullable Double precision,
      @Nullable List<Double> precisionInterval,
      @Nullable Double recall,
      @Nullable List<Double> recallInterval) {}

  /**
   * A bin of the reliability diagram.
   *
   * @param from confidence, inclusive
   * @param to confidence, exclusive but for 1
   * @param confidence the mean of its people
   * @param right the part of them of whom it was right, with its 95 % Wilson interval
   */
  public record Reliability(
      double from, double to, int people, double confidence, double right, List<Double> interval) {}

  /**
   * What was compared with what.
   *
   * @param truth {@code labels} or {@code titles}
   * @param run the newest whose answers were compared
   * @param models who answered about the compared people, those of most people first
   * @param prompts the versions of their prompts, those of most people first
   */
  public record Subject(
      String truth, String run, String industry, List<String> models, List<String> prompts) {
    public Subject {
      models = List.copyOf(models);
      prompts = List.copyOf(prompts);
    }
  }

  /**
   * What could not be used.
   *
   * @param line in the file, the header's being 1; 0 where there is no file
   */
  public record Unread(long line, String reason) {}
}
