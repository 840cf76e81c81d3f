package com.orgscope.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.Audit;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.ErasedMeanwhile;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.privacy.Noise;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.state.Database;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.Range;
import com.orgscope.usage.SensitiveMark;
import com.orgscope.usage.SensitiveMarks;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;

/** Twelve engineers and two sellers with four weeks of friction, from events to decisions. */
class RecommendationsTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller NIGHT = Caller.system(ACME, "test");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller CEO = new Caller(ACME, Role.CEO, "chief", null);
  private static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);
  private static final int ENGINEERS = 12;

  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  @SuppressWarnings("NullAway.Init")
  private static Recommendations priced;

  private static final Map<String, PersonKey> KEYS = new HashMap<>();

  /** No configuration by its annotation: the scan of other tests' contexts would find it. */
  static class Parts {
    @Bean
    @Primary
    Noise testNoise() {
      return new Noise(new SplittableRandom(42));
    }

    @Bean
    @Primary
    TestCensus testCensus() {
      return new TestCensus();
    }
  }

  @BeforeAll
  static void aCompany() {
    context = Product.on(TestDatabase.fresh(), home, Parts.class).run();
    priced = bean(Recommendations.class);
    people();
    events();
    bean(DailyUsage.class).refresh(ACME, Progress.NONE);
    bean(TestCensus.class).company(ACME, 1012, "run-1", AS_OF);
    bean(Releases.class).publish(NIGHT);
    TestCouncilPolicies.managersSee(bean(Database.class), ACME, CouncilPolicy.Managers.CATEGORIES);
    priced.refresh(NIGHT, "run-1", AS_OF);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  private static void people() {
    bean(Tenants.class).create(TestDirectory.tenant(ACME));
    People people = bean(People.class);
    List<String> lines = new ArrayList<>();
    lines.add("1,boss@x.example,Boss,Head,Platform,2020-01-01,");
    lines.add("2,other@x.example,Other,Head,Sales,2020-01-01,");
    for (int i = 0; i < ENGINEERS; i++) {
      lines.add("1%02d,e%d@x.example,E,Engineer,Platform,2020-01-01,1".formatted(i, i));
    }
    lines.add("201,s0@x.example,S,Seller,Sales,2020-01-01,2");
    lines.add("202,s1@x.example,S,Seller,Sales,2020-01-01,2");
    TestDirectory.employ(
        people,
        NIGHT,
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        lines.toArray(String[]::new));
    people
        .logins(NIGHT)
        .forEach((key, login) -> KEYS.put(login.substring(0, login.indexOf('@')), key));
    Map<PersonKey, Judgment> answers = new HashMap<>();
    KEYS.forEach((login, key) -> {
      if (!login.equals("other")) {
        answers.put(key, TestCompany.decided(login.startsWith("s") ? "Sales" : "Engineering", 0.9));
      }
    });
    TestRuns.active(context, ACME, "run-1", AS_OF, answers);
  }

  /** Everybody but "other": 40 failed sign-ins, 80 challenges, 40 switches in four weeks. */
  private static void events() {
    EventBatch batch = new EventBatch();
    long[] next = {1};
    KEYS.forEach((name, key) -> {
      for (int day = 4; !name.equals("other") && day < 24; day++) {
        for (int i = 0; i < 4; i++) {
          add(batch, next, key, day, 7, i, EventKind.CHALLENGE, null);
        }
        for (int i = 0; i < 2; i++) {
          add(batch, next, key, day, 8, i, EventKind.SIGN_IN, null);
        }
        add(batch, next, key, day, 9, 0, EventKind.VISIT, "GitHub");
        add(batch, next, key, day, 9, 5, EventKind.VISIT, "Jira");
        add(batch, next, key, day, 9, 9, EventKind.VISIT, "GitHub");
      }
    });
    bean(Lake.class).append(ACME, batch, Map.of());
  }

  private static void add(
      EventBatch batch,
      long[] next,
      PersonKey who,
      int day,
      int hour,
      int minute,
      EventKind kind,
      @Nullable String app) {
    Instant at = Instant.parse("2026-10-%02dT%02d:%02d:00Z".formatted(day, hour, minute));
    long number = next[0]++;
    batch.add(
        new Event(
            number * 0x9E37_79B9_7F4A_7C15L,
            number,
            at.toEpochMilli() * 1000,
            Source.OKTA,
            kind,
            who.value().getMostSignificantBits(),
            who.value().getLeastSignificantBits(),
            app,
            null,
            kind == EventKind.SIGN_IN ? Outcome.FAILURE : Outcome.SUCCESS,
            null,
            null,
            null));
  }

  @Test
  void a_person_s_figures_come_from_events_times_assumptions() {
    Map<String, Recommendation> mine = byChange(priced.all(as(Role.EMPLOYEE, "e3"), null));
    assertThat(mine.keySet())
        .containsExactlyInAnyOrder("passkeys", "longer-session", "integrate-pair");
    Recommendation passkeys = Objects.requireNonNull(mine.get("passkeys"));
    // 10 a week × 0.75 minutes × 0.5 = 3.75 minutes; × $50 × 52 weeks.
    assertThat(passkeys.hoursPerWeek().typical()).isCloseTo(3.75 / 60, within(1e-9));
    assertThat(passkeys.usdPerYear().typical()).isEqualTo(Math.round(3.75 / 60 * 50 * 52));
    // Down: ÷ e^√(ln²3 + ln²2 + ln²(50/35) + ln²(52/46)); up: × e^√(ln²4 + ln²1.5 + ln²1.6 + 0).
    assertThat(passkeys.usdPerYear().low()).isEqualTo(Math.floor(162.5 / 3.86764));
    assertThat(passkeys.usdPerYear().high()).isEqualTo(Math.ceil(162.5 * 4.56729));
    Recommendation pair = Objects.requireNonNull(mine.get("integrate-pair"));
    // 10 a week × 0.5 minutes × 0.15.
    assertThat(pair.hoursPerWeek().typical()).isCloseTo(0.75 / 60, within(1e-9));
    assertThat(pair.because()).startsWith("There are 10 switches a week between GitHub and Jira.");
    assertThat(pair.setup()).contains("measured challenges: several a day");
  }

  @Test
  void a_category_is_its_decided_people_together_and_a_small_one_is_told_by_the_table() {
    List<Recommendation> engineering =
        priced.all(IT, "Engineering").stream().filter(r -> r.of() == Of.CATEGORY).toList();
    assertThat(engineering)
        .as("the company's challenges less those of engineers would be two people's")
        .extracting(Recommendation::change)
        .contains("integrate-pair")
        .doesNotContain("passkeys", "longer-session");
    // Twelve engineers and their boss.
    assertThat(engineering)
        .filteredOn(r -> r.change().equals("integrate-pair"))
        .singleElement()
        .satisfies(pair ->
            assertThat(pair.hoursPerWeek().typical()).isCloseTo(13 * 0.75 / 60, within(1e-9)));
    assertThat(priced.all(IT, "Sales")).as("two are no group").isEmpty();
    assertThat(priced.all(as(Role.EMPLOYEE, "s0"), null))
        .isNotEmpty()
        .allSatisfy(r -> {
          assertThat(r.origin().fallbackBecause()).contains("fewer than 10 people");
          assertThat(r.setup()).contains("measured challenges: not measured");
        });
  }

  @Test
  void a_part_of_the_list_goes_on_where_the_last_ended_and_one_is_found_by_its_id() {
    List<Recommendation> all = priced.all(IT, null);
    List<Recommendation> ofGroups = all.stream().filter(one -> one.of() == Of.CATEGORY).toList();
    assertThat(ofGroups).hasSizeGreaterThan(1);
    assertThat(priced.some(IT, 0, 1))
        .as("what is published, and the first")
        .hasSize(all.size() - ofGroups.size() + 1)
        .endsWith(ofGroups.getFirst());
    assertThat(priced.some(IT, 1, 1)).containsExactly(ofGroups.get(1));
    assertThat(priced.some(IT, all.size(), 5)).isEmpty();
    assertThat(priced.named(IT, ofGroups.getLast().id())).contains(ofGroups.getLast());
    assertThat(priced.named(IT, "zzzzzzzzzzzz")).isEmpty();
  }

  @Test
  void a_policy_of_larger_groups_holds_here() {
    Database database = bean(Database.class);
    TestCouncilPolicies.put(database, ACME, TestCouncilPolicies.ofAtLeast(25));
    try {
      priced.refresh(NIGHT, "run-1", AS_OF);
      assertThat(priced.all(IT, "Engineering"))
          .as("of thirteen people")
          .noneMatch(r -> r.of() == Of.CATEGORY);
    } finally {
      TestCouncilPolicies.managersSee(database, ACME, CouncilPolicy.Managers.CATEGORIES);
      priced.refresh(NIGHT, "run-1", AS_OF);
    }
    assertThat(priced.all(IT, "Engineering")).anyMatch(r -> r.of() == Of.CATEGORY);
  }

  @Test
  void every_figure_stands_on_assumptions_a_release_has_too() {
    List<Assumption> published = bean(Releases.class).latest(IT).orElseThrow().assumptions();
    List<Recommendation> all = everybodys();
    assertThat(all).hasSizeGreaterThan(40);
    for (Recommendation r : all) {
      assertThat(r.assumptions()).as(r.change()).hasSizeBetween(3, 4).isSubsetOf(published);
      assertThat(r.hoursPerWeek().low()).isLessThan(r.hoursPerWeek().typical());
      assertThat(r.hoursPerWeek().high()).isGreaterThan(r.hoursPerWeek().typical());
      assertThat(r.usdPerYear().low()).isLessThanOrEqualTo(r.usdPerYear().typical());
      assertThat(r.usdPerYear().high()).isGreaterThanOrEqualTo(r.usdPerYear().typical());
    }
    assertThat(all).extracting(Recommendation::id).doesNotHaveDuplicates();
  }

  @Test
  void what_is_marked_as_sensitive_is_gone_from_what_was_written_before() {
    SensitiveMarks marks = bean(SensitiveMarks.class);
    Assignments assignments = bean(Assignments.class);
    String before = everybodys() + "" + assignments.current(NIGHT);
    assertThat(before).contains("GitHub", "Jira");
    marks.mark(IT, new SensitiveMark("GitHub", true), Progress.NONE);
    try {
      assertThat(everybodys()).isNotEmpty();
      assertThat(assignments.current(NIGHT))
          .isNotEmpty()
          .allSatisfy(one -> assertThat(one.category()).isNotNull());
      assertThat(everybodys() + "" + assignments.current(NIGHT)).doesNotContain("GitHub");
    } finally {
      marks.mark(IT, new SensitiveMark("GitHub", false), Progress.NONE);
    }
    assertThat(everybodys() + "" + assignments.current(NIGHT)).isEqualTo(before);
  }

  @Test
  void each_role_sees_what_is_about_its_people_and_a_ceo_what_is_published() {
    assertThat(about(IT)).containsExactlyInAnyOrder("release", "category");
    assertThat(about(as(Role.MANAGER, "boss"))).containsExactlyInAnyOrder("boss", "team of boss");
    assertThat(about(as(Role.EMPLOYEE, "boss"))).containsExactly("boss");
    assertThat(about(as(Role.MANAGER, "other"))).as("two reports are no group").isEmpty();
    assertThat(about(as(Role.EMPLOYEE, "e1"))).containsExactly("e1");
    assertThat(about(CEO)).containsExactly("release");
    assertThat(about(new Caller(ACME, Role.AUDITOR, "auditor", null))).containsExactly("release");
  }

  @Test
  void nothing_that_anybody_sees_puts_people_beside_each_other() {
    for (Caller caller :
        List.of(
            IT,
            CEO,
            as(Role.MANAGER, "boss"),
            as(Role.MANAGER, "other"),
            as(Role.EMPLOYEE, "e1"))) {
      assertThat(priced.all(caller, null))
          .as(caller.role().toString())
          .allSatisfy(r -> assertThat(r.person()).isIn(null, caller.person()));
    }
  }

  @Test
  void the_database_itself_leaves_each_role_its_rows() {
    String rows = "SELECT count(*) FROM recommendation.recommendation";
    long all = count(NIGHT, rows);
    assertThat(all).isGreaterThan(40);
    assertThat(count(as(Role.EMPLOYEE, "e1"), rows)).isEqualTo(3);
    assertThat(count(as(Role.MANAGER, "boss"), rows)).isEqualTo(7);
    assertThat(count(as(Role.EMPLOYEE, "boss"), rows)).isEqualTo(3);
    assertThat(count(as(Role.MANAGER, "other"), rows)).isZero();
    assertThat(count(IT, rows + " WHERE person IS NOT NULL")).isZero();
    assertThat(count(CEO, rows)).isZero();
    assertThat(count(new Caller(new TenantId("else"), Role.IT_SECURITY, "x", null), rows)).isZero();
    for (String statement :
        Set.of(
            "UPDATE recommendation.recommendation SET standing = false",
            "DELETE FROM recommendation.recommendation",
            "UPDATE recommendation.decision SET decided = 'approved'",
            "DELETE FROM recommendation.note")) {
      if (statement.startsWith("UPDATE recommendation.recommendation SET")) {
        assertThat(
                bean(Database.class).<Integer>inTransactionAs(IT, s -> s.sql(statement).update()))
            .as("figures are the night's alone")
            .isZero();
      } else {
        assertThatThrownBy(() -> bean(Database.class).runAs(IT, sql -> sql.sql(statement).update()))
            .as(statement)
            .isInstanceOf(DataAccessException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RecommendationState.class)
  void states_move_along_allowed_edges_only(RecommendationState to) {
    Map<RecommendationState, Set<RecommendationState>> allowed =
        Map.of(
            RecommendationState.PROPOSED,
            Set.of(RecommendationState.APPROVED, RecommendationState.DECLINED),
            RecommendationState.APPROVED,
            Set.of(RecommendationState.IMPLEMENTED, RecommendationState.DECLINED),
            RecommendationState.DECLINED,
            Set.of(RecommendationState.APPROVED),
            RecommendationState.IMPLEMENTED,
            Set.of());
    RecommendationStore store = bean(RecommendationStore.class);
    for (RecommendationState from : RecommendationState.values()) {
      Recommendation about = madeUp(from.word() + "-" + to.word());
      walk(store, about, from);
      if (Objects.requireNonNull(allowed.get(from)).contains(to)) {
        assertThat(store.decide(IT, about, now(to)).state()).isEqualTo(to);
      } else {
        assertThatThrownBy(() -> store.decide(IT, about, now(to)))
            .as("%s to %s", from, to)
            .isInstanceOf(Failure.class)
            .hasMessageContaining(from.word());
      }
      assertThat(from.next()).isEqualTo(allowed.get(from));
    }
  }

  private static void walk(
      RecommendationStore store, Recommendation about, RecommendationState to) {
    List<RecommendationState> way =
        switch (to) {
          case PROPOSED -> List.of();
          case APPROVED, DECLINED -> List.of(to);
          case IMPLEMENTED -> List.of(RecommendationState.APPROVED, to);
        };
    way.forEach(step -> store.decide(IT, about, now(step)));
  }

  private static Recommendation.Decision now(RecommendationState to) {
    return new Recommendation.Decision(to, "tess", Instant.EPOCH, "because");
  }

  /** Of a kind of work, and in no night's list. */
  private static Recommendation madeUp(String id) {
    return new Recommendation(
        id,
        Of.CATEGORY,
        "Engineering",
        null,
        "passkeys",
        "what",
        "because",
        new Range(1, 2, 3),
        new Range(1, 2, 3),
        List.of(),
        "",
        new Origin("local", null, null),
        null);
  }

  @Test
  void a_manager_decides_for_the_team_nobody_for_one_person_and_a_ceo_not_at_all() {
    Caller boss = as(Role.MANAGER, "boss");
    String id = id(boss, Of.TEAM, "passkeys");
    Recommendation approved =
        priced.decide(boss, id, RecommendationState.APPROVED, "a pilot with the team");
    assertThat(Objects.requireNonNull(approved.decision()).by()).isEqualTo("boss@x.example");

    String own = id(boss, Of.PERSON, "passkeys");
    assertThatThrownBy(() -> priced.decide(boss, own, RecommendationState.APPROVED, "me"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("nobody decides on it");
    String hers = id(as(Role.EMPLOYEE, "e0"), Of.PERSON, "passkeys");
    assertThatThrownBy(
            () -> priced.decide(as(Role.EMPLOYEE, "e0"), hers, RecommendationState.DECLINED, "no"))
        .isInstanceOf(Failure.class);
    for (Caller somebody : List.of(boss, IT, as(Role.MANAGER, "other"))) {
      assertThatThrownBy(
              () -> priced.decide(somebody, hers, RecommendationState.DECLINED, "not mine"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("there is no recommendation");
    }
    assertThatThrownBy(() -> priced.decide(IT, id, RecommendationState.DECLINED, "not mine"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there is no recommendation");
    assertThatThrownBy(() -> priced.decide(boss, id, RecommendationState.DECLINED, " "))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("reason");

    assertThat(note(boss, id)).isEqualTo("a pilot with the team");
    assertThat(bean(Audit.class).entries(IT, 1000))
        .anySatisfy(entry -> {
          assertThat(entry.principal()).isEqualTo("boss@x.example");
          assertThat(entry.action()).isEqualTo("decide on a recommendation");
          assertThat(entry.subject()).isEqualTo("recommendation " + id);
        });
  }

  @Test
  void nothing_is_decided_for_somebody_who_is_erased_meanwhile() throws Exception {
    Caller boss = as(Role.MANAGER, "boss");
    String id = id(boss, Of.TEAM, "longer-session");
    try (var _ = new ErasedMeanwhile(bean(Database.class), "recommendation.decision")) {
      assertThatThrownBy(() -> priced.decide(boss, id, RecommendationState.APPROVED, "because"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("erased on request");
    }
    assertThat(state(boss, id)).isEqualTo(RecommendationState.PROPOSED);
  }

  @Test
  void a_published_recommendation_is_decided_by_it_and_the_ceo_sees_what_came_of_it() {
    Recommendation published = priced.all(CEO, null).getFirst();
    assertThat(published.of()).isEqualTo(Of.RELEASE);
    assertThat(published.state()).isEqualTo(RecommendationState.PROPOSED);
    ReleaseSaving drawn =
        Objects.requireNonNull(bean(Releases.class).latest(CEO).orElseThrow().recommendation());
    assertThat(published.usdPerYear().typical()).isEqualTo(drawn.typicalSavedUsd());
    assertThat(published.hoursPerWeek().low()).isEqualTo(drawn.savedHours().low());
    assertThatThrownBy(
            () -> priced.decide(CEO, published.id(), RecommendationState.APPROVED, "do it"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("IT_SECURITY");
    priced.decide(IT, published.id(), RecommendationState.APPROVED, "asked for by the board");
    assertThat(priced.all(CEO, null).getFirst().state()).isEqualTo(RecommendationState.APPROVED);
    assertThat(Objects.requireNonNull(priced.all(CEO, null).getFirst().decision()).note()).isNull();
  }

  @Test
  void the_same_night_again_changes_nothing_and_an_earlier_one_less_than_that() {
    String id =
        priced.all(IT, null).stream()
            .filter(r -> r.of() == Of.CATEGORY && r.state() == RecommendationState.PROPOSED)
            .findFirst()
            .orElseThrow()
            .id();
    priced.decide(IT, id, RecommendationState.DECLINED, "next year");
    List<Recommendation> before = priced.all(IT, null);
    priced.refresh(NIGHT, "run-1", AS_OF);
    assertThat(priced.all(IT, null)).containsExactlyInAnyOrderElementsOf(before);
    priced.refresh(NIGHT, "run-0", AS_OF.minusDays(30));
    assertThat(priced.all(IT, null)).containsExactlyInAnyOrderElementsOf(before);
    assertThat(state(IT, id)).isEqualTo(RecommendationState.DECLINED);
  }

  @Test
  void of_two_who_decide_at_once_one_is_told_that_it_is_decided() throws Exception {
    String id = id(IT, Of.CATEGORY, "integrate-pair");
    List<Callable<Boolean>> both = new ArrayList<>();
    for (RecommendationState to :
        List.of(RecommendationState.IMPLEMENTED, RecommendationState.IMPLEMENTED)) {
      both.add(() -> {
        try {
          priced.decide(IT, id, to, "done");
          return true;
        } catch (Failure refused) {
          return false;
        }
      });
    }
    priced.decide(IT, id, RecommendationState.APPROVED, "go");
    try (var threads = Executors.newFixedThreadPool(2)) {
      int done = 0;
      for (var decided : threads.invokeAll(both)) {
        done += decided.get() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
  }

  private static Caller as(Role role, String name) {
    return new Caller(ACME, role, name + "@x.example", key(name));
  }

  private static PersonKey key(String name) {
    return Objects.requireNonNull(KEYS.get(name));
  }

  /** Whom the caller's recommendations are about: names, "category" and "release". */
  private static Set<String> about(Caller caller) {
    Map<PersonKey, String> names = new HashMap<>();
    KEYS.forEach((name, key) -> names.put(key, name));
    Set<String> about = new HashSet<>();
    for (Recommendation r : priced.all(caller, null)) {
      String name = r.person() == null ? "" : Objects.requireNonNull(names.get(r.person()));
      about.add(
          switch (r.of()) {
            case PERSON -> name;
            case TEAM -> "team of " + name;
            case CATEGORY, RELEASE -> r.of().name().toLowerCase(java.util.Locale.ROOT);
          });
    }
    return about;
  }

  private static String id(Caller caller, Of of, String change) {
    return priced.all(caller, null).stream()
        .filter(r -> r.of() == of && r.change().equals(change))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** What anybody sees, together. */
  private static List<Recommendation> everybodys() {
    List<Recommendation> all = new ArrayList<>(priced.all(IT, null));
    KEYS.keySet().forEach(name -> all.addAll(priced.all(as(Role.MANAGER, name), null)));
    return all;
  }

  private static RecommendationState state(Caller caller, String id) {
    return priced.all(caller, null).stream()
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static String note(Caller caller, String id) {
    String note =
        priced.all(caller, null).stream()
            .filter(r -> r.id().equals(id))
            .map(r -> Objects.requireNonNull(r.decision()).note())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("hidden");
    return note;
  }

  private static Map<String, Recommendation> byChange(List<Recommendation> all) {
    return all.stream().collect(Collectors.toMap(Recommendation::change, r -> r));
  }

  private static long count(Caller caller, String rows) {
    return bean(Database.class)
        .inTransactionAs(caller, sql -> sql.sql(rows).query(Long.class).single());
  }
}
