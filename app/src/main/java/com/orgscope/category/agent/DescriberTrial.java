package com.orgscope.category.agent;

import com.orgscope.category.trial.Known;
import com.orgscope.category.trial.Pair;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trials;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Compares what two versions say applications are for, before anybody is judged by what the new one
 * says: by IT's words, and by beside what the company uses them.
 */
@Component
final class DescriberTrial {
  static final String UNKNOWN = "unknown";

  /** What is used beside an application so much more often than elsewhere tells what it is for. */
  private static final double TELLING = 1.5;

  private final Trials trials;
  private final ApplicationAnswers answers;
  private final Usage usage;
  private final AgreedSettings settings;

  DescriberTrial(Trials trials, ApplicationAnswers answers, Usage usage, AgreedSettings settings) {
    this.trials = trials;
    this.answers = answers;
    this.usage = usage;
    this.settings = settings;
  }

  Version inForce(Caller system) {
    return trials.inForce(system, true, DescribePrompt.USUAL);
  }

  Optional<Trial> running(Caller system) {
    return trials.running(system, true);
  }

  /** Of which both versions are asked. */
  List<String> labels(Caller system, Trial trial, LocalDate asOf) {
    return answers.described(system, asOf, k(system)).stream().filter(trial::compares).toList();
  }

  /** Which judge a trial has: IT's words, where there are enough of them. */
  Known judge(Caller system, LocalDate asOf, int least) {
    Map<String, String> words = words(system);
    long told =
        answers.described(system, asOf, k(system)).stream().filter(words::containsKey).count();
    return told >= least ? Known.WORDS : Known.PATTERN;
  }

  /**
   * Keeps what both said.
   *
   * @param before the first function that was named, or {@value #UNKNOWN}, by label
   */
  void keep(
      Caller system,
      Trial trial,
      LocalDate asOf,
      Map<String, String> before,
      Map<String, String> candidate) {
    Collection<PersonUsage> everybody =
        usage.everybody(system, TimeWindow.ending(asOf, ApplicationAnswers.WINDOW_DAYS)).values();
    Map<String, String> words = words(system);
    List<Pair> pairs = new ArrayList<>();
    before.forEach((label, then) -> {
      String now = candidate.get(label);
      if (now != null) {
        Map<Known, String> known = new EnumMap<>(Known.class);
        Optional.ofNullable(words.get(label)).ifPresent(said -> known.put(Known.WORDS, said));
        Beside beside = new Beside(label, everybody);
        beside.tells(then, now).ifPresent(function -> known.put(Known.PATTERN, function));
        if (beside.users >= k(system)) {
          pairs.add(new Pair(label, beside.users, then, now, known));
        }
      }
    });
    trials.keep(system, trial, pairs);
  }

  /** As the company promised it, now. */
  private int k(Caller system) {
    return settings.of(system.tenant()).k();
  }

  /** What IT said item by item, by label. */
  private Map<String, String> words(Caller system) {
    Map<String, String> words = new HashMap<>();
    answers.holding(system).stream()
        .filter(each -> each.answer().said().by() == By.IT)
        .forEach(each -> words.put(each.label(), each.answer().functions().getFirst()));
    return words;
  }

  /** Beside what an application is used, against what the whole company uses. */
  static final class Beside {
    private final Map<String, Double> here = new TreeMap<>();
    private final Map<String, Double> everywhere = new TreeMap<>();
    private final int all;
    private int users;

    Beside(String label, Collection<PersonUsage> everybody) {
      all = everybody.size();
      for (PersonUsage person : everybody) {
        boolean uses = person.apps().stream().anyMatch(use -> isOf(use, label));
        users += uses ? 1 : 0;
        for (AppUse use : person.apps()) {
          if (!use.common() && !isOf(use, label)) {
            use.app()
                .function()
                .ifPresent(function -> {
                  everywhere.merge(function, use.share(), Double::sum);
                  here.merge(function, uses ? use.share() : 0, Double::sum);
                });
          }
        }
      }
    }

    private static boolean isOf(AppUse use, String label) {
      return use.app().id().value().equals(label);
    }

    /**
     * Which of two functions the use fits; that it fits neither where both are rarer there than
     * elsewhere; empty where it says too little.
     */
    Optional<String> tells(String one, String other) {
      Set<String> said = new HashSet<>(Set.of(one));
      said.add(other);
      said.remove(UNKNOWN);
      String best = said.stream().max((a, b) -> Double.compare(lift(a), lift(b))).orElse(UNKNOWN);
      double most = lift(best);
      boolean alone =
          said.stream().filter(f -> !f.equals(best)).allMatch(f -> most >= TELLING * lift(f));
      if (most >= TELLING && alone) {
        return Optional.of(best);
      }
      return !said.isEmpty() && most < 1 / TELLING ? Optional.of("neither") : Optional.empty();
    }

    private double lift(String function) {
      double share = everywhere.getOrDefault(function, 0.0) / Math.max(1, all);
      return share == 0 || users == 0 ? 1 : here.getOrDefault(function, 0.0) / users / share;
    }
  }
}
