package com.orgscope.quality;

import com.orgscope.category.Wilson;
import com.orgscope.kernel.PersonKey;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what each method had right, over the same people. */
final class MethodScores {
  private final Map<PersonKey, GroundTruth.Known> known;

  MethodScores(Map<PersonKey, GroundTruth.Known> known) {
    this.known = new TreeMap<>(known);
  }

  /** What can be said of a method before it is asked. */
  enum Words {
    AGENT(
        "agent",
        "no label",
        "each application and what it is for, what speaks against it, what would change it",
        "new applications: once IT or a model has said what they are for, one question each"),
    NOBODY_ASKED(
        "agent",
        "no label",
        "each application and what it is for, what speaks against it, what would change it",
        "no model was asked: these are the local model's answers; new applications: once somebody has said what they are for"),
    LOCAL(
        "local",
        "no label, no key",
        "each application and what it is for, what speaks against it, what would change it",
        null),
    CLUSTERS(
        "k-means",
        "labels to name clusters",
        "which people one is near to",
        "clusters bear the name of most labelled people in them"),
    CLASSIFIER("classifier", "labels of this company", "weights of applications", null),
    MAJORITY("majority", "labels of this company", "nothing", null);

    final String name;
    final String needs;
    final String explains;
    final @Nullable String note;

    Words(String name, String needs, String explains, @Nullable String note) {
      this.name = name;
      this.needs = needs;
      this.explains = explains;
      this.note = note;
    }
  }

  Set<PersonKey> people() {
    return known.keySet();
  }

  /**
   * @param said of everybody it decides
   * @param after the same with new applications
   */
  ComparisonReport.Method method(
      Words words,
      Map<PersonKey, String> said,
      Map<PersonKey, String> after,
      BigDecimal dollars,
      @Nullable Double seconds) {
    int decided = (int) known.keySet().stream().filter(said::containsKey).count();
    int right = right(said);
    return new ComparisonReport.Method(
        words.name,
        decided,
        right,
        decided == 0 ? null : right / (double) decided,
        decided == 0 ? null : Wilson.interval(right, decided),
        right / (double) known.size(),
        Wilson.interval(right, known.size()),
        right(after) / (double) known.size(),
        dollars,
        seconds,
        words.needs,
        words.explains,
        words.note);
  }

  private int right(Map<PersonKey, String> said) {
    return (int)
        known.entrySet().stream()
            .filter(one -> one.getValue().category().equals(said.get(one.getKey())))
            .count();
  }
}
