package com.orgscope.insight;

import com.orgscope.table.Table;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.FunctionPair;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What use is told by: the dozen public names of {@code use-functions.tsv}, of which every function
 * of an application is in one. The list is the same for every company and follows no data.
 */
final class UseFunctions {
  /** Of applications of which nobody knows what they are for. */
  static final String OTHER = "Not known";

  /** Where whoever used nothing stands, so that everybody is one whole. */
  static final String NOTHING = "Nothing";

  static final String ASSISTANTS = "AI assistants";

  /** Whoever passes through them is on the way to work. */
  static final Set<String> WAYS_IN = Set.of("portal", "identity-access");

  private static final UseFunctions INSTANCE = new UseFunctions();

  private final List<String> names = new ArrayList<>();
  private final Map<String, String> nameOf = new HashMap<>();
  private final Map<String, String> broadOf = new TreeMap<>();

  private UseFunctions() {
    for (List<String> row : Table.read(UseFunctions.class, "use-functions.tsv").rows()) {
      names.add(row.getFirst());
      broadOf.put(row.getFirst(), row.get(2));
      for (String function : row.get(1).split(" ")) {
        if (nameOf.put(function, row.getFirst()) != null) {
          throw new IllegalStateException("use-functions.tsv: " + function + " stands twice");
        }
      }
    }
    names.add(OTHER);
  }

  static UseFunctions instance() {
    return INSTANCE;
  }

  /** In the order they are told in. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** What each person is one whole over: the names, and {@link #NOTHING}. */
  List<String> cells() {
    List<String> cells = new ArrayList<>(names);
    cells.add(NOTHING);
    return cells;
  }

  /** Every two of the names, and each with itself; not of what nobody knows. */
  List<FunctionPair> pairs() {
    return pairs(broadOf.keySet());
  }

  /** The same of the few names that a small company's moves are told by. */
  List<FunctionPair> broadPairs() {
    return pairs(broadOf.values());
  }

  private static List<FunctionPair> pairs(Collection<String> of) {
    List<String> known = of.stream().distinct().sorted().toList();
    List<FunctionPair> pairs = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      for (String other : known.subList(i, known.size())) {
        pairs.add(new FunctionPair(known.get(i), other));
      }
    }
    return pairs;
  }

  /** Under which two broad names a pair of names is. */
  FunctionPair broad(FunctionPair pair) {
    String one = broadOf.getOrDefault(pair.one(), OTHER);
    String other = broadOf.getOrDefault(pair.other(), OTHER);
    return one.compareTo(other) <= 0 ? new FunctionPair(one, other) : new FunctionPair(other, one);
  }

  /** Which name a function is under; {@link #OTHER} for one that a tenant made up. */
  String of(String function) {
    return nameOf.getOrDefault(function, OTHER);
  }

  /** How somebody's active time is shared out; empty if nothing was used but ways in. */
  Map<String, Double> shares(PersonUsage used) {
    Map<String, Double> shares = new TreeMap<>();
    for (AppUse use : used.apps()) {
      Map<String, Double> functions = use.app().functions();
      functions.forEach((function, probability) -> {
        if (!WAYS_IN.contains(function)) {
          shares.merge(of(function), use.share() * probability, Double::sum);
        }
      });
      if (functions.isEmpty()) {
        shares.merge(OTHER, use.share(), Double::sum);
      }
    }
    return shares;
  }
}
