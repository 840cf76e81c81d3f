package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.demo.SignInPolicy;
import com.orgscope.demo.SimulatedPerson;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.KeptServer;
import com.orgscope.testing.Product;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import com.orgscope.usage.SignInPart;
import com.orgscope.usage.Usage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * A simulated company, half of whose departments get sessions of twelve hours: their people's later
 * sign-ins are from a second simulation of the same people under that policy.
 */
@Tag("slow")
class ClaimsCommandTest {
  private static final LocalDate CHANGE = LocalDate.of(2026, 10, 5);
  private static final LocalDate LAST = CHANGE.plusDays(30);
  private static final int WEEKS_BEFORE = 4;
  private static final int PEOPLE = 100;

  @TempDir private Path home = Path.of("");

  @SuppressWarnings("UnusedVariable") // closed by JUnit
  @AutoClose
  private @Nullable KeptServer server;

  @BeforeEach
  void aServer() throws IOException {
    server = KeptServer.on(home);
  }

  private static Simulation company(SignInPolicy policy) {
    int days = WEEKS_BEFORE * 7 + 31;
    return Simulation.of(
        new SimulationSettings(PEOPLE, days, 7, LAST).withTrouble(0, 0).withPolicy(policy));
  }

  @Test
  void what_half_of_a_simulated_company_saves_is_found_within_its_range() throws IOException {
    SignInPolicy before = new SignInPolicy(null, null, false, SignInPolicy.Bundle.NONE, 0.1, 0.05);
    Simulation asBefore = company(before);
    for (String tenant : List.of("acme", "never")) {
      CommandLineRun.json(
          home, "tenant", "create", tenant, "--name", tenant, "--zone", "UTC", "--currency", "eur");
      employ(tenant, asBefore);
    }
    JsonNode claim =
        claims(
            "register",
            "--title",
            "Sessions of 12 hours",
            "--owner",
            "Head of IT",
            "--low",
            "1",
            "--typical",
            "2",
            "--high",
            "4");
    assertThat(claim.path("id").asString()).isEqualTo("claim-1");
    Set<String> departments = everySecondDepartment(asBefore);
    Set<String> theirs =
        asBefore.company().people().stream()
            .filter(person -> departments.contains(person.department()))
            .map(SimulatedPerson::login)
            .collect(Collectors.toSet());
    ingest("never", log(asBefore, null, theirs));
    ingest("acme", log(asBefore, company(before.withSessionLife(Duration.ofHours(12))), theirs));
    for (String department : departments) {
      String since = CHANGE.toString();
      claims("change", "--id", "claim-1", "--group", "department:" + department, "--since", since);
    }
    JsonNode checked = claims("check", "--id", "claim-1", "--as-of", LAST.toString());
    JsonNode look = checked.path("looks").path(0);
    JsonNode spared = look.path("compared").path("spared");
    double truth = truth(theirs);
    System.out.printf("took %.0f s less, found %s%n", truth, spared);
    assertThat(look.path("finding").asString()).isEqualTo("saved");
    assertThat(truth).isBetween(spared.path("low").asDouble(), spared.path("high").asDouble());
    String told = run("check", "--id", "claim-1", "--as-of", LAST.toString()).out();
    assertThat(told)
        .contains("claim-1 Sessions of 12 hours", "owned by Head of IT")
        .contains("promised: 2.0 (1.0 to 4.0) h a week, €5,200 (2,362 to 12,015) a year")
        .contains("department:Design has it since 2026-10-05")
        .contains("after 30 days (to 2026-11-03): saved")
        .contains("the log can time", "realized:", "due on 2026-12-04")
        .doesNotContain("$", "USD");
    JsonNode goal = claims("check", "--as-of", LAST.toString());
    assertThat(goal.path("goal_usd").asLong()).isEqualTo(1_000_000);
    assertThat(goal.path("proven_usd")).isEqualTo(look.path("realized").path("usd_so_far"));
    assertThat(run("check", "--as-of", LAST.toString()).out())
        .contains("Goal: €1,000,000 from 2026-10-05 until 2027-04-05", "saved: promised €2,593")
        .containsPattern(
            "In all: €\\d+ realized of €2,593 promised; €999,\\d{3} are left to the goal, until 2027-04-04")
        .doesNotContain("$", "USD");
    assertThat(goal.path("currency").asString()).isEqualTo("EUR");
    assertThat(claim.path("currency").asString()).isEqualTo("EUR");
    assertThat(goal.path("left_usd").asDouble())
        .isCloseTo(1_000_000 - goal.path("proven_usd").path("value").asDouble(), within(1e-6));
  }

