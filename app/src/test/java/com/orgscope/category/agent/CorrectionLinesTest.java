package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.local.MadeUpCompany;
import com.orgscope.category.local.MadeUpCompany.Member;
import com.orgscope.category.local.MadeUpCompany.World;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.FunctionNames;
import com.orgscope.usage.PersonUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorrectionLinesTest {
  private static final List<PersonUsage> EVERYBODY =
      MadeUpCompany.of("technology", 250, World.USUAL, 11).stream().map(Member::usage).toList();
  private static final Judge LOCAL = MadeUpCompany.judge("technology", EVERYBODY);
  private static final CompanyHabits COMPANY =
      new CompanyHabits(
          LOCAL,
          new Benchmarks(Taxonomy.forIndustry("technology")),
          new TenantText(List.of()),
          FunctionNames::of,
          EVERYBODY,
          10);

  /** Of different groups, each of ten or more. */
  private static final List<Cohort> GROUPS =
      EVERYBODY.stream()
          .flatMap(usage -> COMPANY.cohort(usage.person()).stream())
          .distinct()
          .filter(cohort -> members(cohort).size() >= 6)
          .sorted(Comparator.comparing(cohort -> cohort.signature().text()))
          .toList();

  /** Whose own signature it is. */
  private static List<PersonKey> members(Cohort cohort) {
    return cohort.people().stream()
        .filter(person -> COMPANY.cohort(person).filter(cohort::equals).isPresent())
        .toList();
  }

  private static Stream<Correction> corrections(Cohort cohort, int skip, int count, String to) {
    return members(cohort).stream()
        .skip(skip)
        .limit(count)
        .map(person -> new Correction(person, "Product", to, Instant.EPOCH));
  }

  private static List<String> lines(int most, Stream<Correction> corrections) {
    return CorrectionLines.of(corrections.toList(), COMPANY, most);
  }

  @Test
  void three_of_a_group_who_were_given_the_same_make_an_example_of_it_and_two_do_not() {
    Cohort group = GROUPS.getFirst();
    assertThat(lines(20, corrections(group, 0, 3, "Sales")))
        .containsExactly(Prompts.correction(group, "Product", "Sales"));
    assertThat(lines(20, corrections(group, 0, 2, "Sales"))).isEmpty();
  }

  @Test
  void a_group_of_whom_as_many_were_given_something_else_is_no_example() {
    Cohort group = GROUPS.getFirst();
    assertThat(
            lines(
                20,
                Stream.concat(
                    corrections(group, 0, 3, "Sales"), corrections(group, 3, 3, "Legal"))))
        .isEmpty();
  }

  @Test
  void those_that_most_people_bear_out_are_kept() {
    Cohort few = GROUPS.get(0);
    Cohort many = GROUPS.get(1);
    assertThat(
            lines(
                1,
                Stream.concat(corrections(few, 0, 3, "Sales"), corrections(many, 0, 5, "Legal"))))
        .containsExactly(Prompts.correction(many, "Product", "Legal"));
  }

  @Test
  void the_same_corrections_in_another_order_are_the_same_prompt() {
    List<Correction> some =
        new ArrayList<>(
            Stream.concat(
                    corrections(GROUPS.get(0), 0, 3, "Sales"),
                    corrections(GROUPS.get(1), 0, 3, "Legal"))
                .toList());
    List<String> lines = lines(20, some.stream());
    assertThat(lines).hasSize(2);
    assertThat(lines(20, some.reversed().stream())).isEqualTo(lines);
  }

  @Test
  void whoever_shares_habits_with_too_few_is_no_example_and_nobody_is_named() {
    List<PersonKey> strangers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      strangers.add(new PersonKey(new UUID(99, i)));
    }
    assertThat(
            lines(
                20,
                strangers.stream()
                    .map(person -> new Correction(person, "Product", "Sales", Instant.EPOCH))))
        .isEmpty();
    Cohort group = GROUPS.getFirst();
    String line = lines(20, corrections(group, 0, 4, "Sales")).getFirst();
    assertThat(members(group)).noneMatch(person -> line.contains(person.toString()));
  }
}
