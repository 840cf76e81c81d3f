package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.directory.Divisions;
import com.orgscope.directory.Person;
import com.orgscope.insight.UnitBook.Department;
import com.orgscope.insight.UnitBook.Plan;
import com.orgscope.insight.UnitBook.Source;
import com.orgscope.insight.UnitBook.Unit;
import com.orgscope.kernel.PersonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What departments roll up to. */
class UnitBookTest {
  private static final Map<String, String> NO_LIST = Map.of();

  private final List<Person> working = new ArrayList<>();

  @Test
  void the_companys_list_goes_before_the_hr_systems_division_and_that_before_the_department() {
    people(3, "Field Sales", "Commercial");
    people(2, "Inside Sales", "Commercial");
    people(4, "Platform", "Technology");
    people(1, "Legal", null);
    Plan plan = plan(Map.of("inside sales", "Technology"));
    assertThat(plan.units())
        .containsExactly(
            new Unit(
                "Technology",
                6,
                List.of(
                    new Department("Inside Sales", 2, "Technology", Source.LIST),
                    new Department("Platform", 4, "Technology", Source.HR))),
            new Unit(
                "Commercial",
                3,
                List.of(new Department("Field Sales", 3, "Commercial", Source.HR))),
            new Unit("Legal", 1, List.of(new Department("Legal", 1, "Legal", Source.DEPARTMENT))));
  }

  @Test
  void people_of_one_department_stand_in_the_divisions_that_the_hr_system_names() {
    people(3, "Finance", "Europe");
    people(2, "Finance", "America");
    people(2, "Sales", "America");
    people(1, "Legal", "Europe");
    assertThat(plan(NO_LIST).units())
        .extracting(Unit::name, Unit::people)
        .containsExactly(tuple("America", 4), tuple("Europe", 4));
  }

  @Test
  void divisions_that_roll_nothing_up_are_none() {
    people(3, "Finance", "The Company");
    people(2, "Sales", "The Company");
    assertThat(plan(NO_LIST).units()).extracting(Unit::name).containsExactly("Finance", "Sales");
    working.clear();
    people(3, "Finance", "Berlin");
    people(3, "Finance", "Lyon");
    people(2, "Sales", "Oslo");
    assertThat(plan(NO_LIST).units()).extracting(Unit::name).containsExactly("Finance", "Sales");
  }

  @Test
  void of_more_than_twenty_the_smallest_stand_together_and_say_what_they_belong_to() {
    for (int d = 1; d <= 30; d++) {
      people(d, "d%02d".formatted(d), d <= 2 ? "Tiny" : null);
    }
    Plan plan = plan(Map.of("d01", "Tiny", "d02", "Tiny"));
    assertThat(plan.units()).hasSize(Units.MOST);
    assertThat(plan.units().stream().mapToInt(Unit::people).sum()).isEqualTo(30 * 31 / 2);
    Unit others =
        plan.units().stream()
            .filter(unit -> unit.name().equals(Units.OTHER_DEPARTMENTS))
            .findFirst()
            .orElseThrow();
    assertThat(others.departments())
        .contains(
            new Department("d01", 1, "Tiny", Source.LIST),
            new Department("d11", 11, "d11", Source.DEPARTMENT))
        .doesNotContain(new Department("d12", 12, "d12", Source.DEPARTMENT));
  }

  @Test
  void what_the_list_names_and_nobody_has_and_what_it_leaves_out_is_said() {
    people(2, "Sales", null);
    people(2, "Legal", null);
    people(3, null, null);
    Plan plan = plan(Map.of("SALES", "Commercial", "Seals", "Commercial"));
    assertThat(plan.unknown()).containsExactly("Seals");
    assertThat(plan.unlisted()).containsExactly("Legal");
    assertThat(plan.withoutDepartment()).isEqualTo(3);
    assertThat(plan(NO_LIST).unlisted()).as("nothing is left out of no list").isEmpty();
  }

  @Test
  void a_name_that_means_something_else_in_a_release_is_no_units() {
    people(2, "Other", null);
    people(2, "Sales", null);
    people(2, "Legal", null);
    assertThat(plan(Map.of("Sales", Release.EVERYONE, "Legal", Census.NO_DEPARTMENT)).units())
        .extracting(Unit::name, Unit::people)
        .containsExactly(tuple(Units.OTHER_DEPARTMENTS, 4));
  }

  private Plan plan(Map<String, String> list) {
    return UnitBook.plan(working, Divisions.Listed.of(list));
  }

  private void people(int many, @Nullable String department, @Nullable String division) {
    IntStream.range(0, many)
        .mapToObj(i -> new PersonKey(new UUID(7, working.size())))
        .forEach(key ->
            working.add(
                new Person(key, null, department, division, null, null, null, false, null)));
  }
}
