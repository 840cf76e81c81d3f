package com.orgscope.bench;

import com.orgscope.category.Wilson;
import com.orgscope.category.trial.Known;
import com.orgscope.category.trial.Pair;
import com.orgscope.category.trial.PairedTest;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trial.Kind;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.category.trial.TrialSettings;
import com.orgscope.category.trial.TrialVerdict;
import com.orgscope.category.trial.Verdicts;
import com.orgscope.category.trial.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What the rules of trials are worth: companies are made up, their groups come to be compared night
 * after night, and both versions and the judge err. Nothing was tuned on them.
 */
final class TrialWorth {
  private static final int NIGHTS = 90;
  private static final int CATEGORIES = 12;
  private static final int FEWEST_GROUPS = 60;
  private static final int MOST_GROUPS = 600;
  private static final int MOST_A_NIGHT = 12;
  private static final int K = 10;

  /** How often what decides one answer decides the other as well. */
  private static final double ALIKE = 0.6;

  /** Of what was wrong and of what was right, what people set by hand. */
  private static final double CORRECTED = 0.3;

  private static final double CONFIRMED = 0.01;
  private static final double USUAL_LEVEL = 0.05;
  private static final int NAIVE_FEWEST = 10;

  private TrialWorth() {}

  /** A version that was made better or worse. */
  enum Planted {
    BETTER(0.12),
    A_LITTLE_BETTER(0.03),
    EQUAL(0),
    WORSE(-0.12);

    private final double points;

