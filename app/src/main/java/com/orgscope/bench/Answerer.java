package com.orgscope.bench;

import com.orgscope.demo.RecordedModel;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Frequency;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A model that is asked what the applications of a company are for. */
enum Answerer {
  /** Nobody is asked. */
  NOBODY,
  RECORDED,
  /** As recorded, but every second answer is that it does not know. */
  HALF_UNKNOWN,
  /** Knows the truth. */
  PERFECT,
  /** Certain of all, and right about every second. */
  HALF_WRONG,
  /** Says of everything that lawyers use it. */
  ALWAYS_LEGAL,
  /** Certain of anything. */
  RANDOM,
  /** Gives each application the true answer of another. */
  SWAPPED,
  /** Certain, and never right. */
  ALWAYS_WRONG;

  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * @param truth what each application is for
   */
  Map<String, ApplicationAnswer> about(
      Map<String, String> truth, String industry, RecordedModel recorded, long seed) {
    List<String> labels = List.copyOf(new TreeMap<>(truth).keySet());
    List<String> functions = truth.values().stream().distinct().sorted().toList();
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, ApplicationAnswer> answers = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      String is = truth.getOrDefault(labels.get(i), "");
      String other = truth.getOrDefault(labels.get((i + labels.size() / 2) % labels.size()), "");
      String any = functions.get(random.nextInt(functions.size()));
      Optional<ApplicationAnswer> said =
          switch (this) {
            case NOBODY -> Optional.empty();
            case RECORDED -> recorded.about(labels.get(i), industry);
            case HALF_UNKNOWN ->
                random.nextBoolean() ? recorded.about(labels.get(i), industry) : Optional.empty();
            case PERFECT -> Optional.of(certain(is, recorded.kinds(is, industry)));
            case HALF_WRONG ->
                random.nextBoolean()
                    ? Optional.of(certain(is, recorded.kinds(is, industry)))
                    : Optional.of(certain(any, recorded.kinds(any, industry)));
            case ALWAYS_LEGAL ->
                Optional.of(certain("legal-research", Map.of("Legal", Frequency.MAINLY)));
            case RANDOM -> Optional.of(certain(any, recorded.kinds(any, industry)));
            case SWAPPED -> Optional.of(certain(other, recorded.kinds(other, industry)));
            case ALWAYS_WRONG -> {
              String wrong =
                  any.equals(is)
                      ? functions.get((functions.indexOf(any) + 1) % functions.size())
                      : any;
              yield Optional.of(certain(wrong, recorded.kinds(wrong, industry)));
            }
          };
      int at = i;
      said.ifPresent(answer -> answers.put(labels.get(at), answer));
    }
    return answers;
  }

  private static ApplicationAnswer certain(String function, Map<String, Frequency> kinds) {
    return new ApplicationAnswer(
        List.of(function),
        Sureness.CERTAIN,
        kinds,
        "",
        new Said(By.MODEL, "simulated", null, TODAY));
  }
}
