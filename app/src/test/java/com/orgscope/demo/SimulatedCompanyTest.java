package com.orgscope.demo;

import static com.orgscope.demo.Simulations.LAST_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class SimulatedCompanyTest {
  private static final Set<String> CATEGORIES =
      Set.of(
          "Engineering",
          "Data & Analytics",
          "IT & Security",
          "Product",
          "Design",
          "Marketing",
          "Sales",
          "Customer Support",
          "Finance",
          "People",
          "Legal",
          "Operations",
          "Management");
  private static final Map<String, Set<String>> PACKS =
      Map.of(
          "technology", Set.of(),
          "finance", Set.of("Investment & Risk"),
          "healthcare", Set.of("Clinical Care"),
          "retail", Set.of("Store Operations", "Production & Supply Chain"),
          "manufacturing", Set.of("Production & Supply Chain"));

  private static SimulatedCompany company(int employees, String industry) {
    return Simulation.of(Simulations.calm(employees, 90, WireFormat.OKTA).withIndustry(industry))
        .company();
  }

  @ParameterizedTest
  @ValueSource(strings = {"technology", "finance", "healthcare", "retail", "manufacturing"})
  void every_industry_has_its_trades_and_no_label_outside_the_allow_list(String industry) {
    List<SimulatedPerson> people = company(1000, industry).people();
    assertThat(people).hasSize(1000);
    Set<String> allowed = new HashSet<>(CATEGORIES);
    allowed.addAll(PACKS.getOrDefault(industry, Set.of()));
    Map<String, Long> count =
        people.stream()
            .collect(Collectors.groupingBy(SimulatedPerson::category, Collectors.counting()));
    assertThat(allowed).containsAll(count.keySet());
    assertThat(count.keySet()).containsAll(PACKS.getOrDefault(industry, Set.of()));
    assertThat(count.size()).isGreaterThanOrEqualTo(12);
    for (SimulatedPerson person : people) {
      if (person.secondCategory() != null) {
        assertThat(allowed).contains(person.secondCategory());
        assertThat(person.secondCategory()).isNotEqualTo(person.category());
      }
    }
    assertThat(people.stream().filter(p -> p.secondCategory() != null).count())
        .isBetween(80L, 400L);
  }

  @Test
  void who_leads_often_has_management_as_one_of_two_kinds_of_work() {
    List<SimulatedPerson> people = company(1000, "technology").people();
    Set<String> managers =
        people.stream().map(SimulatedPerson::managerId).collect(Collectors.toSet());
    List<SimulatedPerson> leads =
        people.stream().filter(p -> managers.contains(p.employeeId())).toList();
    assertThat(leads).hasSizeGreaterThan(80);
    assertThat(leads.stream().filter(p -> does(p, "Management")).count())
        .isGreaterThan(leads.size() * 2L / 5);
    assertThat(
            people.stream()
                .filter(p -> !leads.contains(p))
                .filter(p -> does(p, "Management"))
                .count())
        .as("others who do what leads do")
        .isLessThan(20);
  }

  @Test
  void who_has_two_trades_is_told_by_the_sign_ins_of_both() {
    List<SimulatedPerson> both =
        company(1000, "technology").people().stream()
            .filter(p -> p.title().startsWith("Applications Engineering "))
            .toList();
    assertThat(both).hasSizeGreaterThan(3);
    assertThat(both)
        .allMatch(p -> does(p, "Design") || does(p, "Engineering"))
        .anyMatch(p -> does(p, "Design") && does(p, "Engineering"));
  }

  @Test
  void
      a_second_kind_of_work_that_is_named_has_a_fifth_and_mail_and_chat_count_in_its_part_of_all() {
    for (SimulatedPerson person : company(1000, "finance").people()) {
      assertThat(person.secondCategory() != null).isEqualTo(person.secondOfWork() >= 0.2);
      assertThat(person.secondOfAll()).isLessThanOrEqualTo(person.secondOfWork());
      assertThat(person.secondOfWork()).isLessThanOrEqualTo(0.5);
    }
  }

  private static boolean does(SimulatedPerson person, String category) {
    return person.category().equals(category) || category.equals(person.secondCategory());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 37, 150, 1000})
  void everybody_hangs_on_one_tree(int employees) {
    Map<String, SimulatedPerson> byId =
        company(employees, "technology").people().stream()
            .collect(Collectors.toMap(SimulatedPerson::employeeId, Function.identity()));
    assertThat(byId).hasSize(employees);
    Map<String, Integer> spans = new TreeMap<>();
    int chiefs = 0;
    for (SimulatedPerson person : byId.values()) {
      int steps = 0;
      for (String id = person.managerId(); id != null && steps < 10; steps++) {
        id = Objects.requireNonNull(byId.get(id)).managerId();
      }
      assertThat(steps).as("levels above %s", person.employeeId()).isLessThan(7);
      if (person.managerId() == null) {
        chiefs++;
      } else {
        spans.merge(person.managerId(), 1, Integer::sum);
      }
    }
    assertThat(chiefs).isEqualTo(1);
    assertThat(spans.values()).allMatch(span -> span <= 13);
    if (employees == 1000) {
      long usual = spans.values().stream().filter(span -> span >= 5 && span <= 12).count();
      assertThat(usual).isGreaterThan(spans.size() * 85L / 100);
    }
  }

  @Test
  void logins_and_ids_are_unique_and_plainly_fictional() {
    SimulatedCompany company = company(1000, "technology");
    assertThat(company.name()).isEqualTo("Fernwick & Otter Paper Bicycles");
    assertThat(company.people().stream().map(SimulatedPerson::login).distinct()).hasSize(1000);
    assertThat(company.people()).allMatch(p -> p.login().endsWith(".example"));
    assertThat(company.people().stream().map(SimulatedPerson::title).distinct().count())
        .isGreaterThan(150);
  }

  @Test
  void nobody_is_seen_before_the_first_day_or_after_the_last() {
    SimulationSettings settings = Simulations.calm(250, 45, WireFormat.OKTA);
    Map<String, SimulatedPerson> byLogin =
        Simulation.of(settings).company().people().stream()
            .collect(Collectors.toMap(SimulatedPerson::login, Function.identity()));
    Map<String, LocalDate> lastSeen = new HashMap<>();
    for (JsonNode event : Simulations.events(settings)) {
      LocalDate day = OffsetDateTime.parse(event.get("published").asString()).toLocalDate();
      assertThat(day).isBetween(settings.firstDay(), LAST_DAY);
      SimulatedPerson person = byLogin.get(event.at("/actor/alternateId").asString());
      if (person != null) {
        assertThat(day).isAfterOrEqualTo(person.hireDate());
        lastSeen.merge(person.login(), day, (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    List<SimulatedPerson> leavers =
        byLogin.values().stream().filter(p -> p.endDate() != null).toList();
    assertThat(leavers).isNotEmpty();
    for (SimulatedPerson leaver : leavers) {
      assertThat(lastSeen.getOrDefault(leaver.login(), LocalDate.MIN))
          .isBeforeOrEqualTo(leaver.endDate());
    }
    assertThat(byLogin.values()).anyMatch(p -> p.hireDate().isAfter(settings.firstDay()));
  }

  @Test
  void a_renamed_person_keeps_the_provider_id() {
    SimulationSettings settings = Simulations.calm(500, 21, WireFormat.OKTA);
    Map<String, Set<String>> logins = new HashMap<>();
    for (JsonNode event : Simulations.events(settings)) {
      if (event.at("/actor/type").asString().equals("User")) {
        logins
            .computeIfAbsent(event.at("/actor/id").asString(), k -> new HashSet<>())
            .add(event.at("/actor/alternateId").asString());
      }
    }
    Set<String> known =
        Simulation.of(settings).company().people().stream()
            .map(SimulatedPerson::login)
            .collect(Collectors.toSet());
    List<Set<String>> renamed = logins.values().stream().filter(l -> l.size() > 1).toList();
    assertThat(renamed).isNotEmpty().hasSizeLessThan(20);
    assertThat(renamed)
        .allMatch(l -> l.size() == 2 && l.stream().filter(known::contains).count() == 1);
  }

  @Test
  void people_share_a_few_applications_and_some_that_no_list_knows() {
    SimulationSettings settings = Simulations.calm(300, 28, WireFormat.OKTA);
    Map<String, Set<String>> users = new HashMap<>();
    for (JsonNode event : Simulations.events(settings)) {
      if (event.get("eventType").asString().equals("user.authentication.sso")) {
        for (JsonNode target : event.get("target")) {
          if (target.get("type").asString().equals("AppInstance")) {
            users
                .computeIfAbsent(target.get("alternateId").asString(), k -> new HashSet<>())
                .add(event.at("/actor/id").asString());
          }
        }
      }
    }
    assertThat(users.values().stream().filter(who -> who.size() > 150).count()).isBetween(5L, 16L);
    assertThat(users.size()).isGreaterThan(120);
    assertThat(Simulation.of(settings).company().applications()).isNotEmpty();
    assertThat(users.keySet())
        .containsAnyElementsOf(Simulation.of(settings).company().applications().keySet());
    assertThat(Simulation.of(settings.withInHouse(0)).company().applications()).isEmpty();
  }
}
