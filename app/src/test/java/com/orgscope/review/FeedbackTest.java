package com.orgscope.review;

import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.Looks;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.review.Feedback.Question;
import com.orgscope.review.FeedbackStore.FirstWord;
import com.orgscope.review.FeedbackStore.Said;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackTest {
  private static final int K = 5;

  @TempDir Path home;

  private TestCompany company() {
    return new TestCompany(
        home,
        Map.of(
            ReviewSettings.class,
            new ReviewSettings(30),
            PrivacySettings.class,
            TestCompany.privacy(K)));
  }

  @Test
  void people_rate_their_own_category_and_managers_answer_about_their_reports_and_nobody_else() {
    try (TestCompany company = company()) {
      PersonKey ann = company.key("ann");
      PersonKey bo = company.key("bo");
      PersonKey cy = company.key("cy");
      PersonKey boss = company.key("boss");
      company.run(
          "run-1",
          Map.of(
              ann, decided("Engineering", 0.9),
              bo, decided("Engineering", 0.8),
              cy, decided("Sales", 0.8),
              boss, decided("Engineering", 0.7)));
      Feedback feedback = company.bean(Feedback.class);
      Caller employee = company.as(Role.EMPLOYEE, "ann");
      Feedback.Rating first = feedback.rate(employee, 4);
      assertThat(first.category()).isEqualTo("Engineering");
      assertThat(feedback.rate(employee, 4)).as("the same again").isEqualTo(first);
      assertThat(feedback.rate(employee, 2).stars()).isEqualTo(2);
      assertThatThrownBy(() -> feedback.rate(employee, 0)).hasMessageContaining("1 to 5");
      assertThatThrownBy(() -> feedback.rate(employee, 6)).hasMessageContaining("1 to 5");
      for (Caller other : List.of(IT, new Caller(TestCompany.ACME, Role.CEO, "chief", null))) {
        assertThatThrownBy(() -> feedback.rate(other, 3)).isInstanceOf(Failure.class);
      }

      Caller manager = company.as(Role.MANAGER, "boss");
      assertThat(feedback.questions(manager))
          .extracting(Question::person)
          .containsExactlyInAnyOrder(ann, bo);
      assertThat(looks(company, "ann")).as("each reads that their manager looked").isOne();
      assertThat(looks(company, "bo")).isOne();
      assertThat(looks(company, "cy")).isZero();
      feedback.answer(manager, ann, false, 2);
      feedback.answer(manager, ann, false, 2);
      assertThat(feedback.questions(manager)).extracting(Question::person).containsExactly(bo);
      for (PersonKey other : List.of(cy, boss)) {
        assertThatThrownBy(() -> feedback.answer(manager, other, true, 5))
            .isInstanceOf(Failure.class);
      }
      assertThatThrownBy(() -> feedback.answer(employee, bo, true, 5)).isInstanceOf(Failure.class);
      assertThatThrownBy(() -> feedback.answer(IT, bo, true, 5)).isInstanceOf(Failure.class);
      feedback.answer(manager, bo, true, 5);
      var unused = feedback.rate(company.as(Role.EMPLOYEE, "bo"), 5);
      assertThat(feedback.summary(IT))
          .as("of fewer than k nothing is told")
          .isEqualTo(new Feedback.Summary(K, List.of(), List.of()));
      FeedbackStore store = company.bean(FeedbackStore.class);
      assertThat(store.ratings(TestCompany.SYSTEM, 2, Set.of()))
          .extracting(word -> word.said().stars())
          .as("their first words")
          .containsExactlyInAnyOrder(4, 5);
      assertThat(told(store.answers(TestCompany.SYSTEM, 2, Set.of()), 2, Set.of()))
          .containsExactly(new Feedback.Told("Engineering", 2, 3.5, 50));
      assertThat(store.ratings(IT, 2, Set.of())).as("no rows of IT's").isEmpty();
      assertThatThrownBy(() -> feedback.summary(manager)).isInstanceOf(Failure.class);
      assertThat(company.bean(Audit.class).entries(IT, 50))
          .extracting(AuditEntry::action)
          .contains("rate their category", "answer about a report");

      company.run("run-2", Map.of(bo, decided("Product", 0.9)));
      assertThat(feedback.questions(manager))
          .as("another answer is another question")
          .containsExactly(new Question(bo, "Product"));
      assertThat(feedback.rating(company.as(Role.EMPLOYEE, "bo"))).isEmpty();
    }
  }

  private static long looks(TestCompany company, String name) {
    return company.bean(Looks.class).atMe(company.as(Role.EMPLOYEE, name)).stream()
        .filter(look -> look.role() == Role.MANAGER)
        .count();
  }

  @Test
  void a_program_that_asks_twice_for_a_word_or_its_undoing_changes_nothing_the_second_time() {
    try (TestCompany company =
        new TestCompany(home, Map.of(ReviewSettings.class, new ReviewSettings(30)))) {
      PersonKey bo = company.key("bo");
      company.run("run-1", Map.of(bo, decided("Engineering", 0.8)));
      Words words = company.bean(Words.class);
      Caller manager = company.as(Role.MANAGER, "boss");
      Words.Holds design = new Words.Holds(bo, "Design", true);
      assertThat(words.set(manager, bo, "Design", "draws")).isEqualTo(design);
      assertThat(words.set(manager, bo, "Design", "draws")).isEqualTo(design);
      Words.Holds model = new Words.Holds(bo, "Engineering", false);
      assertThat(words.undo(manager, bo, "Design")).isEqualTo(model);
      assertThat(words.undo(manager, bo, "Design")).isEqualTo(model);
      assertThatThrownBy(() -> words.set(manager, company.key("cy"), "Design", "no"))
          .isInstanceOf(Failure.class);
      assertThatThrownBy(() -> words.set(manager, bo, "Design", " "))
          .hasMessageContaining("reason");
    }
  }

  @Test
  void what_is_told_of_ratings_is_of_as_many_people_as_the_policy_says_and_not_of_one_more() {
    try (TestCompany company = company()) {
      Map<PersonKey, Judgment> answers = new HashMap<>();
      List<String> names = List.of("chief", "boss", "ann", "bo", "cy");
      names.forEach(name -> answers.put(company.key(name), decided("Engineering", 0.9)));
      company.run("run-1", answers);
      Feedback feedback = company.bean(Feedback.class);
      names.forEach(name -> feedback.rate(company.as(Role.EMPLOYEE, name), 3));
      Feedback.Summary five =
          new Feedback.Summary(
              K, List.of(new Feedback.Told("Engineering", 5, 3.0, null)), List.of());
      assertThat(feedback.summary(IT)).isEqualTo(five);
      Caller ann = company.as(Role.EMPLOYEE, "ann");
      assertThat(feedback.rate(ann, 5).stars()).isEqualTo(5);
      assertThat(feedback.rate(ann, 4).stars()).isEqualTo(4);
      assertThat(feedback.summary(IT)).as("one who thinks again is not seen").isEqualTo(five);
      Database database = company.bean(Database.class);
      TestCouncilPolicies.say(database, ann, false);
      assertThat(feedback.summary(IT).ratings()).as("of none of a part with her").isEmpty();
      TestCouncilPolicies.say(database, ann, true);
      assertThat(feedback.summary(IT)).isEqualTo(five);
      TestCouncilPolicies.put(database, TestCompany.ACME, TestCouncilPolicies.ofAtLeast(25));
      assertThat(feedback.summary(IT)).isEqualTo(new Feedback.Summary(25, List.of(), List.of()));
    }
  }

  private static List<Feedback.Told> told(List<FirstWord> said, int k, Set<PersonKey> leftOut) {
    Parts parts = new Parts(k, leftOut);
    return Feedback.told(parts.of(said), parts);
  }

  @Test
  void an_erased_person_s_part_is_told_no_more_and_no_other_part_moves() {
    try (TestCompany company = company()) {
      Map<PersonKey, Judgment> answers = new HashMap<>();
      List<String> names = List.of("chief", "boss", "ann", "bo", "cy");
      names.forEach(name -> answers.put(company.key(name), decided("Engineering", 0.9)));
      company.run("run-1", answers);
      FeedbackStore store = company.bean(FeedbackStore.class);
      Feedback feedback = company.bean(Feedback.class);
      int stars = 1;
      for (String name : names) {
        feedback.rate(company.as(Role.EMPLOYEE, name), stars++);
      }
      Parts two = new Parts(2, Set.of());
      List<FirstWord> before = store.ratings(TestCompany.SYSTEM, 2, Set.of());
      assertThat(before).extracting(FirstWord::part).filteredOn(Objects::nonNull).hasSize(4);
      List<FirstWord> second = before.subList(2, 4);
      var unused =
          store.erase(
              new Erased(TestCompany.ACME, Set.of(before.get(1).person()), List.of(), Set.of()));
      List<FirstWord> left = store.ratings(TestCompany.SYSTEM, 2, Set.of());
      assertThat(Feedback.told(left, two))
          .as("the second part as it was; of the first and of who waits, nobody")
          .isEqualTo(Feedback.told(second, two))
          .hasSize(1);
      assertThat(left.getLast().part()).as("nobody goes where somebody left").isNull();
    }
  }

  @Test
  void of_a_part_of_fewer_than_the_policy_says_now_nothing_is_told() {
    List<FirstWord> said = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      said.add(word(i, 3));
    }
    List<FirstWord> parted = new Parts(5, Set.of()).of(said);
    assertThat(told(parted, 5, Set.of())).hasSize(1);
    assertThat(told(parted, 6, Set.of())).isEmpty();
  }

  private static FirstWord word(int person, int stars) {
    return new FirstWord(
        new PersonKey(new UUID(0, person)),
        new Said("Sales", null, stars, Instant.EPOCH.plusSeconds(person)),
        null);
  }

  @Test
  void of_a_part_with_somebody_who_opted_out_nothing_is_told_and_the_other_parts_stand() {
    List<FirstWord> said = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      said.add(word(i, i < 5 ? 5 : 1));
    }
    List<FirstWord> parted = new Parts(5, Set.of()).of(said);
    assertThat(told(parted, 5, Set.of(word(2, 5).person())))
        .containsExactly(new Feedback.Told("Sales", 5, 1.0, null));
  }

  @Test
  void what_is_told_of_ratings_is_of_k_people_and_changes_by_k_at_once() {
    List<FirstWord> said = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      said.add(word(i, 5));
    }
    assertThat(told(said, 5, Set.of())).isEmpty();
    said.add(word(5, 1));
    Parts parts = new Parts(5, Set.of());
    List<Feedback.Told> five = List.of(new Feedback.Told("Sales", 5, 4.2, null));
    assertThat(told(said, 5, Set.of())).isEqualTo(five);
    for (int i = 6; i < 10; i++) {
      said.add(word(i, 1));
      said = parts.of(said);
      assertThat(told(said, 5, Set.of())).as("%d people", said.size()).isEqualTo(five);
    }
    said.add(word(11, 1));
    assertThat(told(said, 5, Set.of())).containsExactly(new Feedback.Told("Sales", 10, 2.6, null));
  }
}
