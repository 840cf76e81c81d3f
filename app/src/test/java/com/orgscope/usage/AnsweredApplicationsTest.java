package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.AppId;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Frequency;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnsweredApplicationsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Test
  void a_models_answer_gives_an_unknown_application_its_function() {
    Application desk =
        applications(Map.of(), Map.of("Zyvora", said(By.MODEL, "crm"))).application(id("zyvora"));
    assertThat(desk.basis()).isEqualTo(Basis.MODEL);
    assertThat(desk.function()).contains("crm");
    assertThat(desk.known()).isFalse();
    assertThat(desk.description()).as("a model's reason is not the company's word").isEmpty();
  }

  @Test
  void a_models_answer_serves_the_label_in_every_environment() {
    TenantApplications applications =
        applications(Map.of(), Map.of("Zyvora", said(By.MODEL, "crm")));
    for (String label : List.of("ZYVORA", "Zyvora-Prod", "zyvora (SSO)")) {
      AppId id = applications.canonical(label, null, null);
      assertThat(applications.application(id).basis()).as(label).isEqualTo(Basis.MODEL);
    }
  }

  @Test
  void a_model_is_not_heard_about_what_the_list_or_the_company_knows() {
    TenantApplications applications =
        applications(
            Map.of("Zyvora", "insurance claims handling"),
            Map.of("GitHub", said(By.MODEL, "crm"), "Zyvora", said(By.MODEL, "crm")));
    assertThat(applications.application(id("GitHub")).function()).contains("source-control");
    assertThat(applications.application(id("Zyvora")).function()).contains("insurance-claims");
  }

  @Test
  void the_word_of_it_wins_over_everything() {
    TenantApplications applications =
        applications(
            Map.of("Zyvora", "insurance claims handling"),
            Map.of("GitHub", said(By.IT, "crm"), "Zyvora", said(By.IT, "crm")));
    for (String label : List.of("GitHub", "Zyvora")) {
      assertThat(applications.application(id(label)).function()).as(label).contains("crm");
      assertThat(applications.application(id(label)).basis()).isEqualTo(Basis.TENANT);
    }
  }

  @Test
  void who_does_not_know_changes_nothing() {
    ApplicationAnswer unknown =
        new ApplicationAnswer(
            List.of(), Sureness.UNKNOWN, Map.of(), "", new Said(By.MODEL, "m", "p", TODAY));
    TenantApplications applications =
        applications(Map.of(), Map.of("freight tracker", unknown, "zyvora", unknown));
    assertThat(applications.application(id("freight tracker")).basis()).isEqualTo(Basis.TEXT);
    assertThat(applications.application(id("zyvora")).basis()).isEqualTo(Basis.NONE);
  }

  @Test
  void an_answer_without_a_function_is_unknown_and_the_other_way_round() {
    Said it = new Said(By.IT, null, null, TODAY);
    assertThatThrownBy(() -> new ApplicationAnswer(List.of(), Sureness.LIKELY, Map.of(), "", it))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new ApplicationAnswer(List.of("crm"), Sureness.UNKNOWN, Map.of(), "", it))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kinds_of_work_are_read_as_they_are_written() {
    String text = "IT & Security=mainly;Sales=also;Legal=rarely";
    Map<String, Frequency> kinds = ApplicationAnswer.kinds(text);
    assertThat(kinds).containsEntry("IT & Security", Frequency.MAINLY).hasSize(3);
    assertThat(
            new ApplicationAnswer(
                    List.of("crm"), Sureness.LIKELY, kinds, "", new Said(By.IT, null, null, TODAY))
                .kindsText())
        .isEqualTo(text);
    assertThat(ApplicationAnswer.kinds("")).isEmpty();
    for (String wrong : List.of("Sales", "Sales=often", "=mainly", "Sales=also;Sales=rarely")) {
      assertThatThrownBy(() -> ApplicationAnswer.kinds(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_trial_knows_nothing_of_the_labels_it_hides() {
    TrialApplications trial = new TrialApplications(Set.of("GitHub", "Zyvora"));
    TrialApplications.Company company = trial.company("Harborline", Map.of(), Map.of());
    assertThat(trial.hidden()).isEqualTo(1);
    assertThat(company.application(company.canonical("GitHub", "SAML Service Provider")).basis())
        .isNotEqualTo(Basis.CURATED);
    assertThat(company.application(company.canonical("GitLab", "GitLab")).basis())
        .isEqualTo(Basis.CURATED);
  }

  private static TenantApplications applications(
      Map<String, String> descriptions, Map<String, ApplicationAnswer> answers) {
    KnownApplications known = KnownApplications.instance();
    return new TenantApplications(
        known, new TextPlacement(known), List.of("Harborline"), descriptions, answers, Map.of());
  }

  private static ApplicationAnswer said(By by, String function) {
    return new ApplicationAnswer(
        List.of(function), Sureness.CERTAIN, Map.of(), "why", new Said(by, null, null, TODAY));
  }

  private static AppId id(String name) {
    return new AppId(name);
  }
}
