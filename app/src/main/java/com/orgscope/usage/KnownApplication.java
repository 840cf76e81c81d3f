package com.orgscope.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One row of {@code applications.tsv}; the first function is the primary one.
 *
 * @param ambiguous those of the name and the aliases that mean it only with a second sign
 */
record KnownApplication(
    String name,
    List<String> aliases,
    List<String> ambiguous,
    List<String> domains,
    List<String> functions,
    String description) {

  /** Of an application with two functions, the part its primary one gets. */
  private static final double PRIMARY_PART = 0.7;

  /** The name and the aliases. */
  List<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream()).toList();
  }

  Map<String, Double> weights() {
    return weights(functions);
  }

  /** The parts of one or two functions, the main one first. */
  static Map<String, Double> weights(List<String> functions) {
    Map<String, Double> weights = new LinkedHashMap<>();
    if (functions.size() == 1) {
      weights.put(functions.getFirst(), 1.0);
    } else {
      weights.put(functions.get(0), PRIMARY_PART);
      weights.put(functions.get(1), 1 - PRIMARY_PART);
    }
    return weights;
  }
}
