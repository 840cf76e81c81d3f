package com.orgscope.category.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.bench.TrialCompanies;
import com.orgscope.category.Benchmarks;
import com.orgscope.category.Taxonomy;
import com.orgscope.usage.Application;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Learns {@code answer-weights.tsv} anew, from companies that nothing is measured on, and prints
 * what it learned in the table's own shape.
 */
@Tag("slow")
class AnswerWeightsTest {
  private static final List<String> INDUSTRIES =
      List.of("technology", "finance", "healthcare", "retail", "manufacturing");
  private static final List<Long> SEEDS = List.of(11L, 12L);
  private static final int PEOPLE = 120;

  private final LocalModel local = new LocalModel();
  private Collection<PersonUsage> everybody = List.of();
  private final TrialCompanies trial =
      new TrialCompanies((company, people) -> {
        everybody = people;
        return local.prepare(company, people);
      });

  private final Map<String, List<Double>> right = new TreeMap<>();
  private final List<Double> agreementIfRight = new ArrayList<>();
  private final List<Double> agreementIfWrong = new ArrayList<>();

  @Test
  void the_weights_are_those_that_other_companies_teach() {
    for (String industry : INDUSTRIES) {
      for (long seed : SEEDS) {
        for (TrialCompanies.Model model : TrialCompanies.Model.values()) {
          learn(industry, seed, model);
        }
      }
    }
    Map<String, Double> learned = learned();
    learned.forEach((weight, value) -> System.out.printf(Locale.ROOT, "%s\t%.2f%n", weight, value));
    learned.forEach((weight, value) ->
        assertThat(AnswerWeights.of(weight)).as(weight).isCloseTo(value, within(0.06)));
  }

  private void learn(String industry, long seed, TrialCompanies.Model model) {
    trial.judge(industry, seed, PEOPLE, model);
    Benchmarks benchmarks = new Benchmarks(Taxonomy.forIndustry(industry));
    Map<String, String> truth = new HashMap<>();
    trial
        .truth(industry, seed, PEOPLE)
        .forEach((label, function) -> truth.put(label.toLowerCase(Locale.ROOT), function));
    TenantAdaptation pass = new TenantAdaptation(benchmarks, everybody);
    Set<Application> apps = new HashSet<>();
    everybody.forEach(person -> person.apps().forEach(use -> apps.add(use.app())));
    for (Application app : apps) {
      String is = truth.get(app.id().value().toLowerCase(Locale.ROOT));
      if (is != null && (app.basis() == Basis.MODEL || app.basis() == Basis.TEXT)) {
        boolean so = app.function().orElse("").equals(is);
        if (model == TrialCompanies.Model.RECORDED) {
          right.computeIfAbsent(said(app), none -> new ArrayList<>()).add(so ? 1.0 : 0.0);
        }
        if (app.basis() == Basis.MODEL) {
          (so ? agreementIfRight : agreementIfWrong).add(pass.agreement().of(app));
        }
      }
    }
  }

  private static String said(Application app) {
    ApplicationAnswer answer = app.answer();
    return answer == null ? "right if guessed from words" : "right if " + answer.sure().wireName();
  }

  private Map<String, Double> learned() {
    Map<String, Double> learned = new TreeMap<>();
    right.forEach((name, each) -> learned.put(name, mean(each)));
    learned.put("agreement if right", mean(agreementIfRight));
    learned.put("agreement if wrong", mean(agreementIfWrong));
    double spread = 0;
    for (double r : agreementIfRight) {
      spread += Math.pow(r - mean(agreementIfRight), 2);
    }
    for (double r : agreementIfWrong) {
      spread += Math.pow(r - mean(agreementIfWrong), 2);
    }
    learned.put(
        "spread of agreement",
        Math.sqrt(spread / (agreementIfRight.size() + agreementIfWrong.size())));
    return learned;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(0);
  }
}
