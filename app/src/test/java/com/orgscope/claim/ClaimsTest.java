package com.orgscope.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.claim.Look.Compared;
import com.orgscope.claim.Registration.Cause;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.ClaimedTime;
import com.orgscope.insight.Interval;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.RecommendationState;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.state.Database;
import com.orgscope.testing.Product;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.Range;
import com.orgscope.usage.SensitiveMark;
import com.orgscope.usage.SensitiveMarks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Thirteen engineers, twelve sellers and nine nurses who are asked for a factor on each working
 * day, which takes a minute; from October on, the engineers' takes forty seconds.
 */
@Tag("slow")
class ClaimsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 27);
  private static final LocalDate CHANGE = LocalDate.of(2026, 10, 5);
  private static final LocalDate FROM = CHANGE.minusWeeks(6);
  private static final LocalDate LAST = CHANGE.plusDays(40);

  /** A Wednesday of which nothing came in: it moves no figure. */
  private static final LocalDate LOST = LocalDate.of(2026, 9, 2);

  private static final Range HOURS = new Range(0.1, 0.2, 0.4);
  private static final PeopleGroup PLATFORM = PeopleGroup.of("department:platform");

  @TempDir private static Path home = Path.of("");

  private static int companies;

  private static Instant now = noon(TODAY);

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  @SuppressWarnings("NullAway.Init")
  private static Claims claims;

  @SuppressWarnings("NullAway.Init")
  private static ClaimCheck check;

  /** Of all tests that change nothing but claims, as its log takes seconds to write and count. */
  @SuppressWarnings("NullAway.Init")
  private static Company common;

  private TenantId acme = new TenantId("none");
  private Caller night = Caller.system(acme, "test");
  private Caller it = Caller.commandLine(acme, "tess");
  private Map<String, PersonKey> keys = Map.of();

  private record Company(TenantId tenant, Map<String, PersonKey> keys) {}

  /** No configuration by its annotation: the scan of other tests' contexts would find it. */
  static class Parts {
    @Bean
    @Primary
    InstantSource testClock() {
      return () -> now;
    }
  }

  @BeforeAll
  static void open() {
    context = Product.on(TestDatabase.fresh(), home, Parts.class).run();
    claims = context.getBean(Claims.class);
    check = context.getBean(ClaimCheck.class);
    common = made();
  }

  private static Instant noon(LocalDate day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  @BeforeEach
  void nothingIsClaimed() throws SQLException {
    now = noon(TODAY);
    try (Connection owner = TestDatabase.asOwner(context.getBean(Database.class));
        Statement sql = owner.createStatement()) {
      sql.execute("TRUNCATE claim.claim, claim.change");
    }
    in(common);
  }

  private void in(Company company) {
    acme = company.tenant();
    night = Caller.system(acme, "test");
    it = Caller.commandLine(acme, "tess");
    keys = company.keys();
  }

  private static Company made() {
    TenantId acme = new TenantId("acme-" + ++companies);
    Caller night = Caller.system(acme, "test");
    Map<String, PersonKey> keys = new HashMap<>();
    context.getBean(Tenants.class).create(TestDirectory.tenant(acme));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      lines.add("1%02d,e%d@x.example,Eva %d,Engineer,Platform,2020-01-01,".formatted(i, i, i));
    }
    for (int i = 0; i < 12; i++) {
      lines.add("2%02d,s%d@x.example,Sam %d,Seller,Sales,2020-01-01,".formatted(i, i, i));
    }
    for (int i = 0; i < 9; i++) {
      lines.add("4%02d,n%d@x.example,Noa %d,Nurse,Care,2020-01-01,".formatted(i, i, i));
    }
    lines.add("301,x0@x.example,Xenia,Seller,Sales,2020-01-01,2026-01-31");
    People people = context.getBean(People.class);
    TestDirectory.employ(
        people,
        night,
        "employee_id,login,display_name,title,department,hire_date,end_date",
        lines.toArray(String[]::new));
    Map<PersonKey, Judgment> answers = new HashMap<>();
    people
        .logins(night)
        .forEach((key, login) -> {
          keys.put(login.substring(0, login.indexOf('@')), key);
          if (login.startsWith("s") || login.startsWith("e")) {
            String kind = login.startsWith("s") ? "Sales" : "Engineering";
            answers.put(key, TestCompany.decided(kind, 0.9));
          }
        });
    TestRuns.active(context, acme, "run-1", TODAY, answers);
    SignInLog log = new SignInLog();
    keys.forEach((login, key) -> {
      if (!login.startsWith("x")) {
        signIn(login, log.by(key));
      }
    });
    log.into(context.getBean(Lake.class), acme);
    context.getBean(DailyUsage.class).refresh(acme, Progress.NONE);
    return new Company(acme, keys);
  }

  private static void signIn(String login, SignInLog log) {
    int own = Integer.parseInt(login.substring(1)) % 3;
    for (LocalDate day = FROM; !day.isAfter(LAST); day = day.plusDays(1)) {
      boolean less = login.startsWith("e") && !day.isBefore(CHANGE);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY
          && day.getDayOfWeek() != DayOfWeek.SUNDAY
          && !day.equals(LOST)) {
        log.factorOn(day, "Jira", (less ? 40 + own : 60) + 1);
      }
    }
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static Registration said(
      @Nullable String recommendation, String owner, @Nullable PeopleGroup among) {
    boolean own = recommendation == null;
    return new Registration(
        own ? "Push in place of codes" : null,
        recommendation,
        List.of(),
        Cause.BOTH,
        among,
        owner,
        own ? HOURS : null,
        null);
  }

  private Claim registered() {
    return claims.register(it, said(null, "Head of IT", null));
  }

  @Test
  void what_is_promised_is_kept_with_what_was_measured_until_then() {
    Claim claim = registered();
    assertThat(claim.id()).isEqualTo("claim-1");
    assertThat(claim.registeredOn()).isEqualTo(TODAY);
    assertThat(claim.promised().hoursPerWeek()).isEqualTo(HOURS);
    assertThat(claim.promised().usdPerYear().typical()).isCloseTo(0.2 * 50 * 52, within(1e-6));
    Claim.Baseline baseline = Objects.requireNonNull(claim.baseline());
    // The log ends on Friday, the 25th; before it lie four whole weeks, from the 24th of August on.
    assertThat(baseline.until()).isEqualTo(LocalDate.of(2026, 9, 26));
    assertThat(baseline.from()).isEqualTo(LocalDate.of(2026, 8, 29));
    assertThat(baseline.people()).isEqualTo(34);
    assertThat(baseline.hoursPerWeek()).isCloseTo(34 * 5 * 61 / 3600.0, within(1e-6));
    assertThat(registered().id()).isEqualTo("claim-2");
    Claim nurses = claims.register(it, said(null, "Head of IT", PeopleGroup.of("department:Care")));
    assertThat(nurses.baseline()).as("of fewer than k people nothing is kept").isNull();
    assertThat(claims.all(it))
        .extracting(Claim::id)
        .containsExactly("claim-1", "claim-2", "claim-3");
    assertThat(claims.all(it).getFirst()).isEqualTo(claim);
  }

  @Test
  void a_policy_of_larger_groups_holds_here() {
    PeopleGroup platform = PeopleGroup.of("department:Platform");
    assertThat(claims.register(it, said(null, "Head of IT", platform)).baseline()).isNotNull();
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    Database database = context.getBean(Database.class);
    TestCouncilPolicies.put(database, acme, TestCouncilPolicies.ofAtLeast(25));
    try {
      assertThat(claims.register(it, said(null, "Head of IT", platform)).baseline())
          .as("of thirteen")
          .isNull();
      ClaimReport.Told told = check.check(it, claim.id(), LAST).looks().getFirst();
      assertThat(told.realized()).as("of thirteen").isNull();
      assertThat(told.look().finding()).isNotEqualTo(Finding.SAVED);
    } finally {
      TestCouncilPolicies.remove(database);
    }
  }

  @Test
  void what_is_marked_as_sensitive_is_gone_from_claims_of_before() {
    in(made());
    Registration jira =
        new Registration(
            "Push for Jira", null, List.of("Jira"), Cause.BOTH, null, "Head of IT", HOURS, null);
    claims.register(it, jira);
    claims.register(it, said(null, "Head of IT", null));
    assertThat(claims.all(it).toString()).contains("Push for Jira", "apps=[Jira]");
    context.getBean(SensitiveMarks.class).mark(it, new SensitiveMark("Jira", true), Progress.NONE);
    assertThat(claims.all(it).toString().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("jira")
        .contains("title=withheld", "push in place of codes");
    assertThat(claims.all(it).getFirst().concern().part().apps())
        .as("not of all applications")
        .hasSize(1);
  }

  @Test
  void of_an_approved_recommendation_words_people_and_promise_are_taken_over() {
    Recommendations recommendations = context.getBean(Recommendations.class);
    recommendations.refresh(night, "run-1", LocalDate.of(2026, 9, 25));
    Recommendation proposed =
        recommendations.all(it, null).stream()
            .filter(r -> r.category().equals("Engineering"))
            .findFirst()
            .orElseThrow();
    refused(
        () -> claims.register(it, said(proposed.id(), "Head of IT", null)),
        proposed.id() + " is proposed: approve it first");
    recommendations.decide(it, proposed.id(), RecommendationState.APPROVED, "it is worth it");
    Claim claim = claims.register(it, said(proposed.id(), "Head of IT", null));
    assertThat(claim.title()).isEqualTo(proposed.what());
    assertThat(claim.recommendation()).isEqualTo(proposed.id());
    assertThat(claim.concern().among()).hasToString("category:Engineering");
    assertThat(claim.promised().hoursPerWeek()).isEqualTo(proposed.hoursPerWeek());
    assertThat(claim.promised().usdPerYear()).isEqualTo(proposed.usdPerYear());
    assertThat(Objects.requireNonNull(claim.baseline()).people()).isEqualTo(13);
    refused(
        () -> claims.register(it, said("r-none", "Head of IT", null)),
        "no recommendation 'r-none'");
  }

  @Test
  void a_claim_is_owned_by_a_role_and_never_by_a_person() {
    refused(() -> claims.register(it, said(null, "eva 3", null)), "'eva 3' is a person");
    refused(() -> claims.register(it, said(null, "E3@x.example", null)), "is a person");
    refused(() -> claims.register(it, said(null, "boss@other.example", null)), "is a person");
    refused(() -> claims.register(it, said(null, " ", null)), "which role owns it");
  }

  @Test
  void groups_are_of_this_company_or_refused_with_those_that_are() {
    refused(
        () -> claims.register(it, said(null, "Head of IT", PeopleGroup.of("department:Sails"))),
        "nobody is in 'department:Sails': there are Care, Platform, Sales");
    Claim claim = registered();
    refused(
        () -> claims.change(it, claim.id(), PeopleGroup.of("category:Piracy"), CHANGE),
        "no category 'Piracy'");
    refused(() -> claims.change(it, "claim-7", PLATFORM, CHANGE), "no claim 'claim-7'", "claim-1");
    refused(() -> claims.change(it, claim.id(), PLATFORM, TODAY.plusDays(367)), "more than a year");
    refused(() -> claims.change(it, claim.id(), PLATFORM, TODAY.minusDays(733)), "two years ago");
    refused(() -> claims.change(it, claim.id(), PLATFORM, null), "nobody said that");
    refused(() -> PeopleGroup.of("floor:3"), "'floor:3' names no people", "department:NAME");
    refused(() -> PeopleGroup.of("department"), "names no people");
    refused(() -> PeopleGroup.of("everybody:else"), "names no people");
    refused(() -> PeopleGroup.of("share:0"), "from 1 to 100");
    refused(() -> PeopleGroup.of("share:101"), "from 1 to 100");
  }

  private static void refused(Runnable act, String... words) {
    assertThatThrownBy(act::run).isInstanceOf(Failure.class).hasMessageContainingAll(words);
  }

  @Test
  void the_last_word_on_a_group_holds_and_every_word_stays() {
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE.plusDays(1));
    Rollout rollout = claims.change(it, claim.id(), PLATFORM, CHANGE);
    assertThat(rollout.lines()).hasSize(2);
    assertThat(rollout.first()).contains(CHANGE);
    assertThat(claims.change(it, claim.id(), PLATFORM, null).first()).isEmpty();
    assertThat(claims.rollout(it, claim).lines()).hasSize(3);
    assertThat(check.check(it, claim.id(), LAST).looks()).isEmpty();
  }

  @Test
  void what_was_looked_at_is_not_dated_anew_and_looks_stay() {
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    now = noon(CHANGE.plusDays(30));
    List<ClaimReport.Told> looks = check.check(it, claim.id(), LAST).looks();
    assertThat(looks).hasSize(1);
    PeopleGroup sales = PeopleGroup.of("department:Sales");
    for (LocalDate other : List.of(CHANGE.plusDays(20), CHANGE.minusDays(1), CHANGE.plusDays(40))) {
      refused(
          () -> claims.change(it, claim.id(), PLATFORM, other),
          "to be looked at on " + CHANGE.plusDays(30),
          "register a new claim");
    }
    refused(() -> claims.change(it, claim.id(), PLATFORM, null), "register a new claim");
    refused(() -> claims.change(it, claim.id(), sales, CHANGE), "register a new claim");
    claims.change(it, claim.id(), sales, CHANGE.plusDays(30));
    assertThat(check.check(it, claim.id(), LAST).looks())
        .as("whoever gets it later changes nothing of a look that was")
        .isEqualTo(looks);
  }

  @Test
  void a_share_is_drawn_once_and_a_larger_one_holds_it() {
    Claim claim = registered();
    Set<PersonKey> tenth = claims.people(it, claim.id(), PeopleGroup.of("share:10"));
    Set<PersonKey> half = claims.people(it, claim.id(), PeopleGroup.of("share:50"));
    assertThat(half).containsAll(tenth).hasSizeBetween(4, 30);
    assertThat(claims.people(it, claim.id(), PeopleGroup.of("share:50"))).isEqualTo(half);
    assertThat(claims.people(it, claim.id(), PeopleGroup.of("share:100")))
        .as("who left is in no group")
        .hasSize(34);
    assertThat(claims.people(it, claim.id(), PeopleGroup.of("category:Sales"))).hasSize(12);
    Claim sales = claims.register(it, said(null, "Head of IT", PeopleGroup.of("department:Sales")));
    assertThat(claims.people(it, sales.id(), PeopleGroup.of("share:100")))
        .as("only of those whom it concerns")
        .hasSize(12);
  }

  @Test
  void promised_stands_beside_what_was_measured_and_priced() {
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    assertThat(check.check(it, claim.id(), CHANGE.plusDays(29)).looks())
        .as("not due yet")
        .isEmpty();
    ClaimReport report = check.check(it, claim.id(), LAST);
    assertThat(report.due())
        .containsExactly(CHANGE.plusDays(30), CHANGE.plusDays(60), CHANGE.plusDays(90));
    assertThat(report.concerned()).isEqualTo(34);
    assertThat(report.looks()).hasSize(1);
    ClaimReport.Told told = report.looks().getFirst();
    assertThat(told.look().finding()).isEqualTo(Finding.SAVED);
    // 13 people, five days a week; 20 s less, of whom a third spares one less and a third two less.
    double seconds = 5 * (20 * 13 - 4 - 2 * 4);
    ClaimReport.Realized realized = Objects.requireNonNull(told.realized());
    assertThat(realized.hoursPerWeek().value()).isCloseTo(seconds / 3600, within(1e-6));
    assertThat(realized.usdSoFar().value()).isCloseTo(seconds / 3600 * 4 * 50, within(1e-4));
    assertThat(realized.usdPerYear().value()).isCloseTo(seconds / 3600 * 50 * 52, within(1e-4));
    assertThat(realized.hoursIfAllHadIt().value())
        .isCloseTo(seconds / 3600 / 13 * 34, within(1e-6));
  }

  @Test
  void an_hour_costs_what_the_kinds_of_work_cost_of_those_who_have_it() {
    in(made());
    context
        .getBean(Assumptions.class)
        .set(it, "hourly-cost/Engineering", new Interval(90, 120), 100, "Finance, 2026");
    Claim claim = registered();
    double mixed = (13 * 100 + 21 * 50) / 34.0;
    assertThat(claim.promised().usdPerYear().typical())
        .as("34 people who take as long as each other, thirteen of them engineers")
        .isCloseTo(0.2 * mixed * 52, within(1e-6));
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    double hours = 5 * (20 * 13 - 4 - 2 * 4) / 3600.0;
    ClaimReport.Realized theirs =
        Objects.requireNonNull(check.check(it, claim.id(), LAST).looks().getFirst().realized());
    assertThat(theirs.usdAnHour()).isEqualTo(100);
    assertThat(theirs.usdSoFar().value()).isCloseTo(hours * 4 * 100, within(1e-4));
    assertThat(theirs.usdPerYear().value()).isCloseTo(hours * 100 * 52, within(1e-4));
    claims.change(it, claim.id(), PeopleGroup.of("department:Care"), CHANGE);
    Compared both =
        Objects.requireNonNull(
            check.check(it, claim.id(), LAST).looks().getFirst().look().compared());
    assertThat(both.changed()).isEqualTo(22);
    assertThat(both.usdAnHour())
        .as("engineers and nurses of no kind of work took the same before")
        .isCloseTo((13 * 100 + 9 * 50) / 22.0, within(1e-6));
    Claim nurses = claims.register(it, said(null, "Head of IT", PeopleGroup.of("department:Care")));
    assertThat(nurses.promised().usdPerYear().typical()).isCloseTo(0.2 * 50 * 52, within(1e-6));
  }

  @Test
  void what_all_claims_need_is_read_once() {
    in(made());
    for (int i = 0; i < 3; i++) {
      Claim claim = registered();
      claims.change(it, claim.id(), PLATFORM, CHANGE.plusDays(i));
    }
    Audit audit = context.getBean(Audit.class);
    int before = audit.entries(it, 500).size();
    GoalReport all = check.goal(it, LAST);
    assertThat(all.claims()).hasSize(3);
    List<String> looks =
        audit.entries(it, 500).stream()
            .limit(audit.entries(it, 500).size() - before)
            .map(AuditEntry::subject)
            .toList();
    assertThat(looks).containsOnlyOnce("signing in, for all claims", "claims", "days of the log");
    assertThat(looks).doesNotHaveDuplicates();
    assertThat(all.claims().getFirst().finding())
        .isEqualTo(check.goal(it, LAST).claims().getFirst().finding());
  }

  @Test
  void whoever_is_in_two_groups_has_it_since_the_first_of_their_days() {
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    claims.change(it, claim.id(), PeopleGroup.of("category:Engineering"), CHANGE.plusDays(20));
    Look look = check.check(it, claim.id(), LAST).looks().getFirst().look();
    assertThat(look.finding()).isEqualTo(Finding.SAVED);
    assertThat(Objects.requireNonNull(look.compared()).changed()).isEqualTo(13);
  }

  @Test
  void a_change_of_people_whom_it_does_not_concern_begins_nothing() {
    Claim sales = claims.register(it, said(null, "Head of IT", PeopleGroup.of("department:Sales")));
    claims.change(it, sales.id(), PLATFORM, CHANGE.minusDays(20));
    claims.change(it, sales.id(), PeopleGroup.of("department:Sales"), CHANGE);
    assertThat(check.check(it, sales.id(), LAST).due()).startsWith(CHANGE.plusDays(30));
  }

  @Test
  void what_is_left_to_the_goal_is_what_is_not_proven() {
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    GoalReport goal = check.goal(it, LAST);
    assertThat(goal.leftUsd()).isEqualTo(1_000_000 - goal.provenUsd().value());
    assertThat(check.goal(it, goal.until().minusDays(1)).over()).isFalse();
    assertThat(check.goal(it, goal.until()).over()).isTrue();
    assertThat(
            new GoalReport(
                    100, CHANGE, LAST, false, Range.ZERO, new Estimate(120, 90, 150), goal.claims())
                .leftUsd())
        .isZero();
  }

  @Test
  void a_claim_for_other_people_or_another_cause_compares_without_them() {
    Claim sales = claims.register(it, said(null, "Head of IT", PeopleGroup.of("department:Sales")));
    claims.change(it, sales.id(), PLATFORM, CHANGE);
    assertThat(check.check(it, sales.id(), LAST).looks().getFirst().look().because())
        .contains("0 people have it");
    Claim failures =
        claims.register(
            it,
            new Registration(
                "Passkeys", null, List.of(), Cause.FAILURES, null, "Head of IT", HOURS, null));
    claims.change(it, failures.id(), PLATFORM, CHANGE);
    ClaimReport.Told nothing = check.check(it, failures.id(), LAST).looks().getFirst();
    assertThat(nothing.look().finding()).isEqualTo(Finding.NOTHING);
    assertThat(nothing.realized()).isNull();
    Claim jira =
        claims.register(
            it,
            new Registration(
                "Jira", null, List.of("jira"), Cause.BOTH, null, "Head of IT", HOURS, null));
    assertThat(jira.concern().part().apps()).hasToString("[Jira]");
    refused(
        () ->
            claims.register(
                it,
                new Registration(
                    "EAP",
                    null,
                    List.of("Headspace"),
                    Cause.BOTH,
                    null,
                    "Head of IT",
                    HOURS,
                    null)),
        "no use of 'Headspace' is counted");
  }

  /** From the directory, the log and what was said of claims to what a release is drawn from. */
  @Test
  void what_was_given_by_lot_is_counted_for_a_release_person_by_person() {
    ClaimedTime claimed = context.getBean(ClaimedTime.class);
    assertThat(claimed.spared(night, LAST)).as("no claim").isNull();
    assertThat(claimed.begun(night, LAST)).as("no claim").isNull();
    Claim claim = registered();
    claims.change(it, claim.id(), PeopleGroup.of("share:50"), CHANGE);
    assertThat(claimed.spared(night, CHANGE.plusDays(29))).as("not due").isNull();
    assertThat(claimed.begun(night, CHANGE.minusDays(1))).as("nobody has it").isNull();
    ClaimedTime.Spared begun = Objects.requireNonNull(claimed.begun(night, CHANGE));
    assertThat(begun.claims()).isEqualTo(1);
    assertThat(begun.promised()).isEqualTo(new Interval(0.05, 0.2));
    assertThat(begun.seconds()).isEmpty();
    Set<PersonKey> half = claims.people(it, claim.id(), PeopleGroup.of("share:50"));
    ClaimedTime.Spared spared = Objects.requireNonNull(claimed.spared(night, LAST));
    assertThat(spared.claims()).isEqualTo(1);
    Interval promised = Objects.requireNonNull(spared.promised());
    assertThat(promised.low()).isCloseTo(0.05, within(1e-9));
    assertThat(promised.high()).isCloseTo(0.2, within(1e-9));
    assertThat(spared.seconds()).hasSize(34);
    spared
        .seconds()
        .forEach((person, seconds) -> {
          String login =
              keys.entrySet().stream()
                  .filter(one -> one.getValue().equals(person))
                  .findFirst()
                  .orElseThrow()
                  .getKey();
          int own = Integer.parseInt(login.substring(1)) % 3;
          double spares = login.startsWith("e") ? 5 * (20 - own) : 0;
          assertThat(seconds)
              .as(login)
              .isCloseTo(half.contains(person) ? spares : -spares, within(1e-6));
        });
    claims.change(it, registered().id(), PLATFORM, CHANGE);
    ClaimedTime.Spared others = Objects.requireNonNull(claimed.spared(night, LAST));
    assertThat(others.claims()).as("that of a department is not told").isEqualTo(1);
    assertThat(Objects.requireNonNull(claimed.begun(night, LAST)).claims()).isEqualTo(1);
    assertThat(others.seconds()).as("for whom two change the same").hasSize(21);
  }

  @Test
  void nobody_is_counted_for_two_claims_that_change_the_same_at_once() {
    Claim one = registered();
    claims.change(it, one.id(), PLATFORM, CHANGE);
    Claim other = registered();
    claims.change(it, other.id(), PeopleGroup.of("category:Sales"), CHANGE.plusDays(3));
    assertThat(check.check(it, one.id(), LAST).looks().getFirst().look().because())
        .contains("9 people have it not yet", "12 are left out since another claim");
    claims.change(it, other.id(), PeopleGroup.of("category:Sales"), null);
    assertThat(check.check(it, one.id(), LAST).looks().getFirst().look().finding())
        .isEqualTo(Finding.SAVED);
  }

  @Test
  void a_claim_of_another_cause_leaves_nobody_out() {
    Claim one =
        claims.register(
            it,
            new Registration(
                "Push", null, List.of(), Cause.CHALLENGES, null, "Head of IT", HOURS, null));
    claims.change(it, one.id(), PLATFORM, CHANGE);
    Claim failures =
        claims.register(
            it,
            new Registration(
                "Passkeys", null, List.of(), Cause.FAILURES, null, "Head of IT", HOURS, null));
    claims.change(it, failures.id(), PeopleGroup.of("category:Sales"), CHANGE);
    assertThat(check.check(it, one.id(), LAST).looks().getFirst().look().finding())
        .isEqualTo(Finding.SAVED);
  }

  @Test
  void all_claims_are_held_against_the_goal_and_only_what_is_proven_counts() {
    refused(() -> check.goal(it, LAST), "no claim is registered yet");
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    Claim failures =
        claims.register(
            it,
            new Registration(
                "Passkeys", null, List.of(), Cause.FAILURES, null, "Head of IT", HOURS, null));
    claims.change(it, failures.id(), PLATFORM, CHANGE.plusDays(1));
    registered();
    GoalReport before = check.goal(it, CHANGE);
    assertThat(before.provenUsd()).isEqualTo(Estimate.NOTHING);
    assertThat(before.claims()).extracting(GoalReport.Line::finding).containsOnly("not_due_yet");
    GoalReport goal = check.goal(it, LAST);
    assertThat(goal.goalUsd()).isEqualTo(1_000_000);
    assertThat(goal.from()).isEqualTo(TODAY);
    assertThat(goal.until()).isEqualTo(TODAY.plusMonths(6));
    assertThat(goal.promisedUsd().typical()).isCloseTo(3 * 0.2 * 50 * 52 * 181 / 365, within(1e-6));
    assertThat(goal.claims())
        .extracting(GoalReport.Line::finding)
        .containsExactly("cannot_tell", "cannot_tell", "not_due_yet");
    claims.change(it, failures.id(), PLATFORM, null);
    GoalReport alone = check.goal(it, LAST);
    assertThat(alone.claims().getFirst().finding()).isEqualTo("saved");
    double seconds = 5 * (20 * 13 - 4 - 2 * 4);
    assertThat(alone.provenUsd().value()).isCloseTo(seconds / 3600 * 4 * 50, within(1e-4));
    Claim late = claims.all(it).getLast();
    claims.change(it, late.id(), PLATFORM, TODAY.plusMonths(6).minusDays(29));
    assertThat(check.goal(it, TODAY.plusYears(1)).claims().getLast().finding())
        .as("what is due after the goal's last day does not count")
        .isEqualTo("not_due_yet");
  }

  @Test
  void nothing_of_a_claim_is_shown_to_anybody_but_it_and_every_look_is_in_the_log() {
    in(made());
    Claim claim = registered();
    claims.change(it, claim.id(), PLATFORM, CHANGE);
    PersonKey one = Objects.requireNonNull(keys.get("e1"));
    List<Consumer<Caller>> acts =
        List.of(
            caller -> claims.register(caller, said(null, "Head of IT", null)),
            caller -> claims.change(caller, claim.id(), PLATFORM, CHANGE),
            caller -> claims.people(caller, claim.id(), PLATFORM),
            caller -> claims.all(caller),
            caller -> claims.get(caller, claim.id()),
            caller -> check.check(caller, claim.id(), LAST),
            caller -> check.goal(caller, LAST));
    for (Caller other :
        List.of(
            new Caller(acme, Role.CEO, "chief", null),
            new Caller(acme, Role.AUDITOR, "auditor", null),
            new Caller(acme, Role.MANAGER, "boss", one),
            new Caller(acme, Role.EMPLOYEE, "one", one))) {
      for (int act = 0; act < acts.size(); act++) {
        Consumer<Caller> tried = acts.get(act);
        assertThatThrownBy(() -> tried.accept(other))
            .as("%s %d", other.role(), act)
            .isInstanceOf(Failure.class)
            .message()
            .doesNotContain("claim-1", "Platform");
      }
      assertThat(claims.rollout(other, claim).lines()).as("%s", other.role()).isEmpty();
    }
    check.check(it, claim.id(), LAST);
    assertThat(context.getBean(Audit.class).entries(it, 200))
        .extracting(AuditEntry::subject)
        .contains("new claim", "claim claim-1", "claims", "signing in, for claim-1");
  }
}
