package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.Mentions;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Signature;
import com.orgscope.usage.Signature.Kind;
import com.orgscope.usage.Signatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The company as the agent sees it: who shares which signature, and what may be told of them. Only
 * people with enough data count, and nothing is told of a group smaller than k.
 */
final class CompanyHabits {
  private final Judge local;
  private final Benchmarks benchmarks;
  private final TenantText text;
  private final UnaryOperator<String> functionName;
  private final Map<PersonKey, PersonUsage> eligible = new TreeMap<>();
  private final Map<String, Application> applications = new HashMap<>();
  private final Signatures signatures;
  private final Prose prose;
  private final Map<Signature, Cohort> cohorts = new ConcurrentHashMap<>();
  private final Map<PersonKey, Map<String, Double>> opinions = new ConcurrentHashMap<>();

  CompanyHabits(
      Judge local,
      Benchmarks benchmarks,
      TenantText text,
      UnaryOperator<String> functionName,
      Collection<PersonUsage> everybody,
      int k) {
    this.local = local;
    this.benchmarks = benchmarks;
    this.text = text;
    this.functionName = functionName;
    for (PersonUsage person : everybody) {
      Status status = local.judge(new Subject(person, false, null)).status();
      if (status == Status.DECIDED || status == Status.UNCERTAIN) {
        eligible.put(person.person(), person);
        person.apps().forEach(use -> applications.put(use.app().id().value(), use.app()));
      }
    }
    signatures = Signatures.of(eligible.values(), k);
    prose = new Prose(new Mentions(applications.keySet()), text.peoplesNames());
  }

  /** The people whom a person stands for in a question; empty if fewer than k share anything. */
  Optional<Cohort> cohort(PersonKey person) {
    return signatures.of(person).map(s -> cohorts.computeIfAbsent(s, this::cohort));
  }

  Optional<PersonUsage> usage(PersonKey person) {
    return Optional.ofNullable(eligible.get(person));
  }

  Collection<PersonUsage> eligible() {
    return eligible.values();
  }

  Optional<Application> application(String name) {
    return Optional.ofNullable(applications.get(name));
  }

  /** What decides whether a model's sentences about this company's people are shown. */
  Prose prose() {
    return prose;
  }

  TenantText text() {
    return text;
  }

  Benchmarks benchmarks() {
    return benchmarks;
  }

  /** The mean probability of each category over some people, by the local model. */
  Map<String, Double> localView(Collection<PersonKey> people) {
    Map<String, Double> mean = new LinkedHashMap<>();
    benchmarks.categories().forEach(category -> mean.put(category, 0.0));
    for (PersonKey person : people) {
      opinion(person).forEach((c, p) -> mean.merge(c, p / people.size(), Double::sum));
    }
    return mean;
  }

  /** How people call a function, by its id. */
  String functionName(String function) {
    return functionName.apply(function);
  }

  String purpose(Application app) {
    return app.function().map(functionName).orElse("no known purpose");
  }

  /** The probability of each category for a person, by the local model; empty for a stranger. */
  Map<String, Double> opinion(PersonKey person) {
    return opinions.computeIfAbsent(
        person,
        key -> {
          PersonUsage usage = eligible.get(key);
          return usage == null ? Map.of() : local.opinion(usage, false).byCategory();
        });
  }

  private Cohort cohort(Signature signature) {
    var people = signatures.cohort(signature);
    Map<String, Double> shares = new HashMap<>();
    for (PersonKey person : people) {
      for (AppUse use : usage(person).map(PersonUsage::apps).orElse(List.of())) {
        Signatures.part(signature, use)
            .ifPresent(part -> shares.merge(part, use.share() / people.size(), Double::sum));
      }
    }
    List<SharedFact> facts = new ArrayList<>();
    for (String part : signature.parts()) {
      String band = Band.ofUse(shares.getOrDefault(part, 0.0));
      facts.add(fact("F" + (facts.size() + 1), signature.kind(), part, band));
    }
    return new Cohort(signature, people, List.copyOf(facts), localView(people));
  }

  private SharedFact fact(String id, Kind kind, String part, String band) {
    if (kind == Kind.FUNCTIONS) {
      boolean unknown = part.equals(Signatures.UNKNOWN_FUNCTION);
      String name = functionName.apply(part);
      return new SharedFact(
          id,
          part,
          unknown ? TenantText.IN_HOUSE + "s" : "applications for " + name,
          unknown ? Optional.empty() : Optional.of(name),
          band,
          Optional.empty(),
          Optional.empty());
    }
    Application app = applications.get(part);
    if (app == null) {
      throw new IllegalStateException("a signature with an application that nobody uses");
    }
    Optional<String> described = text.description(app);
    return new SharedFact(
        id,
        part,
        text.name(app),
        app.function().map(functionName),
        band,
        described,
        app.basis() == Basis.CURATED ? Optional.empty() : described);
  }
}
