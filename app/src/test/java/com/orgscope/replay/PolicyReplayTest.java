package com.orgscope.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.replay.Replayed.Row;
import com.orgscope.state.Database;
import com.orgscope.testing.Product;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Eleven engineers, ten nurses and two sellers who sign in twice on each of seven days. */
@Tag("slow")
class PolicyReplayTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller NIGHT = Caller.system(ACME, "test");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final LocalDate LAST = LocalDate.of(2026, 11, 8);
  private static final TimeWindow MONTH = TimeWindow.ending(LAST, 30);
  private static final ChangedPolicy HALF_A_DAY =
      new ChangedPolicy(Duration.ofHours(12), null, null, false, List.of());

  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  @SuppressWarnings("NullAway.Init")
  private static PolicyReplay replay;

  private static final Map<String, PersonKey> KEYS = new HashMap<>();

  @BeforeAll
  static void aCompany() {
    context = Product.on(TestDatabase.fresh(), home).run();
    replay = context.getBean(PolicyReplay.class);
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      lines.add("1%02d,e%d@x.example,E,Engineer,Platform".formatted(i, i));
    }
    for (int i = 0; i < 10; i++) {
      lines.add("3%02d,n%d@x.example,N,Nurse,Care".formatted(i, i));
    }
    lines.add("201,s0@x.example,S,Seller,Sales");
    lines.add("202,s1@x.example,S,Seller,Sales");
    People people = context.getBean(People.class);
    TestDirectory.employ(
        people,
        NIGHT,
        "employee_id,login,display_name,title,department",
        lines.toArray(String[]::new));
    Map<PersonKey, Judgment> answers = new HashMap<>();
    people
        .logins(NIGHT)
        .forEach((key, login) -> {
          KEYS.put(login.substring(0, login.indexOf('@')), key);
          answers.put(key, TestCompany.decided(kind(login), 0.9));
        });
    TestRuns.active(context, ACME, "run-1", LAST, answers);
    SignInLog log = new SignInLog();
    KEYS.values().forEach(key -> twoSignInsADay(log.by(key)));
    log.into(context.getBean(Lake.class), ACME);
  }

  private static String kind(String login) {
    return switch (login.charAt(0)) {
      case 's' -> "Sales";
      case 'n' -> "Operations";
      default -> "Engineering";
    };
  }

  private static void twoSignInsADay(SignInLog log) {
    for (int day = 2; day <= 8; day++) {
      for (String hour : List.of("08", "13")) {
        String session = day + hour;
        String at = "0" + day + " " + hour + ":";
        log.step(at + "00:00", session)
            .challenge(at + "00:10", session)
            .signIn(at + "00:20", session, Outcome.SUCCESS)
            .visit(at + "00:30", "Jira", session);
      }
    }
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @Test
  void the_second_sign_in_of_a_day_would_not_have_been() {
    Replayed said = replay.of(IT, HALF_A_DAY, MONTH);
    assertThat(said.window())
        .as("days before the first event do not count")
        .isEqualTo(TimeWindow.ending(LAST, 7));
    Row all = said.all();
    assertThat(all.people()).isEqualTo(23);
    assertThat(all.challenges()).isEqualTo(23 * 14);
    assertThat(all.seconds()).isEqualTo(23 * 14 * 20);
    // Of one of two sign-ins a day, those of whom a tenth had signed out; up to three tenths.
    assertThat(all.fewerChallenges().typical()).isCloseTo(23 * 7 * 0.9, within(1e-6));
    assertThat(all.fewerChallenges().high()).isCloseTo(23 * 7, within(1e-6));
    assertThat(all.fewerChallenges().low()).isCloseTo(23 * 7 * 0.7, within(1e-6));
    assertThat(all.fewerSeconds().typical()).isCloseTo(23 * 7 * 20 * 0.9, within(1e-6));
    assertThat(all.unmeasured().typical()).isZero();
  }

  @Test
  void subtracting_what_is_told_from_everybody_tells_of_nobody_or_of_at_least_k() {
    Replayed said = replay.of(IT, HALF_A_DAY, MONTH);
    assertThat(said.categories())
        .extracting(row -> row.category() + ": " + row.people())
        .as("two sellers are few, so the smaller of two kinds is told with them")
        .containsExactly("Engineering: 11", "null: 12");
    assertThat(said.categories().getFirst().challenges()).isEqualTo(11 * 14);
    int told = said.categories().stream().mapToInt(Row::people).sum();
    assertThat(said.all().people() - told).isZero();
  }

  @Test
  void a_policy_of_larger_groups_holds_here() {
    Database database = context.getBean(Database.class);
    TestCouncilPolicies.put(database, ACME, TestCouncilPolicies.ofAtLeast(25));
    try {
      assertThat(replay.of(IT, HALF_A_DAY, MONTH).categories()).isEmpty();
    } finally {
      TestCouncilPolicies.remove(database);
    }
  }

  @Test
  void a_bundle_is_of_applications_that_somebody_went_to() {
    ChangedPolicy misspelt =
        new ChangedPolicy(null, null, null, false, List.of("Jira", "Jirra Desk"));
    assertThatThrownBy(() -> replay.of(IT, misspelt, MONTH))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("'Jirra Desk'")
        .hasMessageContaining("check the spelling");
    ChangedPolicy jira = new ChangedPolicy(null, null, null, false, List.of("Jira"));
    assertThat(replay.of(IT, jira, MONTH).all().fewerChallenges())
        .as("it never asked in the middle of a session")
        .isEqualTo(new Between(0, 0, 0));
  }

  @Test
  void what_changes_nothing_or_holds_nothing_is_said() {
    assertThatThrownBy(() -> new ChangedPolicy(null, null, null, false, List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("changes something");
    assertThatThrownBy(() -> new ChangedPolicy(Duration.ofDays(400), null, null, false, List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("400 days");
    assertThatThrownBy(() -> new ChangedPolicy(null, null, Duration.ZERO, false, List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("from one day");
    TimeWindow empty = TimeWindow.ending(LocalDate.of(2026, 6, 30), 10);
    assertThatThrownBy(() -> replay.of(IT, HALF_A_DAY, empty))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("nothing came in about anybody in the 10 days to 2026-06-30");
  }

  @Test
  void it_is_for_whoever_has_everybodys_rows_and_each_look_is_in_the_log() {
    PersonKey one = Objects.requireNonNull(KEYS.get("e1"));
    for (Caller other :
        List.of(
            new Caller(ACME, Role.CEO, "chief", null),
            new Caller(ACME, Role.AUDITOR, "auditor", null),
            new Caller(ACME, Role.MANAGER, "boss", one),
            new Caller(ACME, Role.EMPLOYEE, "one", one))) {
      assertThatThrownBy(() -> replay.of(other, HALF_A_DAY, MONTH))
          .as("%s", other.role())
          .isInstanceOf(Failure.class);
    }
    replay.of(IT, HALF_A_DAY, MONTH);
    assertThat(context.getBean(Audit.class).entries(IT, 100))
        .extracting(AuditEntry::subject)
        .contains("policy replay: sessions of 12 hours");
  }
}
