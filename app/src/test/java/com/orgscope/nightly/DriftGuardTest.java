package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Assignment;
import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A night is held above each bound and not on it. */
class DriftGuardTest {
  private final List<Assignment> before = new ArrayList<>();
  private final Map<PersonKey, Judgment> answers = new HashMap<>();
  private final Map<PersonKey, Reason> chosen = new HashMap<>();
  private Heard heard = Heard.NOTHING;
  private Reason reason = Reason.DUE;
  private int people;

  @Test
  void a_fifth_may_change_and_one_more_may_not() {
    move(10, "Sales", "Finance");
    move(10, "Finance", "Sales");
    stay(80, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
    move(1, "Sales", "Finance");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "21 of 101 people would change category in one night; more than 20 % is held back");
  }

  @Test
  void no_sentence_contradicts_its_bound() {
    // 20.4 percent, which a whole number would print as the bound.
    move(51, "Sales", "Finance");
    move(51, "Finance", "Sales");
    stay(398, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "102 of 500 people would change category in one night; more than 20 % is held back");
  }

  @Test
  void who_changed_is_counted_among_those_who_were_decided() {
    move(3, "Sales", "Finance");
    stay(4, "Engineering");
    arrive(5, "Sales");
    answers.put(judged(Status.DECIDED, "Sales"), judgment(Status.UNCERTAIN, "Finance"));
    judged(Status.DECIDED, "Sales");
    assertThat(DriftGuard.of(before, answers, chosen, heard))
        .as("whom the night did not judge is not among them")
        .isEqualTo(new DriftGuard(8, 3, 0, null));
    assertThat(DriftGuard.of(List.of(), answers, chosen, heard))
        .isEqualTo(new DriftGuard(0, 0, 0, null));
  }

  @Test
  void fifty_decided_people_say_something_and_forty_nine_do_not() {
    move(12, "Sales", "Finance");
    stay(37, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
    stay(1, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "12 of 50 people would change category in one night; more than 20 % is held back");
  }

  @Test
  void whoever_was_not_decided_before_does_not_count_as_changed() {
    stay(60, "Engineering");
    for (int i = 0; i < 20; i++) {
      PersonKey person = judged(Status.UNCERTAIN, "Sales");
      answers.put(person, judgment(Status.DECIDED, "Finance"));
      answers.put(judged(null, null), judgment(Status.DECIDED, "Finance"));
    }
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
  }

  @Test
  void undecided_people_do_not_make_a_company_large_enough() {
    move(49, "Sales", "Finance");
    judged(Status.UNCERTAIN, "Sales");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
  }

  @Test
  void an_uncertain_answer_is_no_change_and_three_in_ten_may_lose_theirs() {
    stay(70, "Engineering");
    lose(30, "Sales");
    assertThat(DriftGuard.of(before, answers, chosen, heard).changed()).isZero();
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .as("Engineering is all that is left of the judged")
        .startsWith(
            "of the people judged Engineering would grow from 70 of 100 people to 70 of 70");
    stay(40, "Finance");
    lose(17, "Finance");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).as("47 of 157").isNull();
    lose(1, "Finance");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "48 of 158 people who had a category would have none; more than 30 % is held back");
  }

  @Test
  void a_normal_night_of_one_in_ninety_is_measured_by_its_own_people() {
    for (int i = 0; i < 5_000; i++) {
      judged(Status.DECIDED, i % 2 == 0 ? "Sales" : "Engineering");
    }
    move(11, "Sales", "Finance");
    stay(44, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).as("a fifth of 55").isNull();
    move(1, "Sales", "Finance");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "12 of 56 people would change category in one night; more than 20 % is held back");
  }

  @Test
  void whoever_was_chosen_since_their_use_changed_may_change_and_not_nearly_all_of_them() {
    reason = Reason.CHANGED;
    move(36, "Sales", "Finance");
    stay(24, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).as("three in five").isNull();
    move(1, "Sales", "Finance");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "37 of 61 people who were chosen since their use changed would change category in one"
                + " night; more than 60 % is held back");
  }

  @Test
  void what_somebody_said_by_hand_is_counted_apart_and_holds_nothing() {
    reason = Reason.OVERRIDE;
    move(80, "Sales", "Finance");
    DriftGuard guard = DriftGuard.of(before, answers, chosen, heard);
    assertThat(guard).isEqualTo(new DriftGuard(80, 80, 80, null));
  }

  @Test
  void a_collapse_of_whoever_was_due_is_held_in_a_company_where_it_hardly_shows() {
    for (int i = 0; i < 5_000; i++) {
      judged(Status.DECIDED, i % 2 == 0 ? "Sales" : "Engineering");
    }
    reason = Reason.CHANGED;
    stay(30, "Management");
    move(30, "Sales", "Management");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .startsWith("of the people judged Management would grow from 30 of 60 people to 60 of 60");
  }

  @Test
  void a_model_that_the_company_contradicts_is_held_whatever_it_changes() {
    stay(60, "Engineering");
    heard = new Heard(10, 5);
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
    heard = new Heard(10, 6);
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "of 10 answers about applications, who uses them beside what contradicts 6; more than"
                + " 50 % is held back");
    heard = new Heard(9, 9);
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).as("too few to tell").isNull();
  }

  private void lose(int number, String category) {
    for (int i = 0; i < number; i++) {
      answers.put(judged(Status.DECIDED, category), judgment(Status.UNCERTAIN, category));
    }
  }

  @Test
  void a_category_may_grow_to_three_fifths_and_not_further() {
    stay(20, "Engineering");
    stay(40, "Sales");
    arrive(40, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).as("60 of 100").isNull();
    arrive(1, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "Engineering would grow from 20 of 60 people to 61 of 101 in one night; more than 60 %,"
                + " and more than 20 points above the night before, is held back");
  }

  @Test
  void a_category_that_was_large_may_grow_by_a_fifth_and_not_by_more() {
    // 50 of 100 people, then 140 of 200: from 50 to 70 percent.
    stay(50, "Engineering");
    stay(50, "Sales");
    arrive(90, "Engineering");
    arrive(10, "Finance");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
    arrive(1, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held())
        .isEqualTo(
            "Engineering would grow from 50 of 100 people to 141 of 201 in one night; more than 60 %,"
                + " and more than 20 points above the night before, is held back");
  }

  @Test
  void a_category_that_was_always_large_is_no_drift() {
    stay(90, "Engineering");
    stay(10, "Sales");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
    arrive(10, "Engineering");
    assertThat(DriftGuard.of(before, answers, chosen, heard).held()).isNull();
  }

  private void stay(int number, String category) {
    move(number, category, category);
  }

  private void move(int number, String from, String to) {
    for (int i = 0; i < number; i++) {
      answers.put(judged(Status.DECIDED, from), judgment(Status.DECIDED, to));
    }
  }

  private void arrive(int number, String category) {
    for (int i = 0; i < number; i++) {
      answers.put(judged(null, null), judgment(Status.DECIDED, category));
    }
  }

  private PersonKey judged(@Nullable Status status, @Nullable String category) {
    PersonKey person = new PersonKey(new UUID(3, people++));
    chosen.put(person, reason);
    if (status != null) {
      before.add(
          new Assignment(
              person, "r.1", LocalDate.of(2026, 10, 1), judgment(status, category), null, false));
    }
    return person;
  }

  static Judgment judgment(Status status, @Nullable String category) {
    return new Judgment(
        status,
        category,
        null,
        0.9,
        List.of(),
        "",
        List.of(),
        List.of(),
        new Origin("local", null, null));
  }
}
