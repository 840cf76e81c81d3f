package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Assignment;
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
  private int people;

  @Test
  void a_fifth_may_change_and_one_more_may_not() {
    move(10, "Sales", "Finance");
    move(10, "Finance", "Sales");
    stay(80, "Engineering");
    assertThat(DriftGuard.holds(before, answers)).isEmpty();
    move(1, "Sales", "Finance");
    assertThat(DriftGuard.holds(before, answers))
        .contains(
            "21 % of the people would change category in one night; more than 20 % is held back");
  }

  @Test
  void fifty_decided_people_say_something_and_forty_nine_do_not() {
    move(12, "Sales", "Finance");
    stay(37, "Engineering");
    assertThat(DriftGuard.holds(before, answers)).isEmpty();
    stay(1, "Engineering");
    assertThat(DriftGuard.holds(before, answers))
        .contains(
            "24 % of the people would change category in one night; more than 20 % is held back");
  }

  @Test
  void whoever_was_not_decided_before_does_not_count_as_changed() {
    stay(60, "Engineering");
    for (int i = 0; i < 20; i++) {
      PersonKey person = judged(Status.UNCERTAIN, "Sales");
      answers.put(person, judgment(Status.DECIDED, "Finance"));
      answers.put(judged(null, null), judgment(Status.DECIDED, "Finance"));
    }
    assertThat(DriftGuard.holds(before, answers)).isEmpty();
  }

  @Test
  void undecided_people_do_not_make_a_company_large_enough() {
    move(49, "Sales", "Finance");
    judged(Status.UNCERTAIN, "Sales");
    assertThat(DriftGuard.holds(before, answers)).isEmpty();
  }

  @Test
  void an_uncertain_answer_is_no_change() {
    stay(30, "Engineering");
    for (int i = 0; i < 30; i++) {
      answers.put(judged(Status.DECIDED, "Sales"), judgment(Status.UNCERTAIN, "Finance"));
    }
    // Of the sixty, thirty are left decided, all in one category.
    assertThat(DriftGuard.holds(before, answers))
        .contains("Engineering would grow to 100 % of the people in one night");
  }

  @Test
  void a_category_may_grow_to_three_fifths_and_not_further() {
    stay(20, "Engineering");
    stay(40, "Sales");
    arrive(40, "Engineering");
    assertThat(DriftGuard.holds(before, answers)).as("60 of 100").isEmpty();
    arrive(1, "Engineering");
    assertThat(DriftGuard.holds(before, answers))
        .contains("Engineering would grow to 60 % of the people in one night");
  }

  @Test
  void a_category_that_was_large_may_grow_by_a_fifth_and_not_by_more() {
    // 50 of 100 people, then 140 of 200: from 50 to 70 percent.
    stay(50, "Engineering");
    stay(50, "Sales");
    arrive(90, "Engineering");
    arrive(10, "Finance");
    assertThat(DriftGuard.holds(before, answers)).isEmpty();
    arrive(1, "Engineering");
    assertThat(DriftGuard.holds(before, answers))
        .contains("Engineering would grow to 70 % of the people in one night");
  }

  @Test
  void a_category_that_was_always_large_is_no_drift() {
    stay(90, "Engineering");
    stay(10, "Sales");
    assertThat(DriftGuard.holds(before, answers)).isEmpty();
    arrive(10, "Engineering");
    assertThat(DriftGuard.holds(before, answers)).isEmpty();
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
    if (status != null) {
      before.add(
          new Assignment(
              person, "r.1", LocalDate.of(2026, 10, 1), judgment(status, category), null));
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