    Planted(double points) {
      this.points = points;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** How trials are decided. */
  enum Rule {
    /** As the product decides. */
    STATED("by rule"),
    /** By the first night on which the difference is what one look would call significant. */
    EVERY_NIGHT("looking every night"),
    /** The same, by what people set right, which only corrects what was served. */
    BY_CORRECTIONS("by corrections");

    private final String words;

    Rule(String words) {
      this.words = words;
    }
  }

  /** How trials ended. */
  record Ends(int promoted, int withdrawn, int tooFew) {
    int all() {
      return promoted + withdrawn + tooFew;
    }

    double promotedShare() {
      return (double) promoted / all();
    }

    @Override
    public String toString() {
      List<Double> range = Wilson.interval(promoted, all());
      return String.format(
          Locale.ROOT,
          "promoted %.1f %% (%.1f to %.1f), withdrawn %.1f %%, too few to tell %.1f %%",
          100 * promotedShare(),
          100 * range.get(0),
          100 * range.get(1),
          100.0 * withdrawn / all(),
          100.0 * tooFew / all());
    }
  }

  /**
   * @param trials of each version and rule
   */
  static Map<Planted, Map<Rule, Ends>> all(int trials, TrialSettings rules, long seed) {
    Map<Planted, Map<Rule, Ends>> all = new EnumMap<>(Planted.class);
    for (Planted planted : Planted.values()) {
      all.put(planted, ends(planted, trials, rules, seed));
    }
    return all;
  }

  static BenchReport report(Map<Planted, Map<Rule, Ends>> all) {
    List<BenchFigure> figures = new ArrayList<>();
    List<String> table = new ArrayList<>();
    all.forEach((planted, ends) ->
        ends.forEach((rule, end) -> {
          table.add("  %-16s %-20s %s".formatted(planted.word(), rule.words, end));
          figures.add(
              BenchFigure.of(
                  planted.word() + " promoted " + rule.words, "%", 100 * end.promotedShare()));
        }));
    return new BenchReport("trials", figures, table);
  }

  private static Map<Rule, Ends> ends(Planted planted, int trials, TrialSettings rules, long seed) {
    Map<Rule, int[]> counts = new EnumMap<>(Rule.class);
    for (int trial = 0; trial < trials; trial++) {
      List<List<Pair>> nights =
          new Company(new Random(seed + 31L * trial + planted.ordinal())).nights(planted);
      for (Rule rule : Rule.values()) {
        State end = end(nights, rule, rules).orElse(State.RUNNING);
        counts.computeIfAbsent(rule, any -> new int[State.values().length])[end.ordinal()]++;
      }
    }
    Map<Rule, Ends> ends = new EnumMap<>(Rule.class);
    counts.forEach((rule, count) ->
        ends.put(
            rule,
            new Ends(
                count[State.PROMOTED.ordinal()],
                count[State.WITHDRAWN.ordinal()],
                count[State.RUNNING.ordinal()])));
    return ends;
  }

  /** Empty where too little was known to the end. */
  private static Optional<State> end(List<List<Pair>> nights, Rule rule, TrialSettings rules) {
    return switch (rule) {
      case STATED -> stated(nights, rules);
      case EVERY_NIGHT -> naive(nights, Known.TITLES);
      case BY_CORRECTIONS -> naive(nights, Known.WORDS);
    };
  }

  private static Optional<State> stated(List<List<Pair>> nights, TrialSettings rules) {
    List<Pair> pairs = new ArrayList<>();
    int looks = 0;
    int next = 0;
    for (List<Pair> night : nights) {
      pairs.addAll(night);
      if (pairs.size() < next) {
        continue;
      }
      TrialVerdict verdict = Verdicts.of(trial(looks), pairs, rules, K);
      Optional<State> decided = verdict.decides(false);
      if (decided.isPresent()) {
        return decided;
      }
      looks = verdict.looks();
      next = verdict.nextLook();
    }
    return Optional.empty();
  }

  private static Optional<State> naive(List<List<Pair>> nights, Known judge) {
    int judged = 0;
    int better = 0;
    int worse = 0;
    for (List<Pair> night : nights) {
      for (Pair pair : night) {
        String right = pair.known().get(judge);
        boolean then = pair.before().equals(right);
        boolean now = pair.candidate().equals(right);
        judged += right == null ? 0 : 1;
        better += now && !then ? 1 : 0;
        worse += then && !now ? 1 : 0;
      }
      if (judged >= NAIVE_FEWEST && PairedTest.midP(better, worse) <= USUAL_LEVEL) {
        return Optional.of(better > worse ? State.PROMOTED : State.WITHDRAWN);
      }
    }
    return Optional.empty();
  }

  private static Trial trial(int looks) {
    return new Trial(
        1,
        Kind.AB,
        new Version("v2", null),
        new Version("v3", null),
        1,
        "00",
        Known.TITLES,
        State.RUNNING,
        "a bench",
        Instant.EPOCH,
        null,
        null,
        looks,
        null);
  }

  /** One company, whose groups are as hard as they are. */
  private static final class Company {
    private final Random random;
    private final double right;
    private final double judgeErrs;
    private final int groups;
    private final int aNight;

    Company(Random random) {
      this.random = random;
      this.right = 0.6 + 0.25 * random.nextDouble();
      this.judgeErrs = 0.02 + 0.13 * random.nextDouble();
      this.groups =
          (int)
              (FEWEST_GROUPS * Math.pow((double) MOST_GROUPS / FEWEST_GROUPS, random.nextDouble()));
      this.aNight = 1 + random.nextInt(MOST_A_NIGHT);
    }

    List<List<Pair>> nights(Planted planted) {
      List<List<Pair>> nights = new ArrayList<>();
      int left = groups;
      for (int night = 0; night < NIGHTS && left > 0; night++) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = random.nextInt(aNight + 1); i > 0 && left > 0; i--) {
          pairs.add(pair(left--, planted));
        }
        nights.add(pairs);
      }
      return nights;
    }

    private Pair pair(int group, Planted planted) {
      // Few kinds of work are most of a company's.
      int truth = (int) (CATEGORIES * random.nextDouble() * random.nextDouble());
      double chance = random.nextDouble();
      boolean then = chance < right;
      double other = random.nextDouble() < ALIKE ? chance : random.nextDouble();
      boolean now = other < right + planted.points;
      Map<Known, String> known = new EnumMap<>(Known.class);
      known.put(Known.TITLES, name(random.nextDouble() < judgeErrs ? otherThan(truth) : truth));
      if (random.nextDouble() < (then ? CONFIRMED : CORRECTED)) {
        known.put(Known.WORDS, name(truth));
      }
      return new Pair(
          "group " + group,
          K,
          name(then ? truth : otherThan(truth)),
          name(now ? truth : otherThan(truth)),
          known);
    }

    /** Mistakes are mostly the same ones. */
    private int otherThan(int truth) {
      return (truth + 1 + (int) (3 * random.nextDouble() * random.nextDouble())) % CATEGORIES;
    }

    private static String name(int category) {
      return "category " + category;
    }
  }
}
