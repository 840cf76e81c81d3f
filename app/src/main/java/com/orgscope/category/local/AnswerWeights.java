package com.orgscope.category.local;

import com.orgscope.table.Table;
import com.orgscope.usage.Application;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswer.Frequency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far what is said of an application is believed, learned on simulated companies whose model
 * errs as a real one does; {@code answer-weights.tsv} says how.
 */
final class AnswerWeights {
  private static final Map<String, Double> LEARNED = learned();

  /** How often what a company says of its own application, item by item, is so. */
  private static final double COMPANYS_WORD = 0.999;

  private AnswerWeights() {}

  private static Map<String, Double> learned() {
    Map<String, Double> learned = new HashMap<>();
    for (List<String> row : Table.read(AnswerWeights.class, "answer-weights.tsv").rows()) {
      learned.put(row.get(0), Double.valueOf(row.get(1)));
    }
    return Map.copyOf(learned);
  }

  static double of(String name) {
    Double weight = LEARNED.get(name);
    if (weight == null) {
      throw new IllegalStateException("answer-weights.tsv has no " + name);
    }
    return weight;
  }

  /** How likely an application is for what it is said to be for, before anybody looks. */
  static double trust(Application app) {
    ApplicationAnswer answer = app.answer();
    return switch (app.basis()) {
      case TENANT -> answer == null ? Tuning.NAME_TRUST : COMPANYS_WORD;
      case CURATED -> Tuning.NAME_TRUST;
      case MODEL -> answer == null ? 0 : of("right if " + answer.sure().wireName());
      case TEXT -> of("right if guessed from words");
      case NONE -> 0;
    };
  }

  /** What being named so, or not at all, does to the odds of a kind of work. */
  static double kind(@Nullable Frequency how) {
    return Math.exp(of(how == null ? "not named" : how.wireName() + " used"));
  }
}
