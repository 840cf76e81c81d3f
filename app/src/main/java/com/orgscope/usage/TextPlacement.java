package com.orgscope.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Places an application that no list knows among the functions, by the words of its name and
 * description: TF-IDF with one document per function, made of the function's own words and of the
 * descriptions of the known applications that serve it. Answers a probability over functions, or
 * nothing when no word of weight matches.
 *
 * <p>Left-one-out over the list (each known application placed by its description, without its own
 * row) the first function is right four times in five; {@code TextPlacementTest} holds that and the
 * calibration.
 */
final class TextPlacement {
  private static final double OWN_WORD = 3;
  private static final double SECOND_FUNCTION = 0.5;
  private static final double GENERIC_WORD = 0.3;
  private static final double NAME_BESIDE_DESCRIPTION = 0.5;

  /** Below this likeness right and wrong were even: then "no function" is the honest answer. */
  private static final double FLOOR = 0.06;

  /** Turns likeness into probability; fitted by log loss, left one out. */
  private static final double SHARPNESS = 44;

  /** One matching word is weaker ground than five: n words get n / (n + this) of the sharpness. */
  private static final double FEW_WORDS = 0.75;

  private static final double LEAST_PROBABILITY = 0.03;
  private static final int SHORTEST_PART = 3;

  private final Map<String, Map<String, Double>> documents = new LinkedHashMap<>();
  private final Map<String, Double> rarity = new HashMap<>();
  private final Map<String, Map<String, Double>> vectors = new HashMap<>();
  private final Set<String> ownWords = new HashSet<>();

  TextPlacement(KnownApplications known) {
    for (WorkFunction function : known.functions()) {
      Map<String, Double> document = new HashMap<>();
      Set<String> words = new LinkedHashSet<>(Words.of(function.name()));
      function.words().forEach(word -> words.addAll(Words.of(word)));
      words.forEach(word -> document.merge(word, OWN_WORD, Double::sum));
      ownWords.addAll(words);
      documents.put(function.id(), document);
    }
    for (KnownApplication application : known.all()) {
      for (String function : application.functions()) {
        Map<String, Double> document = documents.computeIfAbsent(function, none -> new HashMap<>());
        add(document, application, weight(application, function));
      }
    }
    for (Map<String, Double> document : documents.values()) {
      document.keySet().forEach(word -> rarity.merge(word, 1.0, Double::sum));
    }
    rarity.replaceAll((word, in) ->
        Math.log(1 + documents.size() / in) * (Words.generic(word) ? GENERIC_WORD : 1));
    documents.forEach((function, document) -> vectors.put(function, vector(document)));
  }

  private static double weight(KnownApplication application, String function) {
    return application.functions().getFirst().equals(function) ? 1 : SECOND_FUNCTION;
  }

  private static void add(
      Map<String, Double> document, KnownApplication application, double weight) {
    new HashSet<>(Words.of(application.description()))
        .forEach(word -> document.merge(word, weight, Double::sum));
  }

  /**
   * Places by name and description.
   *
   * @param description empty if there is none; then the name speaks alone
   * @return probabilities that sum to 1, likeliest first; empty if nothing matches
   */
  Map<String, Double> place(String name, String description) {
    return place(name, description, null);
  }

  /** As if {@code without} were not on the list: for judging the method itself. */
  Map<String, Double> place(String name, String description, @Nullable KnownApplication without) {
    Map<String, Double> query = new HashMap<>();
    words(description).forEach(word -> query.merge(word, 1.0, Math::max));
    double nameWeight = query.isEmpty() ? 1 : NAME_BESIDE_DESCRIPTION;
    words(name).forEach(word -> query.merge(word, nameWeight, Math::max));
    query.keySet().retainAll(rarity.keySet());
    if (query.keySet().stream().allMatch(Words::generic)) {
      return Map.of();
    }
    query.replaceAll((word, weight) -> weight * rarity.getOrDefault(word, 0.0));
    double length = length(query);
    Map<String, Double> likeness = new HashMap<>();
    for (String function : documents.keySet()) {
      Map<String, Double> vector = vectorWithout(function, without);
      double product = 0;
      for (Map.Entry<String, Double> word : query.entrySet()) {
        product += word.getValue() * vector.getOrDefault(word.getKey(), 0.0);
      }
      likeness.put(function, product / length);
    }
    return probabilities(likeness, query.size());
  }

  private Map<String, Double> vectorWithout(String function, @Nullable KnownApplication without) {
    if (without == null || !without.functions().contains(function)) {
      return vectors.getOrDefault(function, Map.of());
    }
    Map<String, Double> document = new HashMap<>(documents.getOrDefault(function, Map.of()));
    add(document, without, -weight(without, function));
    document.values().removeIf(weight -> weight < 0.01);
    return vector(document);
  }

  /**
   * The words of a text, stemmed. A compound that no function knows ("datalake") is parted where
   * both parts are words of a function.
   */
  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String raw : Words.raw(text)) {
      String stem = Words.stem(raw);
      if (rarity.containsKey(stem)) {
        words.add(stem);
      } else {
        words.addAll(parts(raw));
      }
    }
    return words;
  }

  private List<String> parts(String compound) {
    List<String> best = List.of();
    int bestShorter = 0;
    for (int i = SHORTEST_PART; i <= compound.length() - SHORTEST_PART; i++) {
      String left = Words.stem(compound.substring(0, i));
      String right = Words.stem(compound.substring(i));
      int shorter = Math.min(i, compound.length() - i);
      if (shorter > bestShorter && partOfCompound(left) && partOfCompound(right)) {
        best = List.of(left, right);
        bestShorter = shorter;
      }
    }
    return best;
  }

  private boolean partOfCompound(String stem) {
    return ownWords.contains(stem) || Words.generic(stem);
  }

  private Map<String, Double> vector(Map<String, Double> document) {
    Map<String, Double> vector = new HashMap<>();
    document.forEach(
        (word, count) -> vector.put(word, Math.log(1 + count) * rarity.getOrDefault(word, 0.0)));
    double length = length(vector);
    vector.replaceAll((word, weight) -> weight / length);
    return vector;
  }

  private static double length(Map<String, Double> vector) {
    double sum = 0;
    for (double weight : vector.values()) {
      sum += weight * weight;
    }
    return Math.max(Math.sqrt(sum), 1e-9);
  }

  private static Map<String, Double> probabilities(Map<String, Double> likeness, int words) {
    double best = likeness.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    if (best < FLOOR) {
      return Map.of();
    }
    double sharpness = SHARPNESS * words / (words + FEW_WORDS);
    Map<String, Double> raw = new HashMap<>();
    likeness.forEach((function, like) -> raw.put(function, Math.exp(sharpness * (like - best))));
    double all = raw.values().stream().mapToDouble(Double::doubleValue).sum();
    raw.values().removeIf(weight -> weight / all < LEAST_PROBABILITY);
    double kept = raw.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> sorted = new LinkedHashMap<>();
    raw.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue() / kept));
    return sorted;
  }
}
