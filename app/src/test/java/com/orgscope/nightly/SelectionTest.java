package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Judgment.Status;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everybody whom a night chooses, by each reason and at each of its bounds, on real tables. */
class SelectionTest {
  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static ChosenCompany company;

  private static final Map<String, String> CHOSEN = new TreeMap<>();
  private static final Map<String, String> SAMPLED = new TreeMap<>();

  @BeforeAll
  static void choose() {
    company = new ChosenCompany(home);
    CHOSEN.putAll(company.chosen());
    SAMPLED.putAll(company.sampled());
  }

  @AfterAll
  static void close() {
    company.close();
  }

  static List<ChosenCompany.Case> cases() {
    return ChosenCompany.CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_is_chosen_for_its_reason_or_not_at_all(ChosenCompany.Case one) {
    assertThat(CHOSEN.getOrDefault(one.login(), ChosenCompany.NOBODY)).isEqualTo(one.reason());
  }

  @Test
  void nobody_else_is_chosen() {
    assertThat(CHOSEN.keySet())
        .isSubsetOf(ChosenCompany.CASES.stream().map(ChosenCompany.Case::login).toList());
  }

  @Test
  void whoever_asks_for_everybody_gets_who_works_here_and_who_signs_in() {
    Map<String, String> everybody = company.everybody();
    assertThat(everybody.values()).containsOnly("asked");
    assertThat(everybody)
        .containsKeys("steady", "judged-89-days-ago", "stranger-of-89-days-ago", "last-day-today")
        .doesNotContainKeys(
            "left-yesterday", "starts-tomorrow", "stranger-of-90-days-ago", "contested-and-due");
  }

  /** Everybody of the company has few accesses in 30 days but two, who have 51 or more, and one. */
  @Test
  void nights_sample_by_activity_only_where_that_is_switched_on() {
    assertThat(CHOSEN.values()).doesNotContain("weekly", "monthly");
    assertThat(SAMPLED)
        .containsEntry("fifty-one-accesses", "weekly")
        .containsEntry("heir-of-a-login", "weekly")
        .containsEntry("steady", "monthly")
        .containsEntry("half-moved", "changed")
        .containsEntry("judged-90-days-ago", "due")
        .doesNotContainKey("fifty-accesses");
    Map<String, String> others = new TreeMap<>(SAMPLED);
    others.values().removeIf(reason -> reason.equals("weekly") || reason.equals("monthly"));
    assertThat(others).as("what else is chosen").isEqualTo(CHOSEN);
  }

  @Test
  void a_question_is_of_so_many_people_as_there_are_however_few_have_an_answer() {
    int more = company.employed() / 10;
    assertThat(more).isGreaterThan(5);
    assertThat(company.questionsMore(10)).containsExactly(more, more);
  }

  /** Each bound, on its day and on days on which others stand at it. */
  @Test
  void the_lake_chooses_whom_a_look_at_each_person_chooses() {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (int days : List.of(-30, -1, 0, 27, 50)) {
      ChosenCompany.Both both =
          company.both(TestDirectory.ACME, ChosenCompany.DAY.plusDays(days), days == 0);
      assertThat(both.fast()).as("%d days later", days).isEqualTo(both.slow());
      reasons.addAll(both.fast().values());
    }
    assertThat(reasons).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void the_lake_chooses_whom_a_look_at_each_chooses_of_a_company_of_dice() {
    TenantId madeUp = company.madeUp(400, 18);
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    for (int days : List.of(-20, -5, 0)) {
      ChosenCompany.Both both = company.both(madeUp, ChosenCompany.DAY.plusDays(days), days == -5);
      assertThat(both.fast()).as("%d days later", days).isEqualTo(both.slow());
      both.fast().values().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    }
    System.out.println("of a company of dice: " + reasons);
    assertThat(reasons.get(Reason.CHANGED)).isGreaterThan(50);
  }

  /** A held night's answers do not hold, so a person's word before it is still to be heard. */
  @Test
  void a_word_before_a_night_that_was_held_or_gave_somebody_up_keeps_its_flag() {
    PersonKey heard = company.key("heard-later");
    company.judged("2026-10-20.1", 20, Status.DECIDED, List.of(heard));
    company.override(heard, 18);
    company.unpublished("2026-10-29.1", heard);
    assertThat(company.chosen()).containsEntry("heard-later", "override");
    company.judged("2026-10-30.1", 1, Status.DECIDED, List.of(company.key("steady")));
    assertThat(company.chosen()).containsEntry("heard-later", "override");
    company.judged("2026-10-30.2", 1, Status.DECIDED, List.of(heard));
    assertThat(company.chosen()).doesNotContainKey("heard-later");
  }
}
