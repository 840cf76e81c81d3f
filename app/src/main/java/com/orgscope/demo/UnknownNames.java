package com.orgscope.demo;

import com.orgscope.demo.UnknownLabels.Label;
import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives applications of a company names that nobody outside knows, each for what it is for. */
final class UnknownNames {
  private static final double SAYS_NOTHING = 0.08;
  private static final String GENERIC = "SAML Service Provider";

  private final Map<String, List<Label>> byFunction = new TreeMap<>();
  private final Map<String, List<String>> functions = new HashMap<>();
  private final Map<String, String> given = new TreeMap<>();
  private final Dice dice;
  private int ofRoles;

  UnknownNames(SimulationSettings settings, UnknownLabels labels) {
    dice = Dice.of(settings.seed(), Dice.hash("unknown"), Dice.hash(settings.industry()));
    for (Label label : labels.in(settings.industry())) {
      byFunction.computeIfAbsent(label.function(), none -> new ArrayList<>()).add(label);
    }
    Table.read(UnknownNames.class, "needs.tsv")
        .rows()
        .forEach(row -> functions.put(row.get(0), Arrays.asList(row.get(1).split(" "))));
  }

  /** Renames as many of the products of the needs as there are names for, up to the share. */
  void rename(List<Product> products, Set<String> needs, double share) {
    List<Product> open = new ArrayList<>();
    for (Product product : products) {
      if (needs.contains(product.need()) && functions.containsKey(product.need())) {
        open.add(product);
      }
    }
    ofRoles = open.size();
    Map<Product, Long> order = new HashMap<>();
    open.forEach(product -> order.put(product, dice.next()));
    open.sort(Comparator.comparingLong(product -> order.getOrDefault(product, 0L)));
    Set<String> inUse = new HashSet<>();
    products.forEach(product -> inUse.add(product.label()));
    long wanted = Math.round(share * ofRoles);
    for (Product product : open) {
      if (given.size() < wanted) {
        Label label = take(functions.getOrDefault(product.need(), List.of()), inUse);
        if (label != null) {
          products.set(product.index(), product.called(label.label(), GENERIC));
          String first = functions.getOrDefault(product.need(), List.of("")).getFirst();
          given.put(
              label.label(), label.function().equals(Label.ANYTHING) ? first : label.function());
        }
      }
    }
  }

  private @Nullable Label take(List<String> wanted, Set<String> inUse) {
    List<String> tries = new ArrayList<>(wanted);
    tries.add(dice.chance(SAYS_NOTHING) ? 0 : tries.size(), Label.ANYTHING);
    for (String function : tries) {
      List<Label> left = byFunction.getOrDefault(function, new ArrayList<>());
      left.removeIf(label -> inUse.contains(label.label()));
      if (!left.isEmpty()) {
        Label label = left.remove(dice.below(left.size()));
        inUse.add(label.label());
        return label;
      }
    }
    return null;
  }

  /** What was given, and what each is for. */
  Map<String, String> given() {
    return given;
  }

  /** How many applications the company's lines of work have. */
  int ofRoles() {
    return ofRoles;
  }
}
