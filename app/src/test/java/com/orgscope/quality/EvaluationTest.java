package com.orgscope.quality;

import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.decided;
import static com.orgscope.category.TestCompany.judgment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Overrides;
import com.orgscope.category.TestCompany;
import com.orgscope.category.Wilson;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.quality.EvaluationReport.Confusion;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  @TempDir Path home;
  private TestCompany company;

  @BeforeEach
  void aCompanyWithARun() {
    company = new TestCompany(home);
    company.run(
        "run-1",
        Map.of(
            company.key("chief"), judgment(Status.NOT_ENOUGH_DATA, null, 0),
            company.key("boss"), decided("Engineering", 0.8, "Management"),
            company.key("ann"), decided("Engineering", 0.9),
            company.key("bo"), decided("Sales", 0.7),
            company.key("cy"), judgment(Status.UNCERTAIN, "Sales", 0.4)));
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void labels_by_either_id_and_in_anybody_s_words_are_compared() {
    EvaluationReport report =
        evaluate(
            """
            employee_id,login,category,second_category
            1,,Exec/Leadership,
            2,BOSS@x.example,R&D,Leadership
            ,ann@x.example,Software Engineering,
            4,,Software Engineering,Design
            ,cy@x.example,Sales,
            """);

    assertThat(report.people()).isEqualTo(5);
    assertThat(report.categorized()).isEqualTo(3);
    assertThat(report.uncertain()).isEqualTo(1);
    assertThat(report.notEnoughData()).isEqualTo(1);
    assertThat(report.accuracy()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(report.coverage()).isCloseTo(3 / 4.0, within(1e-9));
    assertThat(report.hybridFound()).isCloseTo(1 / 2.0, within(1e-9));
    // 0.8 and 0.9 were right, 0.7 was not: gaps of 0.2, 0.1 and 0.7 in bins of one.
    assertThat(report.ece()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(report.confusion())
        .containsExactly(
            new Confusion("Engineering", "Engineering", 2),
            new Confusion("Engineering", "Sales", 1));
    assertThat(report.unread()).isEmpty();
  }

  @Test
  void what_cannot_be_used_is_told_and_not_dropped() {
    EvaluationReport report =
        evaluate(
            "\uFEFFLogin,Category\nann@x.example,Engineering\nnobody@x.example,Sales\n"
                + "bo@x.example,Blue\nann@x.example,Sales\n");

    assertThat(report.people()).isEqualTo(1);
    assertThat(report.unread())
        .extracting(EvaluationReport.Unread::line)
        .containsExactly(3L, 4L, 5L);
    assertThat(report.unread().get(1).reason()).contains("Blue");
  }

  @Test
  void labels_are_read_as_files_of_people_are() {
    for (String labels :
        List.of(
            "sep=;\nLogin;Category\n=\"ann@x.example\";\"Engineering\"\n",
            "Personalnummer;Anmeldename;Category;Second Category\n;ann@x.example;Engineering;\n",
            "login\tcategory\n'ann@x.example\tEngineering\n",
            "Work Email|CATEGORY\nann@x.example|=\"Engineering\"\n",
            "\uFEFF\"login\",\"category\"\r\n\"ann@x.example\u200b\",\"Engineering\"\r\n")) {
      EvaluationReport report = evaluate(labels);
      assertThat(report.people()).as(labels).isEqualTo(1);
      assertThat(report.accuracy()).as(labels).isEqualTo(1);
      assertThat(report.unread()).as(labels).isEmpty();
    }
  }

  @Test
  void a_column_of_labels_that_nobody_knows_is_named() {
    assertThat(evaluate("login,category,second\nann@x.example,Engineering,Sales\n").unread())
        .extracting(EvaluationReport.Unread::reason)
        .containsExactly("columns that are not known: 'second'");
  }

  @Test
  void what_was_found_is_kept_and_read_by_those_who_see_the_companys_numbers() {
    Evaluation evaluation = company.bean(Evaluation.class);
    assertThat(evaluation.latest(IT)).isEmpty();
    evaluate("login,category\nann@x.example,Sales\n");
    EvaluationReport last = evaluate("login,category\nann@x.example,Engineering\n");
    List<Double> interval = Objects.requireNonNull(last.accuracyInterval());
    for (Role role : List.of(Role.CEO, Role.AUDITOR, Role.IT_SECURITY)) {
      assertThat(evaluation.latest(company.as(role, "chief")))
          .contains(
              new Evaluated(
                  GroundTruth.Source.LABELS,
                  "run-1",
                  Instant.parse("2026-11-01T12:00:00Z"),
                  1,
                  1,
                  new Evaluated.Accuracy(1, interval.getFirst(), interval.getLast())));
    }
    company.run("run-2", Map.of());
    evaluate("login,category\nann@x.example,Engineering\n");
    assertThat(evaluation.latest(IT).map(Evaluated::run))
        .as("the newest, as a release calls it, also where it was about nobody")
        .contains("run-2");
    assertThat(evaluation.latest(company.as(Role.EMPLOYEE, "ann"))).isEmpty();
    assertThat(evaluation.latest(company.as(Role.MANAGER, "boss"))).isEmpty();
  }

  @Test
  void titles_are_a_truth_of_their_own_and_those_that_say_nothing_are_told() {
    GroundTruth titles = company.bean(Evaluation.class).titles(IT);
    EvaluationReport report = company.bean(Evaluation.class).of(IT, titles);

    assertThat(report.of().truth()).isEqualTo("titles");
    assertThat(titles.people().get(company.key("ann")))
        .isEqualTo(new GroundTruth.Known("Engineering", null));
    assertThat(titles.people()).doesNotContainKey(company.key("cy"));
    assertThat(titles.unread())
        .contains(
            new EvaluationReport.Unread(0, "the title 'Seller' (people: 1) says no kind of work"));
    assertThat(report.people()).isEqualTo(titles.people().size());
    LocalDate before = LocalDate.of(2019, 12, 31);
    assertThatThrownBy(() -> company.bean(GroundTruths.class).ofTitles(IT, before))
        .as("whoever does not work here on that day is nobody's truth")
        .hasMessageContaining("no title of 0 people");
  }

  @Test
  void each_kind_of_work_has_its_precision_and_recall_and_each_tenth_its_people() {
    EvaluationReport report =
        evaluate(
            "login,category\nann@x.example,Engineering\nbo@x.example,Engineering\nboss@x.example,Sales\n");

    assertThat(report.byCategory())
        .extracting(
            EvaluationReport.ByCategory::category,
            EvaluationReport.ByCategory::precision,
            EvaluationReport.ByCategory::recall)
        .containsExactly(tuple("Engineering", 0.5, 0.5), tuple("Sales", 0.0, 0.0));
    assertThat(report.byCategory().getFirst().recallInterval()).isEqualTo(Wilson.interval(1, 2));
    assertThat(report.reliability())
        .extracting(
            EvaluationReport.Reliability::from,
            EvaluationReport.Reliability::people,
            EvaluationReport.Reliability::right)
        .containsExactly(tuple(0.7, 1, 0.0), tuple(0.8, 1, 0.0), tuple(0.9, 1, 1.0));
  }

  @Test
  void a_comparison_names_who_answered_and_the_last_one_of_the_same_truth() {
    String right = "login,category\nann@x.example,Engineering\nboss@x.example,Engineering\n";
    EvaluationReport first = evaluate(right);
    assertThat(first.before()).isNull();
    assertThat(first.of().industry()).isEqualTo("technology");
    assertThat(first.of().run()).isEqualTo("run-1");
    assertThat(first.of().models()).isNotEmpty();
    company.bean(Evaluation.class).of(IT, company.bean(Evaluation.class).titles(IT));

    EvaluationReport second = evaluate(right);
    Evaluated before = Objects.requireNonNull(second.before());
    assertThat(before.source()).as("titles are another truth").isEqualTo(GroundTruth.Source.LABELS);
    assertThat(Objects.requireNonNull(before.accuracy()).share()).isEqualTo(1);
    assertThat(second.differs()).isFalse();
    company.bean(Evaluation.class).of(IT, company.bean(Evaluation.class).titles(IT));
    assertThat(company.bean(Evaluation.class).latest(IT).map(Evaluated::source))
        .as("pages show what people vouch for, though titles came later")
        .contains(GroundTruth.Source.LABELS);
    assertThat(company.bean(Evaluation.class).history(IT))
        .extracting(Evaluated::source)
        .containsExactly(
            GroundTruth.Source.TITLES,
            GroundTruth.Source.LABELS,
            GroundTruth.Source.TITLES,
            GroundTruth.Source.LABELS);
  }

  @Test
  void an_override_does_not_flatter_the_model() {
    company.bean(Overrides.class).set(IT, company.key("bo"), "Engineering", "he does");
    assertThat(evaluate("login,category\nbo@x.example,Engineering\n").accuracy()).isZero();
  }

  @Test
  void labels_without_a_header_or_without_a_match_are_an_error() {
    assertThatThrownBy(() -> evaluate("ann@x.example,Engineering\n"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("header");
    assertThatThrownBy(() -> evaluate("login,category\nnobody@x.example,Sales\n"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none of 1 labels");
  }

  @Test
  void an_employee_evaluates_nobody_else() {
    assertThatThrownBy(() ->
            company
                .bean(Evaluation.class)
                .of(company.as(Role.EMPLOYEE, "ann"), "login,category\nbo@x.example,Engineering\n"))
        .isInstanceOf(Failure.class);
  }

  @Test
  void wilson_s_interval_is_wilson_s() {
    // Wilson's interval for 8 of 10, as in Brown, Cai and DasGupta (2001).
    assertThat(Wilson.interval(8, 10).get(0)).isCloseTo(0.4902, within(1e-4));
    assertThat(Wilson.interval(8, 10).get(1)).isCloseTo(0.9433, within(1e-4));
    assertThat(Wilson.interval(10, 10).get(1)).isCloseTo(1, within(1e-12));
    assertThat(Wilson.interval(0, 10).get(0)).isCloseTo(0, within(1e-12));
  }

  private EvaluationReport evaluate(String labels) {
    return company.bean(Evaluation.class).of(IT, labels);
  }
}
