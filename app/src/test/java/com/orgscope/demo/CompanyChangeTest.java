package com.orgscope.demo;

import static com.orgscope.demo.Simulations.LAST_DAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A company that is reorganized and comes to use an application that it had not. */
class CompanyChangeTest {
  private static final LocalDate DAY = LAST_DAY.minusDays(10);
  private static final SimulationSettings SETTINGS =
      new SimulationSettings(400, 40, 7, LAST_DAY).withTrouble(0, 0);
  private static final Simulation USUAL = Simulation.of(SETTINGS);
  private static final Simulation CHANGED =
      Simulation.of(SETTINGS.withChange(new CompanyChange(DAY, DAY, null)));

  /** Enough people that somebody left and somebody came on any day. */
  private static final SimulationSettings OF_MANY = new SimulationSettings(4000, 90, 7, LAST_DAY);

  private static final Simulation MANY =
      Simulation.of(OF_MANY.withChange(new CompanyChange(DAY, DAY, null)));

  @Test
  void nothing_changes_unless_it_is_asked_for() {
    assertThat(SETTINGS.change()).isEqualTo(CompanyChange.NONE);
    assertThat(USUAL.reorganized()).isEmpty();
    assertThat(USUAL.adopted()).isNull();
    assertThat(USUAL.adopters()).isEmpty();
  }

  @Test
  void part_of_a_department_becomes_one_of_its_own() {
    List<SimulatedPerson> usual = Simulation.of(OF_MANY).company().people();
    assertThat(MANY.reorganized()).hasSizeGreaterThan(8);
    for (int n = 0; n < usual.size(); n++) {
      SimulatedPerson was = usual.get(n);
      SimulatedPerson is = MANY.company().people().get(n);
      assertThat(is.managerId()).isEqualTo(was.managerId());
      if (is.former() != null) {
        assertThat(is.before().department())
            .isEqualTo(was.department())
            .isEqualTo("Platform Engineering");
        assertThat(is.before().title()).isEqualTo(was.title());
        assertThat(is.department()).isEqualTo("Site Reliability");
        assertThat(is.title()).doesNotContain("Platform Engineering");
        assertThat(is.hireDate()).isBefore(DAY);
        assertThat(is.endDate() == null || !is.endDate().isBefore(DAY)).isTrue();
      } else if (is.department().equals("Site Reliability")) {
        assertThat(is.hireDate()).as("hired into it").isAfterOrEqualTo(DAY);
      } else {
        assertThat(is.department()).isEqualTo(was.department());
      }
    }
    assertThat(MANY.company().people())
        .as("what it was split from is still there")
        .anyMatch(person -> person.department().equals("Platform Engineering"));
  }

  @Test
  void the_personnel_file_before_knows_nothing_of_it_and_the_next_one_its_day() throws IOException {
    StringWriter before = new StringWriter();
    MANY.writePeopleBefore(before);
    StringWriter moved = new StringWriter();
    MANY.writeReorganized(moved);
    List<String> rows = moved.toString().lines().toList();
    assertThat(rows).hasSize(1 + MANY.reorganized().size());
    assertThat(rows.getFirst()).endsWith(",effective_date");
    assertThat(rows.subList(1, rows.size()))
        .allMatch(row -> row.contains(",Site Reliability,") && row.endsWith("," + DAY));
    long hiredInto =
        MANY.company().people().stream()
            .filter(person -> person.department().equals("Site Reliability"))
            .filter(person -> person.former() == null)
            .count();
    assertThat(hiredInto).isPositive();
    assertThat(before.toString().lines().filter(row -> row.contains(",Site Reliability,")))
        .hasSize((int) hiredInto);
  }

  @Test
  void what_is_new_is_used_from_its_day_on_by_two_kinds_of_work_and_moves_nothing_else() {
    Set<String> users = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    for (LocalDate day : USUAL.days()) {
      List<String> usual = new ArrayList<>();
      USUAL.visitsOn(day, (who, label, kind, at) -> usual.add(who + label));
      List<String> others = new ArrayList<>();
      CHANGED.visitsOn(
          day,
          (who, label, kind, at) -> {
            if (label.equals(CHANGED.adopted())) {
              assertThat(day).isAfterOrEqualTo(DAY);
              users.add(CHANGED.company().people().get(who).category());
              seen.add(CHANGED.company().people().get(who).login());
            } else {
              others.add(who + label);
            }
          });
      assertThat(others).containsExactlyInAnyOrderElementsOf(usual);
    }
    assertThat(users).contains("Engineering", "Data & Analytics");
    assertThat(seen).hasSizeGreaterThan(30);
    assertThat(CHANGED.adopters()).containsAll(seen).hasSizeLessThan(200);
    assertThat(MANY.company().people())
        .filteredOn(person -> person.endDate() != null && person.endDate().isBefore(DAY))
        .isNotEmpty()
        .extracting(SimulatedPerson::login)
        .doesNotContainAnyElementsOf(MANY.adopters());
  }

  @Test
  void longer_sessions_are_fewer_sign_ins_from_their_day_on_and_the_same_visits()
      throws IOException {
    Simulation longer = Simulation.of(SETTINGS.withChange(new CompanyChange(null, null, DAY)));
    LocalDate before = DAY.minusDays(1);
    assertThat(Simulations.bytes(longer, before)).isEqualTo(Simulations.bytes(USUAL, before));
    assertThat(signIns(longer)).isLessThan(signIns(USUAL) * 9 / 10).isPositive();
    assertThat(visits(longer)).isEqualTo(visits(USUAL));
  }

  private static long signIns(Simulation simulation) throws IOException {
    return new String(Simulations.bytes(simulation, DAY.plusDays(1)), UTF_8)
        .lines()
        .filter(line -> line.contains("\"user.session.start\""))
        .count();
  }

  private static Set<String> visits(Simulation simulation) {
    Set<String> visits = new TreeSet<>();
    simulation.visitsOn(DAY.plusDays(1), (who, label, kind, at) -> visits.add(who + label + at));
    return visits;
  }
}
