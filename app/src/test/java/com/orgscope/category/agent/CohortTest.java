package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.DefaultSettings;
import com.orgscope.usage.Signature;
import com.orgscope.usage.Signature.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CohortTest {
  private static final double CLEAR = DefaultSettings.of(AgentSettings.class).askBelowConfidence();

  @Test
  void only_a_group_that_the_local_model_is_unsure_of_or_sees_two_roles_in_is_asked_about() {
    assertThat(cohort(2, 0.95, 0.05).worthAsking(CLEAR)).isFalse();
    assertThat(cohort(2, 0.7, 0.3).worthAsking(CLEAR)).isTrue();
    assertThat(cohort(2, 0.86, 0.14).worthAsking(CLEAR)).as("two roles").isTrue();
    assertThat(cohort(2, 0.95, 0.05).worthAsking(1)).as("asking about all").isTrue();
  }

  @Test
  void one_fact_alone_is_nothing_to_ask_about() {
    assertThat(cohort(1, 0.7, 0.3).worthAsking(CLEAR)).isFalse();
  }

  private static Cohort cohort(int known, double first, double second) {
    List<SharedFact> facts = new ArrayList<>();
    for (int i = 1; i <= known; i++) {
      facts.add(fact("F" + i, Optional.of("Source control")));
    }
    facts.add(fact("F9", Optional.empty()));
    return new Cohort(
        new Signature(Kind.APPLICATIONS, new TreeSet<>(List.of("GitHub"))),
        new TreeSet<>(),
        facts,
        Map.of("Engineering", first, "Product", second));
  }

  private static SharedFact fact(String id, Optional<String> purpose) {
    return new SharedFact(
        id, id, id, purpose, "a part of the use", Optional.empty(), Optional.empty());
  }
}
