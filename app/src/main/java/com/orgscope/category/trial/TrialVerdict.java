package com.orgscope.category.trial;

import com.orgscope.category.Wilson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a trial.
 *
 * @param judge by whom it is decided
 * @param pairs in all
 * @param judged of them of which the judge knows what is right
 * @param better of those, where only the candidate is right
 * @param worse of those, where only the other is right
 * @param p the chance of such a difference or a greater one if both are as good
 * @param level what p may be at most at this look; null where it is no time to look
 * @param words the same pairs by people's words, which can only end a trial
 * @param nextLook judged pairs at which it is looked again
 * @param before how often the version that holds is right; null without a judged pair
 * @param candidate the same of the candidate
 * @param categories with k pairs or more; the rest counts in the sums alone
 * @param because in a sentence
 */
public record TrialVerdict(
    Outcome outcome,
    Known judge,
    int pairs,
    int judged,
    int better,
    int worse,
    double p,
    @Nullable Double level,
    Words words,
    int nextLook,
    int looks,
    @Nullable Accuracy before,
    @Nullable Accuracy candidate,
    List<OfCategory> categories,
    String because) {
  public TrialVerdict {
    categories = List.copyOf(categories);
  }

  /** What it comes to. */
  public enum Outcome {
    TOO_FEW,
    BETTER,
    WORSE,
    /** It was looked as often as may be, and neither is better by enough. */
    NO_DIFFERENCE;

    /** As it is told, in words. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ')
          + (this == TOO_FEW ? " to tell" : "");
    }
  }

  /** Where only one side is as people said. */
  public record Words(int better, int worse, double p) {}

  /**
   * How often something was right.
   *
   * @param low of the 95 % score interval, 0 to 1
   */
  public record Accuracy(int right, int of, double low, double high) {
    static @Nullable Accuracy of(int right, int of) {
      if (of == 0) {
        return null;
      }
      List<Double> interval = Wilson.interval(right, of);
      return new Accuracy(right, of, interval.get(0), interval.get(1));
    }
  }

  /**
   * Of groups of which a judge says that they are of a category.
   *
   * @param before how often the version that holds is right
   */
  public record OfCategory(String category, Accuracy before, Accuracy candidate) {}

  /** What the rules make of it; empty while it goes on. */
  public Optional<Trial.State> decides(boolean over) {
    return switch (outcome) {
      case BETTER -> Optional.of(Trial.State.PROMOTED);
      case WORSE, NO_DIFFERENCE -> Optional.of(Trial.State.WITHDRAWN);
      case TOO_FEW -> over ? Optional.of(Trial.State.WITHDRAWN) : Optional.empty();
    };
  }
}
