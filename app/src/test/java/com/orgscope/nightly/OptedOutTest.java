package com.orgscope.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.Consents;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.PolicyEffects;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.Usage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** That whoever says no is in no answer that is asked for afterwards, and that the log stays. */
@Tag("slow")
class OptedOutTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller SYSTEM = Caller.system(ACME, "test");
  private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(2);
  private static final TimeWindow DAYS = TimeWindow.ending(DAY, 30);
  private static final int PEOPLE = 4;
  private static final int VISITS = 12;

  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void company() {
    context = Product.on(TestDatabase.fresh(), home).run();
    bean(Tenants.class).create(TestDirectory.tenant(ACME));
    TestDirectory.employ(
        bean(People.class),
        SYSTEM,
        "employee_id,login,display_name,title,department,location",
        "1,user1@x.example,One,Engineer,Platform,Berlin",
        "2,user2@x.example,Two,Engineer,Platform,Boston");
    Instant morning = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(8));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PEOPLE * VISITS; i++) {
      OktaVisit visit =
          OktaVisit.of(
              "e" + i, morning.plusSeconds(60L * i), i % PEOPLE, i % 2 == 0 ? "GitHub" : "Jira");
      lines.append(visit.json()).append('\n');
    }
    bean(Ingest.class).stream(
        IT, Source.OKTA, new ByteArrayInputStream(lines.toString().getBytes(UTF_8)), Progress.NONE);
    bean(DailyUsage.class).refresh(ACME, Progress.NONE);
  }

  private static <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @Test
  void whoever_opts_out_is_in_no_answer_and_the_security_log_stays() {
    PersonKey one = person(1);
    Usage usage = bean(Usage.class);
    long rows = bean(Maintenance.class).stock(LakeTable.SSO_EVENTS, ACME).rows();
    String version = bean(Lake.class).version(ACME, LakeTable.APP_USAGE_DAILY);
    Map<?, Long> users = usage.users(SYSTEM, DAYS);
    assertThat(usage.everybody(SYSTEM, DAYS)).hasSize(PEOPLE).containsKey(one);
    assertThat(chosen()).contains(one);

    say(one, false);
    assertThat(usage.everybody(SYSTEM, DAYS)).hasSize(PEOPLE - 1).doesNotContainKey(one);
    assertThat(usage.of(SYSTEM, one, DAYS).accesses()).isZero();
    assertThat(usage.switches(SYSTEM, DAYS)).doesNotContainKey(one);
    assertThat(usage.users(SYSTEM, DAYS).values().stream().mapToLong(n -> n).sum())
        .as("also of what was worked out before")
        .isEqualTo(users.values().stream().mapToLong(n -> n).sum() - 1);
    assertThat(chosen()).doesNotContain(one);
    assertThat(bean(Lake.class).version(ACME, LakeTable.APP_USAGE_DAILY)).isNotEqualTo(version);
    assertThat(bean(Maintenance.class).stock(LakeTable.SSO_EVENTS, ACME).rows())
        .as("the security log")
        .isEqualTo(rows);

    say(one, true);
    assertThat(usage.everybody(SYSTEM, DAYS)).containsKey(one);
    assertThat(usage.users(SYSTEM, DAYS)).isEqualTo(users);
  }

  @Test
  void where_people_are_asked_first_whoever_said_nothing_is_in_no_answer_strangers_neither() {
    Database database = bean(Database.class);
    TestCouncilPolicies.put(
        database, ACME, TestCouncilPolicies.policy(Consent.OPT_IN, Managers.NOTHING));
    Usage usage = bean(Usage.class);
    assertThat(usage.everybody(SYSTEM, DAYS).keySet().stream().filter(key -> !said(key))).isEmpty();
    say(person(2), true);
    assertThat(usage.everybody(SYSTEM, DAYS)).containsKey(person(2)).doesNotContainKey(person(3));
    assertThat(chosen()).contains(person(2)).doesNotContain(person(3));
    TestCouncilPolicies.put(
        database, ACME, TestCouncilPolicies.policy(Consent.OPT_OUT, Managers.NOTHING));
    assertThat(usage.everybody(SYSTEM, DAYS)).containsKey(person(3));
  }

  /** IT/Security may propose policies, and is not told who opted out. */
  @Test
  void trying_out_what_a_policy_would_do_at_a_place_tells_nobody_who_opted_out_there() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add("%d,m%d@x.example,M,Engineer,Platform,Munich".formatted(100 + i, i));
    }
    TestDirectory.employ(
        bean(People.class),
        SYSTEM,
        "employee_id,login,display_name,title,department,location",
        lines.toArray(String[]::new));
    TreeMap<String, CouncilPolicy.Terms> germany = new TreeMap<>();
    germany.put(
        "DE",
        new CouncilPolicy.Terms(List.of("Munich"), Consent.OPT_IN, Managers.NOTHING, 10, null));
    CouncilPolicy tried = TestCouncilPolicies.policy(Consent.OPT_OUT, Managers.NOTHING, germany);
    CouncilPolicy asked =
        new CouncilPolicy(
            tried.notice(),
            new CouncilPolicy.Terms(List.of(), Consent.OPT_OUT, Managers.NOTHING, 10, null),
            germany);
    PolicyEffects.Effect before = bean(PolicyEffects.class).of(IT, asked);
    assertThat(before.leave()).as("all ten").isEqualTo(10);
    PersonKey one = bean(People.class).byLogin(IT, "m0@x.example").orElseThrow().key();
    say(one, false);
    assertThat(bean(PolicyEffects.class).of(IT, asked)).isEqualTo(before);
    say(one, true);
    assertThat(bean(PolicyEffects.class).of(IT, asked)).isEqualTo(before);
  }

  /** Of the other test, whichever comes first. */
  private static boolean said(PersonKey key) {
    return key.equals(person(1));
  }

  private static Set<PersonKey> chosen() {
    return bean(Selection.class).everybody(SYSTEM, DAY).keySet();
  }

  private static void say(PersonKey person, boolean counted) {
    bean(Consents.class).say(new Caller(ACME, Role.EMPLOYEE, "oidc:" + person, person), counted);
  }

  private static PersonKey person(int number) {
    return bean(People.class).byLogin(IT, "user%d@x.example".formatted(number)).orElseThrow().key();
  }
}
