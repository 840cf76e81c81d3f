package com.orgscope.category;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tables say about the lines of work of one industry: how common each is, and how much
 * more often than an average person it uses each function.
 *
 * <p>A line of work is a category with a sub-category. Judging by lines and adding up keeps a
 * narrow trade (payroll, quality, treasury) from being measured against the average of its
 * category.
 */
public final class Benchmarks {
  private static final String ANY = "any";
  private static final Table BENCHMARKS = Table.read(Benchmarks.class, "benchmarks.tsv");
  private static final Table PRIORS = Table.read(Benchmarks.class, "priors.tsv");

  /** The part of everybody's use that follows no profile. */
  private static final double TAIL = 0.20;

  /** Rare lines weigh in the average as if more common, so that no base rate drowns them. */
  private static final double MARGINAL_DAMPING = 0.2;

  private final List<String> categories;
  private final List<Line> lines;
  private final double[] prior;
  private final Map<String, double[]> lifts = new HashMap<>();
  private final List<Map<String, Double>> own = new ArrayList<>();

  /**
   * A line of work.
   *
   * @param category an index into {@link #categories()}
   * @param ofCategory how many of the category's people do it, as a weight
   */
  public record Line(int category, String subCategory, double ofCategory) {}

  public Benchmarks(Taxonomy taxonomy) {
    Map<String, Double> everyday = weights(BENCHMARKS.rows().getFirst().get(4));
    List<String> named = new ArrayList<>();
    List<Line> read = new ArrayList<>();
    List<Map<String, Double>> profiles = new ArrayList<>();
    for (List<String> row : BENCHMARKS.rows().subList(1, BENCHMARKS.rows().size())) {
      String category = row.get(0);
      if (taxonomy.allows(category)) {
        if (!named.contains(category)) {
          named.add(category);
        }
        double part = part(row.get(2), taxonomy.industry());
        read.add(new Line(named.indexOf(category), row.get(1), part));
        own.add(weights(row.get(4)));
        profiles.add(mix(everyday, percent(row.get(3)), own.getLast()));
      }
    }
    categories = List.copyOf(named);
    lines = List.copyOf(read);
    prior = prior(taxonomy.industry());
    lifts(profiles);
  }

  /** The allow-list, as far as the model knows its categories. */
  public List<String> categories() {
    return categories;
  }

  public List<Line> lines() {
    return lines;
  }

  /** How many of the industry's people do each line of work; sums to 1. */
  public double[] prior() {
    return prior.clone();
  }

  /** All functions that some line of work uses, in one order. */
  public List<String> functions() {
    return lifts.keySet().stream().sorted().toList();
  }

  /** P(function | line) / P(function), for each line; empty for a function no table knows. */
  public Optional<double[]> lift(String function) {
    return Optional.ofNullable(lifts.get(function));
  }

  /** The functions that a line of work uses most beside what everybody uses, most first. */
  public List<String> typical(int line, int most) {
    return heaviest(own.get(line), most);
  }

  /** The functions that a whole category uses most beside what everybody uses, most first. */
  public List<String> typicalOf(String category, int most) {
    Map<String, Double> weights = new HashMap<>();
    for (int l = 0; l < lines.size(); l++) {
      Line line = lines.get(l);
      if (categories.get(line.category()).equals(category)) {
        own.get(l).forEach((f, v) -> weights.merge(f, v * line.ofCategory(), Double::sum));
      }
    }
    return heaviest(weights, most);
  }

  private static List<String> heaviest(Map<String, Double> weights, int most) {
    return weights.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private double[] prior(String industry) {
    List<String> row = PRIORS.rows().getFirst();
    for (List<String> candidate : PRIORS.rows()) {
      if (candidate.get(0).equals(industry)
          || (candidate.get(0).equals(ANY) && !row.get(0).equals(industry))) {
        row = candidate;
      }
    }
    double[] wholes = new double[categories.size()];
    lines.forEach(line -> wholes[line.category()] += line.ofCategory());
    double[] shares = new double[lines.size()];
    double sum = 0;
    for (int l = 0; l < shares.length; l++) {
      Line line = lines.get(l);
      double ofAll = percent(row.get(PRIORS.columns().indexOf(categories.get(line.category()))));
      shares[l] = ofAll * line.ofCategory() / wholes[line.category()];
      sum += shares[l];
    }
    for (int l = 0; l < shares.length; l++) {
      shares[l] /= sum;
    }
    return shares;
  }

  private void lifts(List<Map<String, Double>> profiles) {
    Map<String, Double> average = new HashMap<>();
    profiles.forEach(p -> p.forEach((f, v) -> average.merge(f, v / profiles.size(), Double::sum)));
    double[] damped = new double[prior.length];
    double sum = 0;
    for (int l = 0; l < prior.length; l++) {
      damped[l] = Math.pow(prior[l], MARGINAL_DAMPING);
      sum += damped[l];
    }
    for (Map.Entry<String, Double> entry : average.entrySet()) {
      double[] lift = new double[prior.length];
      double marginal = 0;
      for (int l = 0; l < prior.length; l++) {
        double own = profiles.get(l).getOrDefault(entry.getKey(), 0.0);
        lift[l] = (1 - TAIL) * own + TAIL * entry.getValue();
        marginal += lift[l] * damped[l] / sum;
      }
      for (int l = 0; l < prior.length; l++) {
        lift[l] /= marginal;
      }
      lifts.put(entry.getKey(), lift);
    }
  }

  private static Map<String, Double> mix(
      Map<String, Double> one, double shareOfOne, Map<String, Double> other) {
    Map<String, Double> mixed = new LinkedHashMap<>();
    one.forEach((f, v) -> mixed.merge(f, v * shareOfOne, Double::sum));
    other.forEach((f, v) -> mixed.merge(f, v * (1 - shareOfOne), Double::sum));
    return mixed;
  }

  /** Reads {@code crm:34 e-signature:6}; the weights are made to sum to 1. */
  private static Map<String, Double> weights(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    double sum = 0;
    for (String pair : text.split(" ")) {
      int colon = pair.lastIndexOf(':');
      double weight = Double.parseDouble(pair.substring(colon + 1));
      weights.put(pair.substring(0, colon), weight);
      sum += weight;
    }
    double whole = sum;
    weights.replaceAll((function, weight) -> weight / whole);
    return weights;
  }

  /** Reads {@code 15 finance:50}. */
  private static double part(String text, String industry) {
    String[] parts = text.split(" ");
    double part = percent(parts[0]);
    for (String other : parts) {
      if (other.startsWith(industry + ":")) {
        part = percent(other.substring(industry.length() + 1));
      }
    }
    return part;
  }

  private static double percent(String text) {
    return Double.parseDouble(text) / 100;
  }
}
