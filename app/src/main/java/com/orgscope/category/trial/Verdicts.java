package com.orgscope.category.trial;

import com.orgscope.category.trial.TrialVerdict.Accuracy;
import com.orgscope.category.trial.TrialVerdict.OfCategory;
import com.orgscope.category.trial.TrialVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What pairs say of a trial, by stated rules. Computes only. */
public final class Verdicts {
  private Verdicts() {}

  /** Pairs of which a judge knows what is right. */
  private static final class Count {
    private int judged;
    private int before;
    private int candidate;
    private int better;
    private int worse;

    void add(Pair pair, String right) {
      boolean then = pair.before().equals(right);
      boolean now = pair.candidate().equals(right);
      judged++;
      before += then ? 1 : 0;
      candidate += now ? 1 : 0;
      better += now && !then ? 1 : 0;
      worse += then && !now ? 1 : 0;
    }

    double p() {
      return PairedTest.midP(better, worse);
    }

    /** By how much the candidate is right oftener, −1 to 1. */
    double lead() {
      return judged == 0 ? 0 : (double) (better - worse) / judged;
    }
  }

  /**
   * @param k pairs that a line of its own takes
   */
  public static TrialVerdict of(Trial trial, List<Pair> pairs, TrialSettings rules, int k) {
    Count whole = count(pairs, trial.judge());
    Count words = count(pairs, Known.WORDS);
    int looks = Math.max(trial.looks(), Looks.enoughFor(whole.judged, rules));
    Double level = looks > trial.looks() ? (Double) Looks.level(trial.looks(), looks, rules) : null;
    Outcome outcome = outcome(trial, whole, words, looks, level, rules);
    return new TrialVerdict(
        outcome,
        trial.judge(),
        pairs.size(),
        whole.judged,
        whole.better,
        whole.worse,
        whole.p(),
        level,
        new TrialVerdict.Words(words.better, words.worse, words.p()),
        Looks.at(looks, rules),
        looks,
        Accuracy.of(whole.before, whole.judged),
        Accuracy.of(whole.candidate, whole.judged),
        categories(pairs, trial.judge(), k),
        because(
            outcome, whole, level == null || isWorse(whole, level) ? null : words, looks, rules));
  }

  private static Outcome outcome(
      Trial trial,
      Count whole,
      Count words,
      int looks,
      @Nullable Double level,
      TrialSettings rules) {
    if (level == null) {
      return looks >= Looks.MOST ? Outcome.NO_DIFFERENCE : Outcome.TOO_FEW;
    }
    if (isWorse(words, level) || isWorse(whole, level)) {
      return Outcome.WORSE;
    }
    if (whole.lead() > 0 && whole.lead() >= rules.lead(trial.kind()) && whole.p() <= level) {
      return Outcome.BETTER;
    }
    return looks >= Looks.MOST ? Outcome.NO_DIFFERENCE : Outcome.TOO_FEW;
  }

  private static boolean isWorse(Count count, double level) {
    return count.worse > count.better && count.p() <= level;
  }

  private static Count count(List<Pair> pairs, Known judge) {
    Count count = new Count();
    pairs.forEach(pair -> pair.by(judge).ifPresent(right -> count.add(pair, right)));
    return count;
  }

  private static List<OfCategory> categories(List<Pair> pairs, Known judge, int k) {
    Map<String, Count> counts = new TreeMap<>();
    pairs.forEach(pair ->
        pair.by(judge)
            .ifPresent(
                right -> counts.computeIfAbsent(right, any -> new Count()).add(pair, right)));
    List<OfCategory> lines = new ArrayList<>();
    counts.forEach((category, count) -> {
      Accuracy before = Accuracy.of(count.before, count.judged);
      Accuracy candidate = Accuracy.of(count.candidate, count.judged);
      if (count.judged >= k && before != null && candidate != null) {
        lines.add(new OfCategory(category, before, candidate));
      }
    });
    return lines;
  }

  /**
   * @param words by which it is worse, if it is not so by the judge; else null
   */
  private static String because(
      Outcome outcome, Count whole, @Nullable Count words, int looks, TrialSettings rules) {
    String counted =
        String.format(
            Locale.ROOT,
            "of %d judged pairs it alone is right in %d and the other alone in %d (p %.4f)",
            whole.judged,
            whole.better,
            whole.worse,
            whole.p());
    return switch (outcome) {
      case TOO_FEW -> counted + "; the next look is at " + Looks.at(looks, rules);
      case BETTER -> counted;
      case WORSE ->
          words != null
              ? "of what people set by hand it alone is right in %d and the other alone in %d"
                  .formatted(words.better, words.worse)
              : counted;
      case NO_DIFFERENCE -> counted + ", which is not enough after the last look";
    };
  }
}
