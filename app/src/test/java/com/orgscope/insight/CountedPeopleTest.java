package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.licence.Contracts;
import com.orgscope.licence.Licences;
import com.orgscope.licence.Visibility;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Erasures;
import com.orgscope.testing.Product;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * From a directory, a sign-in log and what everybody's work was said to be to the census that a
 * release is drawn from, by the product's own way.
 */
@Tag("slow")
class CountedPeopleTest {
  private static final LocalDate EARLIER = LocalDate.of(2026, 11, 10);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final int PEOPLE = 14;
  private static final String COLUMNS =
      "employee_id,login,title,department,manager_id,end_date,alias";

  private static final HourBounds BOUNDS = TestReleases.SHAPE.bounds();
  private static final ReleaseEpsilons EPSILONS =
      ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), 1_000, true);

  @TempDir private static Path home = Path.of("replaced");

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext product;

  @BeforeAll
  static void open() {
    product = Product.on(TestDatabase.fresh(), home).run();
  }

  @AfterAll
  static void close() {
    product.close();
  }

  /** Whoever is alone in the newest run, or the only one it said something of. */
  @Test
  void the_days_that_count_are_the_newest_run_s_and_no_single_persons() {
    TenantId with = company("days-with");
    TenantId without = company("days-without");
    TestRuns.active(product, with, "run-2", DAY, Map.of(key(with, 3), said(3)));
    TestRuns.active(product, without, "run-2", DAY, Map.of());
    TimeWindow window = TimeWindow.ending(DAY, 28);
    assertThat(census(with).window()).isEqualTo(window);
    assertThat(census(without).window()).isEqualTo(window);
    assertThat(census(with).run()).isEqualTo(census(without).run()).isEqualTo("run-2");
    erase(with, 3);
    assertThat(census(with).window()).as("the only one of that run is erased").isEqualTo(window);
  }

  /** What the log and the directory held of somebody is theirs, and in nobody else's row. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 12})
  void whoever_leaves_or_is_erased_takes_their_own_row_and_changes_nobody_elses(int person) {
    for (String how : List.of("left", "erased")) {
      TenantId tenant = company(how + "-" + person);
      Census before = census(tenant);
      assertThat(before.members())
          .allMatch(
              m -> m.minutes().getOrDefault(Cause.FAILED_SIGN_INS, 0.0) > 0 && m.use().size() > 1);
      if (how.equals("left")) {
        employ(tenant, line(person, manager(person), EARLIER.minusDays(1)));
      } else {
        erase(tenant, person);
      }
      Census after = census(tenant);
      assertThat(after.members()).as(how).hasSize(PEOPLE - 1);
      List<Census.Member> gone = new ArrayList<>(before.members());
      after.members().forEach(gone::remove);
      assertThat(gone).as("%s, of those who stay each row is as it was", how).hasSize(1);
      assertThat(after.headcount()).isEqualTo(PEOPLE - 1);
      assertThat(Grid.of(after, false)).isEqualTo(Grid.of(before, false));
      noMoreIsLearntThanEachEpsilon(before, after);
    }
  }

  /** The one whose sign-ins alone say how far the log goes back and which of its days are there. */
  @Test
  void whoever_is_erased_makes_nobody_elses_seat_idle_or_used() throws IOException {
    TenantId tenant = new TenantId("seats");
    product.getBean(Tenants.class).create(TestDirectory.tenant(tenant));
    String[] lines = new String[PEOPLE];
    StringBuilder seats = new StringBuilder("application,login\n");
    SignInLog log = new SignInLog();
    LocalDate asOf = LocalDate.of(2026, 12, 4);
    LocalDate first = LocalDate.of(2026, 10, 20);
    for (int i = 1; i <= PEOPLE; i++) {
      lines[i - 1] = line(i, manager(i), null);
      seats.append("GitHub,p%d@x.example%n".formatted(i));
    }
    employ(tenant, lines);
    for (int i = 2; i <= PEOPLE; i++) {
      log.by(key(tenant, i)).visitOn(first, "GitHub");
    }
    for (LocalDate day = first.minusDays(8); day.isBefore(asOf); day = day.plusDays(4)) {
      log.by(key(tenant, 1)).visitOn(day, "GitHub");
    }
    log.into(product.getBean(Lake.class), tenant);
    product.getBean(DailyUsage.class).refresh(tenant, Progress.NONE);
    Caller it = Caller.commandLine(tenant, "tess");
    Contracts contracts = product.getBean(Contracts.class);
    contracts.importContracts(
        it,
        Files.writeString(
            home.resolve("contracts.csv"),
            "application,seats,price,currency\nGitHub,14,200,USD\n"));
    contracts.importSeats(it, Files.writeString(home.resolve("seats.csv"), seats));
    product.getBean(Licences.class).say(it, "GitHub", Visibility.SIGN_INS, null, asOf);
    TestRuns.active(product, tenant, "run-1", asOf, Map.of());
    List<Long> before = idleDollars(tenant);
    assertThat(before).filteredOn(dollars -> dollars == 200).hasSize(PEOPLE - 1);
    erase(tenant, 1);
    assertThat(idleDollars(tenant)).hasSize(PEOPLE - 1).containsOnly(200L);
  }

  private static List<Long> idleDollars(TenantId tenant) {
    return census(tenant).members().stream().map(Census.Member::idleDollars).toList();
  }

  /** Of so few people the settings as they ship would draw none of it. */
  @Test
  void what_a_quarter_counts_beside_is_read_of_who_worked_there_then_and_now() {
    TenantId tenant = company("quarter");
    TestDirectory.employ(
        product.getBean(People.class),
        night(tenant),
        "employee_id,login,title,department,effective_date",
        "5,p5@x.example,Engineer,Platform,2026-01-01",
        "5,p5@x.example,Engineer,Sales,2026-11-20");
    Map<PersonKey, Judgment> newer = new HashMap<>();
    for (int i = 1; i <= PEOPLE; i++) {
      newer.put(key(tenant, i), i == 6 ? TestCompany.decided("Legal", 0.9) : said(i));
    }
    TestRuns.active(product, tenant, "run-2", DAY, newer);
    employ(tenant, line(9, manager(9), EARLIER));
    assertThat(census(tenant).staffChanges())
        .as("as the directory dates it")
        .contains(new StaffChange(LocalDate.of(2026, 11, 20), 0, 0, 1));
    Figure total = TestReleases.people(PEOPLE);
    Release before = TestReleases.withTotal(total, "run-1", TimeWindow.ending(EARLIER, 28));
    QuarterParts parts = quarter(tenant, new Quarter("2026-Q4", true, null, before));
    assertThat(parts.moves()).isNotEmpty().hasSizeLessThanOrEqualTo(PEOPLE - 1);
    assertThat(parts.moves())
        .allSatisfy(own -> assertThat(UseFunctions.instance().pairs()).containsAll(own.keySet()));
    ChangeParts change = Objects.requireNonNull(parts.change());
    assertThat(change.before().lastDay()).isEqualTo(EARLIER);
    assertThat(change.secondsBefore()).isPositive();
    assertThat(change.seconds().get(ChangeCause.LEFT)).as("person 9").isNegative();
    assertThat(change.seconds())
        .as("5 is elsewhere, 6 does other work")
        .containsKeys(ChangeCause.REORGANIZED, ChangeCause.OTHER_WORK)
        .doesNotContainKeys(ChangeCause.JOINED, ChangeCause.MODEL);
    assertThat(quarter(tenant, new Quarter("2026-Q4", true, null, null)).change()).isNull();
    assertThat(read(tenant, new Quarter("2026-Q4", false, null, before)).parts())
        .as("drawn before")
        .isNull();
  }

  /** It did not leave and has no moves, and is in no seconds of the days before. */
  @Test
  void an_account_that_the_directory_does_not_know_is_in_nothing_that_a_quarter_counts() {
    TenantId tenant = company("stranger");
    TimeWindow days = TimeWindow.ending(EARLIER, 28);
    Release before = TestReleases.withTotal(TestReleases.people(PEOPLE), "run-1", days);
    Quarter due = new Quarter("2026-Q4", true, null, before);
    QuarterParts without = quarter(tenant, due);
    SignInLog log = new SignInLog();
    works(log.by(account(tenant, "p5.admin@x.example")), 9);
    log.into(product.getBean(Lake.class), tenant);
    product.getBean(DailyUsage.class).refresh(tenant, Progress.NONE);
    assertThat(product.getBean(Usage.class).everybody(night(tenant), days)).hasSize(PEOPLE + 1);
    assertThat(quarter(tenant, due)).isEqualTo(without);
  }

  @Test
  void nobody_counts_for_more_moves_than_the_bound_however_busy() {
    TenantId tenant = company("busy");
    SignInLog log = new SignInLog();
    log.by(key(tenant, 4));
    for (int i = 0; i < 240; i++) {
      String second = String.format(Locale.ROOT, "12 %02d:%02d:00", 8 + i / 60, i % 60);
      log.visit(second, i % 2 == 0 ? "GitHub" : "Salesforce", "busy");
    }
    log.into(product.getBean(Lake.class), tenant);
    product.getBean(DailyUsage.class).refresh(tenant, Progress.NONE);
    assertThat(quarter(tenant, new Quarter("2026-Q4", true, null, null)).moves())
        .extracting(own -> own.values().stream().mapToDouble(n -> n).sum())
        .allMatch(all -> all < QuarterParts.WEEKLY_MOVES + 1e-9)
        .anyMatch(all -> all > QuarterParts.WEEKLY_MOVES - 1e-9);
  }

  private static QuarterParts quarter(TenantId tenant, Quarter quarter) {
    return Objects.requireNonNull(read(tenant, quarter).parts());
  }

  /** Of whoever is counted, as of the last day that is; where it is not drawn nobody is asked. */
  @Test
  void what_claims_spared_is_read_of_who_is_counted_where_it_is_drawn() {
    TenantId tenant = company("claims");
    PersonKey counted = key(tenant, 4);
    List<LocalDate> asked = new ArrayList<>();
    ClaimedTime claimed =
        new ClaimedTime() {
          @Override
          public ClaimedTime.Spared spared(Caller caller, LocalDate day) {
            asked.add(day);
            return new ClaimedTime.Spared(
                2,
                new Interval(1, 2),
                Map.of(counted, 5_000.0, new PersonKey(new UUID(1, 2)), 60.0));
          }

          @Override
          public ClaimedTime.Spared begun(Caller caller, LocalDate day) {
            return new ClaimedTime.Spared(3, null, Map.of());
          }
        };
    Quarter due = new Quarter("2026-Q4", true, null, null);
    assertThat(Objects.requireNonNull(read(tenant, due, claimed, 10_000).parts()).spared())
        .isEqualTo(new QuarterParts.Spared(2, new Interval(1, 2), List.of(900L)));
    assertThat(asked).containsExactly(DAY);
    assertThat(Objects.requireNonNull(read(tenant, due, claimed, 3_999).parts()).spared())
        .as("how many were given, of nobody's weeks")
        .isEqualTo(new QuarterParts.Spared(3, null, List.of()));
    assertThat(read(tenant, new Quarter("2026-Q4", false, null, null), claimed, 10_000).parts())
        .isNull();
    assertThat(asked).as("and no more").hasSize(1);
  }

  private static LiveQuarter.Read read(TenantId tenant, Quarter quarter) {
    return read(tenant, quarter, product.getBean(ClaimedTime.class), 10_000);
  }

  private static LiveQuarter.Read read(
      TenantId tenant, Quarter quarter, ClaimedTime claimed, int people) {
    Caller night = night(tenant);
    TimeWindow window = TimeWindow.ending(DAY, 28);
    People directory = product.getBean(People.class);
    Usage usage = product.getBean(Usage.class);
    Assignments assignments = product.getBean(Assignments.class);
    Map<PersonKey, Person> staff = new HashMap<>();
    directory.all(night).forEach(person -> staff.put(person.key(), person));
    return new LiveQuarter(
            usage,
            product.getBean(Licences.class),
            new LiveChange(usage, assignments, directory, TestReleases.SHAPE),
            claimed,
            TestReleases.SHAPE,
            TestReleases.PRIVACY)
        .read(
            night,
            quarter,
            new LiveQuarter.Now(
                window, staff, usage.everybody(night, window), assignments.current(night)),
            ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), people, quarter.due()));
  }

  @Test
  void whose_manager_somebody_is_moves_nothing() {
    TenantId tenant = company("managers");
    Census before = census(tenant);
    employ(
        tenant,
        line(5, 2, null),
        line(12, 1, null),
        line(8, null, null),
        line(1, 2, null),
        line(2, null, null));
    assertThat(census(tenant)).isEqualTo(before);
  }

  @Test
  void a_second_account_that_is_told_moves_one_persons_row() {
    TenantId tenant = company("accounts");
    PersonKey second = account(tenant, "p5.admin@x.example");
    SignInLog log = new SignInLog();
    works(log.by(second), 9);
    log.into(product.getBean(Lake.class), tenant);
    product.getBean(DailyUsage.class).refresh(tenant, Progress.NONE);
    Census unknown = census(tenant);
    assertThat(unknown.members()).hasSize(PEOPLE);
    employ(tenant, line(5, manager(5), null) + "p5.admin@x.example");
    Census known = census(tenant);
    List<Census.Member> gone = new ArrayList<>(unknown.members());
    known.members().forEach(gone::remove);
    assertThat(gone).hasSize(1);
    assertThat(known.members()).hasSize(PEOPLE);
  }

  /** To whoever knows all the others' rows. */
  private static void noMoreIsLearntThanEachEpsilon(Census with, Census without) {
    Map<Set<Cause>, Epsilon> causes =
        Map.of(
            Set.of(Cause.FAILED_SIGN_INS, Cause.CHALLENGES), EPSILONS.of(DeclaredCells.CAUSES),
            Set.of(Cause.SWITCHES), EPSILONS.of(DeclaredCells.SWITCHING),
            Set.of(Cause.UNMEASURED_SIGN_INS), EPSILONS.of(DeclaredCells.UNMEASURED));
    Epsilon use = EPSILONS.of(DeclaredCells.USE);
    Epsilon roles = EPSILONS.of(DeclaredCells.ROLES);
    learnt(Likelihood.people(with(with), Grid.of(with, false), EPSILONS), with, without, 0.70);
    learnt(Likelihood.use(use), with, without, use.decimal().doubleValue());
    learnt(Likelihood.roles(with.columns(), roles), with, without, roles.decimal().doubleValue());
    causes.forEach((drawn, epsilon) -> {
      double most = epsilon.decimal().doubleValue();
      learnt(Likelihood.causes(with, BOUNDS, EPSILONS, drawn), with, without, most);
    });
  }

  private static void learnt(
      Likelihood.Mechanism mechanism, Census with, Census without, double most) {
    assertThat(Likelihood.learnt(mechanism, without.members(), with.members()))
        .isLessThanOrEqualTo(most + 2e-3);
  }

  private static Function<List<Census.Member>, Census> with(Census shape) {
    return members ->
        new Census(
            shape.run(),
            shape.window(),
            shape.departments(),
            shape.categories(),
            members,
            members.size(),
            true,
            shape.models(),
            false,
            null,
            null);
  }

  /** The key of an account that the directory does not know yet. */
  private static PersonKey account(TenantId tenant, String login) {
    Pseudonyms pseudonyms = TestDirectory.of(product).resolution().pseudonyms(tenant);
    PersonKey key =
        Objects.requireNonNull(
            pseudonyms.resolve("okta", "00uSecond", login, (int) EARLIER.toEpochDay()));
    pseudonyms.save();
    return key;
  }

  private static TenantId company(String name) {
    TenantId tenant = new TenantId(name);
    product.getBean(Tenants.class).create(TestDirectory.tenant(tenant));
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= PEOPLE; i++) {
      lines.add(line(i, manager(i), null));
    }
    employ(tenant, lines.toArray(String[]::new));
    SignInLog log = new SignInLog();
    for (int i = 1; i <= PEOPLE; i++) {
      works(log.by(key(tenant, i)), i);
    }
    log.into(product.getBean(Lake.class), tenant);
    product.getBean(DailyUsage.class).refresh(tenant, Progress.NONE);
    Map<PersonKey, Judgment> everybody = new HashMap<>();
    for (int i = 1; i <= PEOPLE; i++) {
      everybody.put(key(tenant, i), said(i));
    }
    TestRuns.active(product, tenant, "run-1", EARLIER, everybody);
    return tenant;
  }

  /** The first leads the first half, the second the others. */
  private static @Nullable Integer manager(int person) {
    int leader = person <= PEOPLE / 2 ? 1 : 2;
    return person == 1 ? null : leader == person ? (Integer) 1 : (Integer) leader;
  }

  private static String line(int person, @Nullable Integer manager, @Nullable LocalDate last) {
    return String.format(
        Locale.ROOT,
        "%d,p%d@x.example,Engineer,%s,%s,%s,",
        person,
        person,
        person % 3 == 0 ? "Sales" : "Platform",
        Objects.requireNonNullElse(manager, ""),
        Objects.requireNonNullElse(last, ""));
  }

  private static void employ(TenantId tenant, String... lines) {
    TestDirectory.employ(product.getBean(People.class), night(tenant), COLUMNS, lines);
  }

  /** Nobody does as another: failures that are measured, factors, switches, applications. */
  private static void works(SignInLog log, int person) {
    String session = "s" + person;
    for (int i = 0; i <= person % 5; i++) {
      String minute = String.format(Locale.ROOT, "%02d 09:%02d", 3 + i, person);
      log.signIn(minute + ":00", null, Outcome.FAILURE)
          .signIn(minute + ":3" + i, null, Outcome.SUCCESS)
          .visit(minute + ":50", "GitHub", session)
          .visit(minute + ":55", person % 2 == 0 ? "Salesforce" : "Slack", session)
          .challenge(minute + ":58", session);
    }
  }

  private static Judgment said(int person) {
    return switch (person % 4) {
      case 0 -> TestCompany.judgment(Status.UNCERTAIN, "Sales", 0.4);
      case 1 -> TestCompany.decided("Engineering", 0.9, "Sales");
      case 2 -> TestCompany.decided("Sales", 0.9);
      default -> TestCompany.decided("Engineering", 0.9);
    };
  }

  private static PersonKey key(TenantId tenant, int person) {
    return product
        .getBean(People.class)
        .byLogin(night(tenant), "p" + person + "@x.example")
        .orElseThrow()
        .key();
  }

  private static void erase(TenantId tenant, int person) {
    Caller operator = Caller.commandLine(tenant, "tess");
    Erasures erasures = product.getBean(Erasures.class);
    try {
      var unused =
          erasures.awaitEnd(
              operator, erasures.request(operator, List.of(key(tenant, person))), Progress.NONE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Census census(TenantId tenant) {
    Caller night = night(tenant);
    return product
        .getBean(Censuses.class)
        .take(
            night,
            product.getBean(Assumptions.class).of(night),
            day -> new Quarter("of " + day, true, null, null))
        .orElseThrow();
  }

  private static Caller night(TenantId tenant) {
    return Caller.system(tenant, "test");
  }
}
