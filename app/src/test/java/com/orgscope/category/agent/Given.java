package com.orgscope.category.agent;

import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Mentions;
import com.orgscope.usage.Signature;
import com.orgscope.usage.Signature.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Cohorts and answers for tests. */
final class Given {
  static final Prose PROSE = new Prose(new Mentions(List.of("claims-portal")), List.of("price"));

  private Given() {}

  static Cohort cohort(Map<String, Double> local, String... apps) {
    SortedSet<PersonKey> people = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      people.add(new PersonKey(new UUID(7, i)));
    }
    SortedSet<String> parts = new TreeSet<>(List.of(apps));
    List<SharedFact> facts = new ArrayList<>();
    for (String part : parts) {
      facts.add(
          new SharedFact(
              "F" + (facts.size() + 1),
              part,
              part,
              Optional.of("Source control"),
              "a part of the use",
              Optional.empty(),
              Optional.empty()));
    }
    return new Cohort(new Signature(Kind.APPLICATIONS, parts), people, facts, local);
  }

  static Cohort engineers() {
    return cohort(
        Map.of("Engineering", 0.8, "Product", 0.2), "Datadog", "GitHub", "Jenkins", "Jira");
  }

  /** An answer about {@link #engineers} without a fault. */
  static SharedAnswer honest() {
    return answer("{F2.app} together with {F3.app} is where code is written and shipped.");
  }

  static SharedAnswer answer(String reasoning) {
    return new SharedAnswer(
        List.of(
            new SharedAnswer.Role(
                "Engineering", "Software Development", 0.9, List.of("F1", "F2", "F3"))),
        List.of("F4"),
        List.of("F2", "F3"),
        reasoning);
  }
}
