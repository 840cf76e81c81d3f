package com.orgscope.scim;

import static com.orgscope.scim.ScimWorld.IT;
import static com.orgscope.scim.ScimWorld.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.Identity;
import com.orgscope.directory.ImportReport;
import com.orgscope.directory.KeyPeriod;
import com.orgscope.directory.Person;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same people, of one company by a file and of another by SCIM, day by day: whatever reads a
 * directory sees the same. What lives on from one day to the next is each way's own: a file's line
 * or an account with its id.
 */
@Tag("slow")
class FileOrScimTest {
  private static final String HEADER =
      "Employee ID,Login,Email,Display Name,Title,Department,Location,Hire Date,End Date,Status,"
          + "Manager ID\n";

  /** Of events, before anybody was told of. */
  private static final int DAY = (int) LocalDate.of(2026, 10, 1).toEpochDay();

  private final Map<String, String> accounts = new HashMap<>();
  private ScimWorld world;

  @BeforeEach
  void companies() throws IOException {
    world = new ScimWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** What both are told of one person; nothing is told of what is empty. */
  private record Told(
      String number,
      String login,
      String mail,
      String name,
      String title,
      String department,
      String location,
      String hired,
      String left,
      boolean active,
      String manager) {

    Told withLogin(String other) {
      return new Told(
          number, other, mail, name, title, department, location, hired, left, active, manager);
    }

    Told withWork(String newTitle, String newDepartment, String newManager) {
      return new Told(
          number,
          login,
          mail,
          name,
          newTitle,
          newDepartment,
          location,
          hired,
          left,
          active,
          newManager);
    }

    Told withName(String newName) {
      return new Told(
          number, login, mail, newName, title, department, location, hired, left, active, manager);
    }

    Told gone(String day) {
      return new Told(
          number, login, mail, name, title, department, location, hired, day, false, manager);
    }

    Told back() {
      return new Told(
          number, login, mail, name, title, department, location, hired, "", true, manager);
    }

    String line() {
      return Stream.of(
              number,
              login,
              mail,
              name,
              title,
              department,
              location,
              hired,
              left,
              active ? "Active" : "Terminated",
              manager)
          .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
          .collect(Collectors.joining(",", "", "\n"));
    }

    String account() {
      ObjectNode user = Schemas.JSON.createObjectNode();
      user.putArray("schemas").add(Schemas.USER).add(Schemas.ENTERPRISE).add(Schemas.ORGSCOPE);
      put(user, "userName", login);
      put(user, "displayName", name);
      put(user, "title", title);
      user.put("active", active);
      if (!mail.isEmpty()) {
        user.putArray("emails").addObject().put("value", mail).put("primary", true);
      }
      ObjectNode enterprise = user.putObject(Schemas.ENTERPRISE);
      put(enterprise, "employeeNumber", number);
      put(enterprise, "department", department);
      if (!manager.isEmpty()) {
        enterprise.putObject("manager").put("value", manager);
      }
      ObjectNode ours = user.putObject(Schemas.ORGSCOPE);
      put(ours, "location", location);
      put(ours, "hireDate", hired);
      put(ours, "endDate", left);
      return user.toString();
    }

    private static void put(ObjectNode to, String name, String value) {
      if (!value.isEmpty()) {
        to.put(name, value);
      }
    }
  }

  private static final Told BOSS =
      new Told(
          "B-1",
          "boss@x.example",
          "",
          "Berta Boss",
          "CEO",
          "Board",
          "Berlin",
          "2015-01-07",
          "",
          true,
          "");
  private static final Told ANN =
      new Told(
          "A-2",
          "ann@x.example",
          "ann.ash@x.example",
          "Ann Ash",
          "Developer",
          "Engineering",
          "Porto",
          "2020-03-01",
          "",
          true,
          "B-1");
  private static final Told BEN =
      new Told(
          "B-3",
          "ben@x.example",
          "",
          "Ben \"Benny\" Birch, Jr.",
          "Nurse",
          "Ward 7",
          "",
          "",
          "",
          true,
          "boss@x.example");
  private static final Told CEM =
      new Told(
          "C-4",
          "cem@x.example",
          "",
          "Cem Çelik",
          "",
          "Engineering",
          "Porto",
          "2026-12-24",
          "",
          true,
          "A-2");
  private static final Told DORA =
      new Told(
          "D-5",
          "dora@x.example",
          "",
          "Dóra Dér",
          "Buyer",
          "Purchasing",
          "Pécs",
          "2019-09-09",
          "",
          true,
          "nobody@x.example");

  @Test
  void the_same_people_are_the_same_directory() {
    bothAreTold(BOSS, ANN, BEN, CEM, DORA);
  }

  @Test
  void a_manager_who_stands_below_the_person_or_comes_a_day_later_is_the_same_manager() {
    bothAreTold(CEM, ANN, BOSS);
    nextDay();
    bothAreTold(BEN);
    nextDay();
    bothAreTold(BOSS.withLogin("berta@x.example"), BEN);
  }

  @Test
  void a_change_of_login_keeps_the_person_and_the_old_login_finds_them() {
    bothAreTold(BOSS, ANN);
    nextDay();
    bothAreTold(BOSS, ANN.withLogin("ann.oak@x.example").withName("Ann Oak"));
    for (Caller caller : callers()) {
      assertThat(world.directory.people().byLogin(caller, "ann@x.example").map(Person::key))
          .isEqualTo(world.directory.people().byLogin(caller, "ann.oak@x.example").map(Person::key))
          .isPresent();
    }
  }

  @Test
  void a_change_of_work_begins_on_the_same_day() {
    bothAreTold(BOSS, ANN, CEM);
    nextDay();
    bothAreTold(BOSS, ANN, CEM.withWork("Team lead", "Platform", "B-1"));
    nextDay();
    bothAreTold(BOSS, ANN.withWork("Developer", "Platform", "C-4"), CEM);
  }

  @Test
  void who_left_has_left_on_the_same_day_and_may_come_back() {
    bothAreTold(BOSS, ANN, BEN, DORA);
    nextDay();
    bothAreTold(BOSS, ANN.gone("2026-10-30"), BEN, DORA);
    nextDay();
    bothAreTold(BOSS, ANN.gone("2026-10-30"), BEN.gone(""), DORA);
    nextDay();
    bothAreTold(BOSS, ANN.gone("2026-10-30"), BEN.back(), DORA);
  }

  @Test
  void who_will_leave_works_here_until_then() {
    bothAreTold(BOSS, ANN);
    Told ann =
        new Told(
            "A-2",
            "ann@x.example",
            "",
            "Ann Ash",
            "Developer",
            "Engineering",
            "Porto",
            "2020-03-01",
            "2026-12-31",
            true,
            "B-1");
    nextDay();
    bothAreTold(BOSS, ann);
  }

  @Test
  void what_is_not_said_any_more_is_empty_in_both() {
    bothAreTold(BOSS, ANN);
    nextDay();
    bothAreTold(BOSS, ANN.withWork("", "", ""));
  }

  @Test
  void a_login_that_somebody_else_has_by_now_is_theirs() {
    bothAreTold(BOSS, ANN);
    nextDay();
    bothAreTold(BOSS, ANN.withLogin("ann.ash2@x.example"));
    nextDay();
    Told other =
        new Told(
            "A-9",
            "ann@x.example",
            "",
            "Ann Alder",
            "Writer",
            "Marketing",
            "",
            "",
            "",
            true,
            "B-1");
    bothAreTold(BOSS, ANN.withLogin("ann.ash2@x.example"), other);
  }

  private void nextDay() {
    world.now = world.now.plus(Duration.ofDays(1));
  }

  private static List<Caller> callers() {
    return List.of(IT, Caller.commandLine(OTHER, "tess"));
  }

  /** Tells one company by file and the other by SCIM, and compares what can be asked of both. */
  private void bothAreTold(Told... people) {
    String file = HEADER + Stream.of(people).map(Told::line).collect(Collectors.joining());
    Caller byFile = callers().get(1);
    ImportReport report =
        world.directory.people().importCsv(byFile, new StringReader(file), Progress.NONE);
    assertThat(report.rejected()).isEmpty();
    for (Told person : people) {
      String id = accounts.get(person.number());
      ScimWorld.Answer answer =
          id == null ? world.post(person.account()) : world.put(id, person.account());
      assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
      accounts.put(person.number(), answer.id());
    }
    assertThat(seen(IT).keySet())
        .contains(Stream.of(people).map(Told::number).toArray(String[]::new));
    assertThat(seen(IT)).isEqualTo(seen(byFile));
  }

  /** All that the directory says of everybody, with people by their employee number. */
  private Map<String, Map<String, Object>> seen(Caller caller) {
    TestDirectory directory = world.directory;
    Map<PersonKey, Identity> identities = directory.people().identities(caller);
    Map<PersonKey, String> logins = directory.people().logins(caller);
    Map<PersonKey, String> numbers = new HashMap<>();
    identities.forEach((key, who) -> numbers.put(key, Objects.requireNonNull(who.employeeId())));
    Map<String, Map<String, Object>> seen = new TreeMap<>();
    for (Person person : directory.people().all(caller)) {
      Map<String, Object> facts = new LinkedHashMap<>();
      Identity who = identities.get(person.key());
      facts.put("name", String.valueOf(Objects.requireNonNull(who).displayName()));
      facts.put("login", who.login() + " " + logins.get(person.key()));
      facts.put("title", String.valueOf(person.title()));
      facts.put("department", String.valueOf(person.department()));
      facts.put("location", String.valueOf(person.location()));
      facts.put("hired", String.valueOf(person.hireDate()));
      facts.put("left", String.valueOf(person.endDate()));
      facts.put("manager", number(numbers, person.manager()));
      facts.put("has reports", person.hasReports());
      facts.put(
          "positions",
          TestDirectory.positions(world.database, caller, person.key()).stream()
              .map(one -> numbered(one, numbers))
              .toList());
      seen.put(number(numbers, person.key()), facts);
    }
    seen.put("whose events", events(caller, numbers));
    return seen;
  }

  /** With people by their number, not by their key, which differs from world to world. */
  private static String numbered(String told, Map<PersonKey, String> numbers) {
    String result = told;
    for (Map.Entry<PersonKey, String> one : numbers.entrySet()) {
      result = result.replace(one.getKey().toString(), one.getValue());
    }
    return result;
  }

  /** Whose an event of each login was, on each of these days. */
  private Map<String, Object> events(Caller caller, Map<PersonKey, String> numbers) {
    Map<String, Object> whose = new TreeMap<>();
    for (String login :
        List.of(
            "boss@x.example",
            "berta@x.example",
            "ann@x.example",
            "ann.ash@x.example",
            "ann.oak@x.example",
            "ben@x.example")) {
      PersonKey key =
          Objects.requireNonNull(
              world
                  .directory
                  .resolution()
                  .pseudonyms(caller.tenant())
                  .resolve("okta", null, login, DAY));
      TreeSet<String> people = new TreeSet<>();
      for (KeyPeriod period : world.directory.resolution().periods(caller.tenant())) {
        if (period.key().equals(key)) {
          people.add(
              number(numbers, period.person()) + " " + period.from() + " to " + period.until());
        }
      }
      whose.put(login, numbers.getOrDefault(key, "") + people);
    }
    return whose;
  }

  private static String number(Map<PersonKey, String> numbers, @Nullable PersonKey key) {
    return key == null ? "nobody" : numbers.getOrDefault(key, "somebody");
  }
}