  @Test
  void what_is_wrong_is_said_with_the_way_out() throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path people =
        Files.writeString(
            home.resolve("people.csv"),
            """
            employee_id,login,display_name,title,department
            1,ada@acme.example,Ada,Engineer,Engineering
            """);
    CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
    assertThat(run("show").out()).contains("No claim is registered yet", "claims register");
    assertThat(run("check").err()).contains("no claim is registered yet", "register one first");
    assertThat(run("register", "--owner", "Head of IT").err())
        .contains("--recommendation ID, or --low, --typical and --high");
    assertThat(run("register", "--owner", "Head of IT", "--low", "1").err()).contains("all three");
    assertThat(promise("3", "2", "1").err()).contains("0 <= --low <= --typical <= --high");
    assertThat(promise("0", "0", "0").err()).contains("0 <= --low");
    for (String high : List.of("Infinity", "1e300", "4000001")) {
      assertThat(promise("1", "2", high, "--title", "Push").err()).contains("4,000,000 at most");
    }
    assertThat(promise("1", "2", "3", "--title", "Push", "--among", "division:North").err())
        .contains("the directory names no division of anybody");
    assertThat(promise("1", "2", "3", "--cause", "luck").err())
        .contains("failures, challenges or both");
    assertThat(promise("1", "2", "3").err()).contains("says what it is about");
    assertThat(promise("1", "2", "3", "--title", "Push", "--among", "floor:3").err())
        .contains("'floor:3' names no people");
    CommandLineRun made = promise("1", "2", "3", "--title", "Push", "--application", "Jira");
    assertThat(made.out())
        .contains("claim-1 Push", "signing in (both, Jira) of everybody", "nobody has it yet")
        .contains("baseline: none");
    assertThat(made.err()).contains("claims change --tenant acme --id ID --group share:50");
    assertThat(run("change", "--id", "claim-1", "--group", "everybody").err())
        .contains("one of --since DATE and --not-after-all");
    // Of a day whose first look is not due yet; what was due is not taken back.
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    assertThat(run("change", "--id", "claim-1", "--group", "everybody", "--since", today).out())
        .contains("everybody has it since " + today);
    assertThat(run("change", "--id", "claim-1", "--group", "everybody", "--not-after-all").out())
        .contains("everybody does not have it after all");
    CommandLineRun unsaid = run("people", "--id", "claim-1", "--group", "everybody");
    assertThat(unsaid.err()).contains("opened for a purpose of this list");
    assertThat(unsaid.out()).isEmpty();
    assertThat(
            run(
                    "people",
                    "--id",
                    "claim-1",
                    "--group",
                    "everybody",
                    "--purpose",
                    "correction",
                    "--reference",
                    "CHG-4")
                .out())
        .contains("1 people in everybody of claim-1", "ada@acme.example");
    assertThat(run("show").out()).contains("claim-1 Push", "does not have it after all");
    assertThat(run("check", "--id", "claim-2").err()).contains("no claim 'claim-2'", "claim-1");
    assertThat(run("check").out()).contains("In all: $0 realized", "are left to the goal, until");
    assertThat(run("check", "--as-of", "2999-01-01").out())
        .contains("$1,000,000 were missing to the goal on its last day");
  }

  private CommandLineRun promise(String low, String typical, String high, String... more) {
    String[] words = {
      "register", "--owner", "Head of IT", "--low", low, "--typical", typical, "--high", high
    };
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return run(all);
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.of(home, line(args));
  }

  private static Set<String> everySecondDepartment(Simulation company) {
    TreeSet<String> all = new TreeSet<>();
    company.company().people().forEach(person -> all.add(person.department()));
    Set<String> half = new TreeSet<>();
    for (String department : all) {
      if (all.headSet(department).size() % 2 == 0) {
        half.add(department);
      }
    }
    return half;
  }

  /** Seconds of a person and week that those who have it took less than they would have. */
  private double truth(Set<String> theirs) {
    try (ConfigurableApplicationContext context = Product.in(home).run()) {
      return (took(context, "never", theirs) - took(context, "acme", theirs)) / theirs.size() / 4.0;
    }
  }

  private static double took(
      ConfigurableApplicationContext context, String tenant, Set<String> theirs) {
    Caller it = Caller.commandLine(new TenantId(tenant), "tess");
    TimeWindow weeks = new TimeWindow(CHANGE, CHANGE.plusDays(28));
    TimeWindow before = new TimeWindow(CHANGE.minusDays(1), CHANGE);
    var days =
        context
            .getBean(Usage.class)
            .signIns(it, "test", weeks, List.of(before))
            .of(SignInPart.WHOLE, weeks, before);
    double sum = 0;
    for (var one : context.getBean(People.class).logins(it).entrySet()) {
      SignInDays own = days.get(one.getKey());
      if (own != null && theirs.contains(one.getValue())) {
        sum += own.sum(Measure.SECONDS, weeks.from(), weeks.until());
      }
    }
    return sum;
  }

  private void employ(String tenant, Simulation company) throws IOException {
    Path people = home.resolve(tenant + "-people.csv");
    try (BufferedWriter out = Files.newBufferedWriter(people)) {
      company.writePeople(out);
    }
    CommandLineRun.json(home, "people", "import", "--tenant", tenant, people.toString());
  }

  private void ingest(String tenant, Path log) {
    CommandLineRun.json(home, "ingest", "--tenant", tenant, "--source", "okta", log.toString());
  }

  /** One log of both companies: who was theirs lives in the second from the change on. */
  private Path log(Simulation first, @Nullable Simulation second, Set<String> theirs)
      throws IOException {
    Path log = home.resolve(second == null ? "before.ndjson" : "half.ndjson");
    try (BufferedWriter out = Files.newBufferedWriter(log)) {
      for (LocalDate day : first.days()) {
        boolean both = second != null && !day.isBefore(CHANGE);
        copy(first, day, out, both ? theirs : Set.of(), false);
        if (second != null && both) {
          copy(second, day, out, theirs, true);
        }
      }
    }
    return log;
  }

  private static void copy(
      Simulation from, LocalDate day, BufferedWriter out, Set<String> changed, boolean wanted)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(from.open(List.of(day)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String login = login(line);
        if (changed.contains(login) == wanted) {
          out.write(line);
          out.newLine();
        }
      }
    }
  }

  private static String login(String line) {
    String before = "\"alternateId\":\"";
    int from = line.indexOf(before, line.indexOf("\"actor\":")) + before.length();
    return line.substring(from, line.indexOf('"', from));
  }

  private JsonNode claims(String... args) {
    return CommandLineRun.json(home, line(args));
  }

  private static String[] line(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "claims";
    all[1] = args[0];
    all[2] = "--tenant";
    all[3] = "acme";
    System.arraycopy(args, 1, all, 4, args.length - 1);
    return all;
  }
}
