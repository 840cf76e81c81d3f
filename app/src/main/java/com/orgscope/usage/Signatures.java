package com.orgscope.usage;

import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Signature.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives everybody the finest signature that at least {@code k} people share. The ladder goes from
 * all applications with 5 % or more of somebody's use down to the one function they use most; what
 * more than half of the company uses is left out of it. Whoever shares nothing has no signature.
 */
public final class Signatures {
  /** The function of applications that nobody can place. */
  public static final String UNKNOWN_FUNCTION = "unknown";

  private static final double LEAST_APPLICATION = 0.05;
  private static final double LEAST_FUNCTION = 0.10;
  private static final double ALL = 0;

  /** Least share and most parts of each rung, the finest first. */
  private static final List<Rung> LADDER =
      List.of(
          new Rung(Kind.APPLICATIONS, LEAST_APPLICATION, Integer.MAX_VALUE),
          new Rung(Kind.APPLICATIONS, ALL, 5),
          new Rung(Kind.APPLICATIONS, ALL, 4),
          new Rung(Kind.APPLICATIONS, ALL, 3),
          new Rung(Kind.APPLICATIONS, ALL, 2),
          new Rung(Kind.FUNCTIONS, LEAST_FUNCTION, Integer.MAX_VALUE),
          new Rung(Kind.FUNCTIONS, ALL, 3),
          new Rung(Kind.FUNCTIONS, ALL, 2),
          new Rung(Kind.FUNCTIONS, ALL, 1));

  private final Map<PersonKey, Signature> byPerson;
  private final Map<Signature, SortedSet<PersonKey>> cohorts;

  private record Rung(Kind kind, double least, int most) {}

  private Signatures(
      Map<PersonKey, Signature> byPerson, Map<Signature, SortedSet<PersonKey>> cohorts) {
    this.byPerson = byPerson;
    this.cohorts = cohorts;
  }

  /**
   * @param eligible people with enough data, each once
   * @param k the fewest people that may share a signature, at least 1
   */
  public static Signatures of(Collection<PersonUsage> eligible, int k) {
    Map<PersonKey, List<Signature>> ladders = new TreeMap<>();
    Map<Signature, SortedSet<PersonKey>> sharers = new LinkedHashMap<>();
    for (PersonUsage person : eligible) {
      List<Signature> ladder = ladder(person);
      ladders.put(person.person(), ladder);
      ladder.forEach(s -> sharers.computeIfAbsent(s, key -> new TreeSet<>()).add(person.person()));
    }
    Map<PersonKey, Signature> byPerson = new TreeMap<>();
    Map<Signature, SortedSet<PersonKey>> cohorts = new LinkedHashMap<>();
    ladders.forEach((person, ladder) ->
        ladder.stream()
            .filter(s -> sharers.getOrDefault(s, new TreeSet<>()).size() >= k)
            .findFirst()
            .ifPresent(s -> {
              byPerson.put(person, s);
              cohorts.put(s, sharers.getOrDefault(s, new TreeSet<>()));
            }));
    return new Signatures(byPerson, cohorts);
  }

  public Optional<Signature> of(PersonKey person) {
    return Optional.ofNullable(byPerson.get(person));
  }

  /** Everybody whose habits the signature describes, those with a finer one included. */
  public SortedSet<PersonKey> cohort(Signature signature) {
    return cohorts.getOrDefault(signature, new TreeSet<>());
  }

  /** People with a signature. */
  int people() {
    return byPerson.size();
  }

  /** Whether an application's use belongs to a part of the signature, and to which. */
  public static Optional<String> part(Signature signature, AppUse use) {
    if (use.common()) {
      return Optional.empty();
    }
    String part =
        switch (signature.kind()) {
          case APPLICATIONS -> use.app().id().value();
          case FUNCTIONS -> function(use);
        };
    return signature.parts().contains(part) ? Optional.of(part) : Optional.empty();
  }

  private static String function(AppUse use) {
    return use.app().function().orElse(UNKNOWN_FUNCTION);
  }

  private static List<Signature> ladder(PersonUsage person) {
    Map<String, Double> apps = new TreeMap<>();
    Map<String, Double> functions = new TreeMap<>();
    double whole = 0;
    for (AppUse use : person.apps()) {
      if (!use.common()) {
        apps.merge(use.app().id().value(), use.share(), Double::sum);
        functions.merge(function(use), use.share(), Double::sum);
        whole += use.share();
      }
    }
    List<Signature> ladder = new ArrayList<>();
    for (Rung rung : LADDER) {
      Map<String, Double> shares = rung.kind() == Kind.APPLICATIONS ? apps : functions;
      SortedSet<String> parts = parts(shares, rung, whole);
      if (!parts.isEmpty()) {
        ladder.add(new Signature(rung.kind(), parts));
      }
    }
    return ladder;
  }

  private static SortedSet<String> parts(Map<String, Double> shares, Rung rung, double whole) {
    SortedSet<String> parts = new TreeSet<>();
    shares.entrySet().stream()
        .filter(e -> e.getValue() > 0 && e.getValue() >= rung.least() * whole)
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(rung.most())
        .forEach(e -> parts.add(e.getKey()));
    return parts;
  }
}
