package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.demo.UnknownLabels.Label;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownLabelsTest {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);
  private static final UnknownLabels LABELS =
      new UnknownLabels(
          List.of(
              new Label("Quarrywood", "any", "source-control"),
              new Label("Quarrywood", "retail", "crm"),
              new Label("ledger-of-ours", "any", "accounting-erp"),
              new Label("k7-prod", "technology", Label.ANYTHING)),
          1);

  @Test
  void applications_bear_the_labels_of_what_they_are_for() {
    Simulation company = company("technology", LABELS);
    assertThat(company.unknownApplications())
        .containsEntry("Quarrywood", "source-control")
        .containsEntry("ledger-of-ours", "accounting-erp")
        .containsKey("k7-prod");
    assertThat(company.unknownApplications().get("k7-prod")).isNotEqualTo(Label.ANYTHING);
    assertThat(company.roleApplications()).isGreaterThan(100);
    Set<String> opened = new HashSet<>();
    company
        .days()
        .forEach(
            day -> company.visitsOn(day, (person, label, definition, at) -> opened.add(label)));
    assertThat(opened).contains("Quarrywood", "ledger-of-ours", "k7-prod");
  }

  @Test
  void an_industrys_own_row_goes_before_the_general_one() {
    assertThat(company("retail", LABELS).unknownApplications())
        .containsEntry("Quarrywood", "crm")
        .doesNotContainKey("k7-prod");
  }

  @Test
  void people_and_their_habits_are_the_same_under_other_names() {
    Map<Integer, Integer> with = visits(company("technology", LABELS));
    Map<Integer, Integer> without = visits(company("technology", UnknownLabels.NONE));
    assertThat(with).isEqualTo(without);
  }

  private static Map<Integer, Integer> visits(Simulation company) {
    Map<Integer, Integer> visits = new HashMap<>();
    company
        .days()
        .forEach(day ->
            company.visitsOn(
                day, (person, label, definition, at) -> visits.merge(person, 1, Integer::sum)));
    return visits;
  }

  private static Simulation company(String industry, UnknownLabels labels) {
    return Simulation.of(
        new SimulationSettings(60, 14, 3, LAST_DAY).withIndustry(industry), labels);
  }
}
