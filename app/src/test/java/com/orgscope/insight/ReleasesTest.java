package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.Access;
import com.orgscope.access.GrantedUnits;
import com.orgscope.access.TestAccess;
import com.orgscope.access.UnitGrant;
import com.orgscope.access.UnitGrant.Holder;
import com.orgscope.access.UnitGrant.Kind;
import com.orgscope.access.UnitGrants;
import com.orgscope.audit.Audit;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.PolicyBook;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestLedger;
import com.orgscope.privacy.TestPrivacyPolicies;
import com.orgscope.recommendation.TestRecommendation;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

@Tag("slow")
class ReleasesTest {
  private static final InsightSettings SHAPE =
      new InsightSettings(
          Period.ofMonths(1), 28, 200, 500, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);

  private static final TimeWindow SOME_DAYS = TimeWindow.ending(LocalDate.of(2026, 8, 29), 28);
  private static final TenantId TENANT = new TenantId("acorn");
  private static final Caller NIGHT = Caller.system(TENANT, "insight");
  private static final Caller CEO = new Caller(TENANT, Role.CEO, "ceo", null);

  @TempDir private Path home = Path.of("replaced");
  private final Database database = TestDatabase.fresh();
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private @Nullable Census census = MadeUpCensus.company(1000, 1).census();
  private @Nullable String held;
  private @Nullable Instant certified;

  private final ReleaseGate gate =
      new ReleaseGate() {
        @Override
        public Optional<Publication.Withheld> holds(TenantId tenant, String run, LocalDate asOf) {
          return Optional.ofNullable(held).map(reason -> new Publication.Withheld(reason, null));
        }

        @Override
        public Optional<Instant> completeUntil(TenantId tenant, TimeWindow window) {
          return Optional.ofNullable(certified);
        }
      };

  @Test
  void publishing_the_same_run_again_gives_the_same_numbers_and_costs_nothing() {
    Release first = published(releases("16", 1).publish(NIGHT));
    // Other noise, so that a second draw could not hide.
    Publication again = releases("16", 2).publish(NIGHT);
    assertThat(again).isEqualTo(new Publication.Unchanged(first));
    assertThat(releases("16", 1).latest(CEO)).contains(first);
    assertThat(ledger("16").charges(NIGHT)).hasSize(1);
  }

  @Test
  void the_log_says_of_which_day_a_release_is_what_it_cost_and_what_is_left_of_the_year() {
    Caller it = Caller.commandLine(TENANT, "tess");
    published(releases("16", 1).publish(it));
    releases("16", 2).publish(it);
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    published(releases("16", 3).publish(it));
    assertThat(
            TestAudit.on(database).entries(it, 100).stream()
                .filter(e -> e.action().equals("publish a release"))
                .map(e -> e.subject() + ": " + e.reason()))
        .containsExactly(
            "release:run-2:2026-11-22: as of 2026-11-22; epsilon 1.108; 13.36 of this year's 16 is left",
            "release:run-1:2026-11-21: as of 2026-11-21; epsilon 1.532; 14.468 of this year's 16 is left");
  }

  @Test
  void the_log_says_once_who_withdrew_a_release() {
    Caller it = Caller.commandLine(TENANT, "tess");
    Releases releases = releases("16", 1);
    String id = published(releases.publish(it)).id();
    releases.withdraw(it, id, "a department was imported twice");
    assertThatThrownBy(() -> releases.withdraw(it, id, "again")).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> releases.withdraw(it, "2020-01-01.1", "a typo"))
        .isInstanceOf(Failure.class);
    assertThat(
            TestAudit.on(database).entries(it, 100).stream()
                .filter(e -> e.action().equals("withdraw a release"))
                .map(e -> e.principal() + ", " + e.subject()))
        .containsExactly("os:tess, release " + id);
  }

  @Test
  void each_node_drops_what_it_kept_as_soon_as_another_publishes_or_withdraws() {
    Releases one = releases("16", 1);
    Releases other = releases("16", 1);
    Release first = published(one.publish(NIGHT));
    assertThat(other.latest(NIGHT).orElseThrow())
        .as("read once")
        .isSameAs(other.latest(NIGHT).orElseThrow());
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    Release second = published(one.publish(NIGHT));
    assertThat(other.latest(NIGHT)).map(Release::id).hasValue(second.id());
    assertThat(other.before(NIGHT, second)).map(Release::id).hasValue(first.id());
    assertThat(other.past(NIGHT))
        .extracting(PastRelease::id)
        .containsExactly(second.id(), first.id());
    one.withdraw(Caller.commandLine(TENANT, "tess"), second.id(), "imported twice");
    assertThat(other.latest(NIGHT)).map(Release::id).hasValue(first.id());
    assertThat(other.named(NIGHT, second.id())).isEmpty();
    assertThat(other.named(NIGHT, first.id())).map(Release::id).hasValue(first.id());
    assertThat(other.past(NIGHT)).extracting(PastRelease::id).containsExactly(first.id());
  }

  @Test
  void a_later_run_is_a_new_release_with_new_noise() {
    Release first = published(releases("16", 1).publish(NIGHT));
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    Release second = published(releases("16", 2).publish(NIGHT));
    assertThat(second.id()).isEqualTo("2026-11-22.1").isNotEqualTo(first.id());
    assertThat(second.cells()).isNotEqualTo(first.cells());
    assertThat(ledger("16").charges(NIGHT)).hasSize(2);
  }

  /** Whatever the application asks: the row policy has the last word. */
  @Test
  void the_database_leaves_an_executive_no_cell_of_a_unit_that_was_not_granted() {
    Release release = published(releases("16", 1).publish(NIGHT));
    Caller executive = new Caller(TENANT, Role.EXECUTIVE, "service:report", null);
    Caller it = Caller.commandLine(TENANT, "tess");
    UnitGrants grants = TestAccess.grants(database, access());
    Holder report = new Holder.OfServiceAccount("report");
    String units =
        "SELECT DISTINCT coalesce(of_department, of_category, '') FROM insight.release_part";
    assertThat(asked(executive, units)).containsExactly("");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    grants.grant(it, new UnitGrant(report, Kind.DEPARTMENT, "Engineering", today, today, null));
    grants.grant(it, new UnitGrant(report, Kind.CATEGORY, "Sales", today.plusDays(1), null, null));
    grants.grant(
        it,
        new UnitGrant(
            report, Kind.CATEGORY, "Finance", today.minusDays(2), today.minusDays(1), null));
    assertThat(asked(executive, units)).containsExactlyInAnyOrder("", "Engineering");
    assertThat(releases("16", 1).latest(executive).orElseThrow().cells())
        .isNotEmpty()
        .isEqualTo(
            release.cells().stream()
                .filter(cell -> cell.department().equals("Engineering"))
                .toList());
    Caller another = new Caller(TENANT, Role.EXECUTIVE, "service:other", null);
    assertThat(asked(another, units)).containsExactly("");
    grants.revoke(it, report, Kind.DEPARTMENT, "Engineering");
    assertThat(asked(executive, units)).containsExactly("");
    assertThat(asked(executive, "SELECT id FROM insight.release")).isEmpty();
    assertThat(asked(executive, "SELECT release FROM insight.release_leaf")).isEmpty();
    assertThat(
            asked(
                executive,
                "SELECT part::text FROM insight.release_part WHERE part::text ~"
                    + " '\"department\"|Customer Support|Not yet known'"))
        .as("what is of the whole company names no unit")
        .isEmpty();
    for (Role role : List.of(Role.CEO, Role.AUDITOR)) {
      assertThat(asked(new Caller(TENANT, role, "service:report", null), units)).isEmpty();
    }
  }

  @Test
  void a_manager_is_left_the_cells_of_the_unit_that_they_work_in_and_nothing_else() {
    published(releases("16", 1).publish(NIGHT));
    Caller manager = new Caller(TENANT, Role.MANAGER, "boss", new PersonKey(UUID.fromString(BOSS)));
    String units =
        "SELECT DISTINCT place || ' of ' || coalesce(of_department, '') FROM insight.release_part";
    assertThat(asked(manager, units)).as("nobody whom the directory knows").isEmpty();
    worksIn("Engineering", "Technology");
    assertThat(asked(manager, units)).containsExactly("cells of Engineering");
    assertThat(asked(new Caller(TENANT, Role.EMPLOYEE, "boss", manager.person()), units)).isEmpty();
    worksIn("Payroll", "Engineering");
    assertThat(asked(manager, units)).as("their division").containsExactly("cells of Engineering");
    worksIn("Payroll", "Technology");
    assertThat(asked(manager, units)).isEmpty();
    worksIn("Other", "Everyone");
    assertThat(asked(manager, units)).as("what was merged is several units").isEmpty();
  }

  private static final String BOSS = "00000000-0000-8000-8000-000000000b05";

  private void worksIn(String department, String division) {
    TestDirectory.place(
        database,
        Caller.commandLine(TENANT, "tess"),
        new PersonKey(UUID.fromString(BOSS)),
        department,
        division);
  }

  /** Whatever the database gives: the application has a last word too. */
  @Test
  void parts_of_units_that_were_not_granted_are_left_out_of_what_is_put_together() {
    Release release = published(releases("16", 1).publish(NIGHT));
    Caller it = Caller.commandLine(TENANT, "tess");
    Holder report = new Holder.OfServiceAccount("report");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    TestAccess.grants(database, access())
        .grant(it, new UnitGrant(report, Kind.DEPARTMENT, "Engineering", today, null, null));
    List<ReleasePart> parts =
        new ReleasePartStore(database)
            .latest(new Caller(TENANT, Role.EXECUTIVE, "service:report", null));
    GrantedUnits none = new GrantedUnits(Set.of(), Set.of());
    assertThat(ReleasePart.together(parts, none).orElseThrow().cells()).isEmpty();
    assertThat(ReleasePart.together(parts, none).orElseThrow().total()).isEqualTo(release.total());
    assertThat(
            ReleasePart.together(parts, new GrantedUnits(Set.of("Engineering"), Set.of()))
                .orElseThrow()
                .cells())
        .isNotEmpty();
  }

  /** All parts together are the release, so that a page in parts says nothing else. */
  @Test
  void who_is_granted_all_units_has_the_whole_release() {
    Release release = published(releases("16", 1).publish(NIGHT));
    Caller it = Caller.commandLine(TENANT, "tess");
    Holder report = new Holder.OfServiceAccount("report");
    UnitGrants grants = TestAccess.grants(database, access());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Set<String> departments = new TreeSet<>();
    Set<String> categories = new TreeSet<>();
    release
        .cells()
        .forEach(cell -> {
          departments.add(cell.department());
          categories.add(cell.category());
        });
    categories.addAll(MadeUpCensus.company(1000, 1).census().categories());
    departments.forEach(
        unit -> grants.grant(it, new UnitGrant(report, Kind.DEPARTMENT, unit, today, null, null)));
    categories.forEach(
        unit -> grants.grant(it, new UnitGrant(report, Kind.CATEGORY, unit, today, null, null)));
    Caller executive = new Caller(TENANT, Role.EXECUTIVE, "service:report", null);
    assertThat(releases("16", 1).latest(executive)).contains(ofSingleKinds(release));
  }

  /** What several kinds of work were told of together is of no unit that can be granted. */
  private static Release ofSingleKinds(Release release) {
    QuarterCells all = Objects.requireNonNull(release.quarter());
    return release.with(
        new QuarterCells(
            all.quarter(),
            all.window(),
            all.causes(),
            all.causesByCategory(),
            all.roles(),
            all.useByCategory().stream().filter(use -> use.kinds().size() == 1).toList(),
            all.atBound(),
            all.idleLicences(),
            all.answers()));
  }

  private List<String> asked(Caller caller, String sql) {
    return database.inTransactionAs(caller, jdbc -> jdbc.sql(sql).query(String.class).list());
  }

  private void aMonthLater() {
    now = now.plus(Duration.ofDays(31));
  }

  @Test
  void there_is_one_release_a_period_whatever_runs() {
    Release first = published(releases("16", 1).publish(NIGHT));
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    for (int seed = 2; seed < 14; seed++) {
      assertThat(releases("16", seed).publish(NIGHT)).isEqualTo(new Publication.Unchanged(first));
    }
    now = Instant.parse("2026-12-21T23:59:59Z");
    assertThat(releases("16", 20).publish(NIGHT)).isEqualTo(new Publication.Unchanged(first));
    assertThat(ledger("16").charges(NIGHT)).hasSize(1);
    now = Instant.parse("2026-12-22T00:00:00Z");
    assertThat(published(releases("16", 21).publish(NIGHT)).run()).isEqualTo("run-2");
  }

  @Test
  void a_withdrawn_release_is_not_drawn_anew_in_its_period() {
    Release first = published(releases("16", 1).publish(NIGHT));
    releases("16", 1).withdraw(NIGHT, first.id(), "a file was read twice");
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    assertThat(withheld(releases("16", 2).publish(NIGHT)).reason())
        .contains(first.id(), "a file was read twice", "from 2026-12-22 on");
    assertThat(releases("16", 2).refusal(NIGHT))
        .contains(withheld(releases("16", 2).publish(NIGHT)));
    assertThat(ledger("16").charges(NIGHT)).hasSize(1);
  }

  @Test
  void nothing_is_published_of_days_that_are_not_over() {
    census = MadeUpCensus.company(1000, 1).run("run-1", LocalDate.of(2026, 11, 23)).census();
    assertThat(withheld(releases("16", 1).publish(NIGHT)).reason()).contains("2026-11-23");
    assertThat(releases("16", 1).refusal(NIGHT)).isPresent();
    assertThat(ledger("16").charges(NIGHT)).isEmpty();
    census = MadeUpCensus.company(1000, 1).run("run-1", LocalDate.of(2026, 11, 22)).census();
    published(releases("16", 1).publish(NIGHT));
  }

  @Test
  void a_release_that_is_held_draws_nothing_and_costs_nothing() {
    Release first = published(releases("16", 1).publish(NIGHT));
    held = "The run is partial.";
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    assertThat(releases("16", 2).publish(NIGHT))
        .isEqualTo(new Publication.Withheld("The run is partial.", null));
    assertThat(releases("16", 1).latest(CEO)).contains(first);
    assertThat(ledger("16").charges(NIGHT)).hasSize(1);
    held = null;
    published(releases("16", 2).publish(NIGHT));
    assertThat(ledger("16").charges(NIGHT)).hasSize(2);
  }

  @Test
  void a_withdrawn_release_brings_the_one_before_it_back_and_is_never_drawn_again() {
    Releases releases = releases("16", 1);
    Release first = published(releases.publish(NIGHT));
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    Release second = published(releases("16", 2).publish(NIGHT));
    releases.withdraw(NIGHT, second.id(), "a department was imported twice");
    assertThat(releases.latest(CEO)).contains(first);
    assertThat(releases("16", 3).publish(NIGHT))
        .isInstanceOfSatisfying(
            Publication.Withheld.class,
            held ->
                assertThat(held.reason())
                    .contains(second.id(), "a department was imported twice", "next night"));
    assertThat(releases.latest(CEO)).contains(first);
    assertThat(ledger("16").charges(NIGHT)).hasSize(2);
    assertThatThrownBy(() -> releases.withdraw(NIGHT, second.id(), "again"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("withdrawn before");
    assertThatThrownBy(() -> releases.withdraw(NIGHT, "2020-01-01.1", "a typo"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no release '2020-01-01.1'");
    assertThatThrownBy(() -> releases.withdraw(NIGHT, first.id(), " "))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> releases.withdraw(CEO, first.id(), "I do not like it"))
        .isInstanceOf(Failure.class);
  }

  /** What it says before somebody tries is what happens when they do. */
  @Test
  void why_nothing_may_be_published_is_told_before_it_is_tried() {
    Releases releases = releases("16", 1);
    assertThat(releases.refusal(NIGHT)).isEmpty();
    held = "The run is partial.";
    assertThat(releases.refusal(NIGHT))
        .contains(new Publication.Withheld("The run is partial.", null));
    held = null;
    Releases poor = releases("0.001", 1);
    assertThat(poor.refusal(NIGHT)).contains(withheld(poor.publish(NIGHT)));
    Release release = published(releases.publish(NIGHT));
    assertThat(releases.refusal(NIGHT)).isEmpty();
    releases.withdraw(NIGHT, release.id(), "a department was imported twice");
    assertThat(releases.latest(CEO)).isEmpty();
    assertThat(releases.refusal(NIGHT)).contains(withheld(releases.publish(NIGHT)));
    assertThat(ledger("16").charges(NIGHT)).as("nothing was paid for the questions").hasSize(1);
  }

  private static Publication.Withheld withheld(Publication publication) {
    return (Publication.Withheld) publication;
  }

  @Test
  void every_shown_group_is_large_enough_and_the_totals_are_their_sums() {
    for (int seed = 0; seed < 15; seed++) {
      census = MadeUpCensus.company(1000, seed).run("run-" + seed, asOf(seed)).census();
      aMonthLater();
      Release release = published(releases("16", seed).publish(NIGHT));
      assertThat(release.cells()).hasSizeGreaterThanOrEqualTo(5);
      assertThat(release.cells()).allMatch(cell -> cell.people() >= 10);
      Figure total = release.total();
      assertThat(total.people())
          .isEqualTo(release.cells().stream().mapToLong(ReleaseCell::people).sum());
      assertThat(total.usdPerYear())
          .isEqualTo(release.cells().stream().mapToLong(ReleaseCell::usdPerYear).sum());
      assertThat(total.usdPerYear()).isEqualTo(Math.round(total.hoursPerWeek() * 50 * 52));
      assertThat(total.people()).isEqualTo(release.headcount() == null ? 0 : release.headcount());
      assertThat(total.hoursInterval().low()).isLessThanOrEqualTo(total.hoursPerWeek());
    }
  }

  @Test
  void people_whose_work_is_not_known_yet_stay_in_the_totals() {
    Release release = published(releases("16", 1).publish(NIGHT));
    assertThat(release.cells())
        .anySatisfy(cell -> assertThat(cell.category()).isEqualTo(Release.NOT_YET_KNOWN));
  }

  @Test
  void a_release_keeps_the_headcount_and_the_hour_up_to_which_data_are_complete() {
    Release byUse = published(releases("16", 1).publish(NIGHT));
    assertThat(byUse.headcount()).isEqualTo(1000);
    assertThat(byUse.total().peopleInterval().high()).isLessThanOrEqualTo(1000);
    assertThat(byUse.dataUntil()).as("no source says, and no person's last hour does").isNull();
    certified = Instant.parse("2026-11-21T04:00:00Z");
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    Release certifiedOnly = published(releases("16", 1).publish(NIGHT));
    assertThat(certifiedOnly.dataUntil()).isEqualTo("2026-11-21T04:00:00Z");
    assertThat(releases("16", 1).latest(CEO)).contains(certifiedOnly);
  }

  @Test
  void a_small_company_gets_its_total_only() {
    census = MadeUpCensus.company(150, 1).census();
    Release release = published(releases("16", 1).publish(NIGHT));
    assertThat(release.cells())
        .singleElement()
        .satisfies(cell -> {
          assertThat(cell.department()).isEqualTo(Release.EVERYONE);
          assertThat(cell.category()).isEqualTo(Release.EVERYONE);
          assertThat(cell.people()).isBetween(120L, 180L);
        });
  }

  @Test
  void a_handful_of_people_is_not_shown_at_all() {
    census = new MadeUpCensus(1).add("Sales", "Sales", 4).census();
    Release release = published(releases("16", 1).publish(NIGHT));
    assertThat(release.cells()).isEmpty();
    assertThat(release.causes()).isEmpty();
    assertThat(release.recommendation()).isNull();
  }

  @Test
  void what_is_drawn_once_a_quarter_is_the_same_in_all_its_releases_and_new_in_the_next() {
    Release first = published(releases("16", 1).publish(NIGHT));
    QuarterCells drawn = java.util.Objects.requireNonNull(first.quarter());
    assertThat(drawn.quarter()).isEqualTo("2026-Q4");
    assertThat(drawn.roles()).isNotEmpty();
    assertThat(drawn.window()).isEqualTo(first.window());
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-2", LocalDate.of(2026, 12, 21)).census();
    Release second = published(releases("16", 2).publish(NIGHT));
    assertThat(second.quarter()).isEqualTo(drawn);
    assertThat(java.util.Objects.requireNonNull(second.levels()).switching())
        .isEqualTo(drawn.switching().orElseThrow());
    assertThat(second.use()).isNotEmpty().isNotEqualTo(first.use());
    assertThat(second.epsilon()).isEqualByComparingTo("1.108");
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-3", LocalDate.of(2027, 1, 21)).census();
    Release third = published(releases("16", 3).publish(NIGHT));
    assertThat(third.epsilon()).isEqualByComparingTo("1.532");
    assertThat(java.util.Objects.requireNonNull(third.quarter()).quarter()).isEqualTo("2027-Q1");
    assertThat(third.quarter().causes()).isNotEqualTo(drawn.causes());
  }

  @Test
  void what_was_withdrawn_with_a_release_is_in_no_later_one_of_its_quarter_and_not_drawn_again() {
    Release first = published(releases("16", 1).publish(NIGHT));
    releases("16", 1).withdraw(NIGHT, first.id(), "half of the log was missing");
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-2", LocalDate.of(2026, 12, 21)).census();
    Release second = published(releases("16", 2).publish(NIGHT));
    assertThat(second.epsilon()).isEqualByComparingTo("1.108");
    assertThat(second.quarter()).isNull();
    assertThat(second.causes()).isEmpty();
    assertThat(second.recommendation()).isNull();
    assertThat(java.util.Objects.requireNonNull(second.levels()).switching()).isNull();
  }

  @Test
  void what_drew_a_quarter_takes_its_cells_from_the_later_releases_with_it() {
    Release first = published(releases("16", 1).publish(NIGHT));
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-2", LocalDate.of(2026, 12, 21)).census();
    Release second = published(releases("16", 2).publish(NIGHT));
    assertThat(second.recommendation()).isNotNull();
    assertThat(releases("16", 1).latest(CEO)).contains(second);
    releases("16", 1).withdraw(NIGHT, first.id(), "half of the log was missing");
    Release left = releases("16", 1).latest(CEO).orElseThrow();
    assertThat(left).isEqualTo(second.withoutQuarter());
    assertThat(left.quarter()).isNull();
    assertThat(left.causes()).isEmpty();
    assertThat(left.recommendation()).isNull();
    assertThat(java.util.Objects.requireNonNull(left.levels()).switching()).isNull();
    assertThat(left.cells()).isEqualTo(second.cells());
    assertThat(releases("16", 3).publish(NIGHT)).isEqualTo(new Publication.Unchanged(left));
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-3", LocalDate.of(2027, 1, 21)).census();
    assertThat(published(releases("16", 3).publish(NIGHT)).quarter())
        .as("of the next quarter")
        .isNotNull();
  }

  /** Else the hours of a release that was taken back are told as those of the quarter before. */
  @Test
  void what_was_compared_with_a_release_that_was_withdrawn_since_is_told_no_more() {
    census = MadeUpCensus.company(5000, 1).census();
    Release first = published(releases("16", 1).publish(NIGHT));
    aMonthLater();
    aMonthLater();
    census = compared("run-2", LocalDate.of(2027, 1, 21), first);
    Release second = published(releases("16", 2).publish(NIGHT));
    QuarterCells drawn = java.util.Objects.requireNonNull(second.quarter());
    QuarterAnswers answers = java.util.Objects.requireNonNull(drawn.answers());
    assertThat(java.util.Objects.requireNonNull(answers.change()).earlier()).isEqualTo(first.id());
    assertThat(releases("16", 1).latest(CEO)).contains(second);
    releases("16", 1).withdraw(NIGHT, first.id(), "half of the log was missing");
    Release left = releases("16", 1).latest(CEO).orElseThrow();
    assertThat(left).isEqualTo(second.with(drawn.withoutChange()));
    assertThat(left.quarter()).as("all else stands").isEqualTo(drawn.withoutChange());
    assertThat(ReleaseDocument.of(left).toString()).contains("change=null");
    assertThat(releases("16", 3).publish(NIGHT)).isEqualTo(new Publication.Unchanged(left));
    aMonthLater();
    census = MadeUpCensus.company(5000, 2).run("run-3", LocalDate.of(2027, 2, 21)).census();
    Release third = published(releases("16", 3).publish(NIGHT));
    assertThat(third.quarter())
        .as("nor in the document of a later one")
        .isEqualTo(drawn.withoutChange());
  }

  private static Census compared(String run, LocalDate asOf, Release with) {
    return MadeUpCensus.company(5000, 2)
        .run(run, asOf)
        .parts(
            new QuarterParts(
                List.of(),
                List.of(),
                ChangeParts.of(with.window(), Map.of(), Map.of(), SHAPE.bounds().signIn()),
                null))
        .census();
  }

  /** Of releases that did not keep with which one they were compared. */
  @Test
  void what_was_compared_with_is_told_by_its_name_else_by_its_days() {
    Release one = TestReleases.withTotal(TestReleases.people(1), "run-0", SOME_DAYS);
    for (String name : new String[] {"earlier", null}) {
      assertThat(change(name, SOME_DAYS).isComparedWith(one)).as("%s", name).isTrue();
    }
    assertThat(change("another", SOME_DAYS).isComparedWith(one)).isFalse();
    assertThat(change(null, TimeWindow.ending(LocalDate.of(2026, 8, 30), 28)).isComparedWith(one))
        .isFalse();
  }

  private static QuarterAnswers.Change change(@Nullable String earlier, TimeWindow before) {
    return new QuarterAnswers.Change(earlier, before, 1, 2, 3, List.of(), 1);
  }

  @Test
  void the_cells_of_a_quarter_outlive_another_release_that_showed_them() {
    Release first = published(releases("16", 1).publish(NIGHT));
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-2", LocalDate.of(2026, 12, 21)).census();
    Release second = published(releases("16", 2).publish(NIGHT));
    releases("16", 1).withdraw(NIGHT, second.id(), "a department was imported twice");
    assertThat(releases("16", 1).latest(CEO)).contains(first);
  }

  /** A night of an earlier day makes two releases of the same days. */
  @Test
  void of_two_releases_of_the_same_days_the_first_drew_the_quarter() {
    Release first = published(releases("16", 1).publish(NIGHT));
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-2", first.window().lastDay()).census();
    Release second = published(releases("16", 2).publish(NIGHT));
    assertThat(second.quarter()).isEqualTo(first.quarter());
    releases("16", 1).withdraw(NIGHT, first.id(), "half of the log was missing");
    assertThat(releases("16", 1).latest(CEO)).contains(second.withoutQuarter());
    aMonthLater();
    census = MadeUpCensus.company(1000, 2).run("run-3", LocalDate.of(2026, 12, 31)).census();
    Release third = published(releases("16", 3).publish(NIGHT));
    assertThat(third.quarter()).as("nothing of it stands").isNull();
    assertThat(third.epsilon()).as("and it is not drawn again").isEqualByComparingTo("1.108");
  }

  @Test
  void a_kind_of_work_that_left_the_list_is_in_no_later_release_of_the_quarter() {
    census = MadeUpCensus.company(6000, 1).census();
    Release first = published(releases("16", 1).publish(NIGHT));
    assertThat(kinds(first)).contains("Sales");
    aMonthLater();
    Census more = MadeUpCensus.company(6000, 2).run("run-2", LocalDate.of(2026, 12, 21)).census();
    census =
        new Census(
            more.run(),
            more.window(),
            more.departments(),
            more.categories().stream().filter(kind -> !kind.equals("Sales")).toList(),
            more.members(),
            more.headcount(),
            true,
            more.models(),
            false,
            null,
            null);
    Release second = published(releases("16", 2).publish(NIGHT));
    Set<String> stays = kinds(first);
    stays.remove("Sales");
    assertThat(kinds(second)).isEqualTo(stays);
    QuarterCells cells = java.util.Objects.requireNonNull(second.quarter());
    assertThat(cells.causes())
        .as("of everybody")
        .isEqualTo(java.util.Objects.requireNonNull(first.quarter()).causes());
    assertThat(releases("16", 1).latest(CEO)).contains(second);
    releases("16", 1).withdraw(NIGHT, first.id(), "half of the log was missing");
    assertThat(releases("16", 1).latest(CEO)).contains(second.withoutQuarter());
  }

  /** That the quarter's cells are of. */
  private static Set<String> kinds(Release release) {
    QuarterCells cells = java.util.Objects.requireNonNull(release.quarter());
    Set<String> kinds = new TreeSet<>();
    cells.causesByCategory().forEach(cell -> kinds.add(cell.category()));
    cells.roles().forEach(role -> kinds.add(role.category()));
    cells.useByCategory().forEach(use -> kinds.add(use.category()));
    return kinds;
  }

  @Test
  void a_spent_budget_draws_nothing_and_leaves_the_last_release() {
    Releases poor = releases("2", 1);
    Release first = published(poor.publish(NIGHT));
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    assertThat(poor.publish(NIGHT))
        .isInstanceOfSatisfying(
            Publication.Withheld.class,
            withheld ->
                assertThat(withheld.reason()).contains("1.532 of 2").contains("costs 1.108"));
    assertThat(poor.latest(CEO)).contains(first);
  }

  @Test
  void nothing_categorized_is_nothing_published() {
    census = null;
    assertThat(releases("16", 1).publish(NIGHT))
        .isInstanceOfSatisfying(
            Publication.Withheld.class,
            withheld -> assertThat(withheld.remedy()).isEqualTo(new Remedy.Night(TENANT, null)));
  }

  @Test
  void a_chief_executive_sees_no_number_before_it_is_noised() {
    for (Role role : List.of(Role.CEO, Role.AUDITOR)) {
      Caller caller = new Caller(TENANT, role, "somebody", null);
      assertThatThrownBy(() -> releases("16", 1).publish(caller)).isInstanceOf(Failure.class);
    }
  }

  @Test
  void the_database_shows_a_release_to_those_who_may_and_to_no_other_company() {
    Release release = published(releases("16", 1).publish(NIGHT));
    PersonKey person = new PersonKey(new UUID(1, 2));
    for (Role role : List.of(Role.CEO, Role.AUDITOR, Role.IT_SECURITY)) {
      assertThat(releases("16", 1).latest(new Caller(TENANT, role, "x", null))).contains(release);
      assertThat(releases("16", 1).latest(new Caller(new TenantId("birch"), role, "x", null)))
          .isEmpty();
    }
    for (Role role : List.of(Role.MANAGER, Role.EMPLOYEE)) {
      assertThat(releases("16", 1).latest(new Caller(TENANT, role, "x", person))).isEmpty();
    }
  }

  @Test
  void a_release_cannot_be_changed() {
    published(releases("16", 1).publish(NIGHT));
    for (String table : List.of("release", "release_leaf", "withdrawal", "assumption")) {
      for (String attack : List.of("DELETE FROM insight.", "TRUNCATE insight.")) {
        assertThatThrownBy(() -> database.runAs(NIGHT, sql -> sql.sql(attack + table).update()))
            .isInstanceOf(DataAccessException.class)
            .hasStackTraceContaining("permission denied");
      }
    }
  }

  @Test
  void every_leaf_is_kept_as_it_was_drawn_with_the_group_that_shows_it() throws SQLException {
    Release release = published(releases("16", 1).publish(NIGHT));
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT count(DISTINCT shown_in), count(*), min(people)
                FROM insight.release_leaf WHERE shown_in IS NOT NULL
                """)) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(release.cells().size());
      // Four departments and "No department", six categories and "Not yet known".
      assertThat(rows.getLong(2)).isEqualTo(6 * 7);
      assertThat(rows.getLong(3)).as("below zero noise can be, and is kept").isNegative();
    }
  }

  @Test
  void a_companys_own_assumption_moves_the_money_and_not_the_hours() {
    Release before = published(releases("16", 1).publish(NIGHT));
    var assumptions = TestAssumptions.on(database, () -> now);
    assumptions.set(NIGHT, "hourly-cost", new Interval(90, 110), 100, "our payroll, 2026");
    aMonthLater();
    census = MadeUpCensus.company(1000, 1).run("run-2", LocalDate.of(2026, 11, 22)).census();
    Release after = published(releases("16", 1).publish(NIGHT));
    assertThat(after.total().hoursPerWeek()).isEqualTo(before.total().hoursPerWeek());
    assertThat(after.total().usdPerYear()).isEqualTo(2 * before.total().usdPerYear());
    assertThatThrownBy(
            () -> assumptions.set(NIGHT, "hourly-coast", new Interval(1, 3), 2, "a typo"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("hourly-cost");
    assertThatThrownBy(
            () -> assumptions.set(NIGHT, "removable-challenges", new Interval(0.5, 1.5), 1, "me"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ends at 1");
  }

  @Test
  void the_advice_names_the_largest_saving_and_its_assumptions() {
    Release release = published(releases("16", 1).publish(NIGHT));
    ReleaseSaving advice = java.util.Objects.requireNonNull(release.recommendation());
    assertThat(release.causes())
        .anySatisfy(cell -> {
          assertThat(cell.category()).isEqualTo(advice.category());
          assertThat(cell.cause()).isEqualTo(advice.cause());
          assertThat(cell.hoursPerWeek()).isEqualTo(advice.hoursPerWeek());
        });
    assertThat(advice.savedUsd().low()).isPositive().isLessThan(advice.typicalSavedUsd());
    assertThat(advice.savedUsd().high()).isGreaterThan(advice.typicalSavedUsd());
    assertThat(advice.assumptions()).contains("hourly-cost", "weeks-per-year");
  }

  @Test
  void no_advice_saves_more_than_all_friction_costs() {
    int given = 0;
    for (int seed = 0; seed < 40; seed++) {
      // Few hours beside the noise of causes: drawn on their own, they are often more than all.
      for (int people : new int[] {250, 1000}) {
        WholeDrawing whole =
            WholeDrawing.of(
                MadeUpCensus.company(people, seed).census(),
                settings("16"),
                new Noise(new SplittableRandom(seed)),
                TestAssumptions.shipped(),
                SHAPE);
        Drawing.Drawn drawn = whole.grid();
        ReleaseSaving advice =
            new ReleaseSavings(TestRecommendation.adviser())
                .of(
                    java.util.Objects.requireNonNull(drawn.levels()),
                    whole.quarter(),
                    TestAssumptions.shipped(),
                    false);
        if (advice == null) {
          continue;
        }
        given++;
        Figure all =
            Sums.of(
                drawn.cells().stream()
                    .filter(cell ->
                        advice.category().equals(Release.EVERYONE)
                            || cell.category().equals(advice.category()))
                    .toList(),
                TestAssumptions.shipped());
        if (!advice.cause().isSignIn()) {
          continue;
        }
        assertThat(advice.hoursPerWeek()).isLessThanOrEqualTo(all.hoursPerWeek());
        assertThat(advice.typicalSavedHours()).isLessThanOrEqualTo(all.hoursPerWeek());
        assertThat(advice.savedHours().high()).isLessThanOrEqualTo(all.hoursInterval().high());
        assertThat(advice.savedHours().high()).isLessThanOrEqualTo(advice.hoursInterval().high());
        assertThat(advice.typicalSavedUsd()).isLessThanOrEqualTo(all.usdPerYear());
        assertThat(advice.savedUsd().high()).isLessThanOrEqualTo(all.usdInterval().high());
        assertThat(advice.typicalSavedHours())
            .isBetween(advice.savedHours().low(), advice.savedHours().high());
      }
    }
    assertThat(given).isGreaterThan(20);
  }

  @Test
  void nothing_of_signing_in_is_recommended_where_the_policy_was_changed_since_it_was_measured() {
    int before = 0;
    for (int seed = 0; seed < 20; seed++) {
      WholeDrawing whole =
          WholeDrawing.of(
              MadeUpCensus.company(1000, seed).census(),
              settings("16"),
              new Noise(new SplittableRandom(seed)),
              TestAssumptions.shipped(),
              SHAPE);
      Levels levels = java.util.Objects.requireNonNull(whole.grid().levels());
      ReleaseSavings savings = new ReleaseSavings(TestRecommendation.adviser());
      List<Assumption> assumed = TestAssumptions.shipped();
      ReleaseSaving advice = savings.of(levels, whole.quarter(), assumed, false);
      before += advice != null && advice.cause().isSignIn() ? 1 : 0;
      ReleaseSaving since = savings.of(levels, whole.quarter(), assumed, true);
      assertThat(since == null || !since.cause().isSignIn()).isTrue();
    }
    assertThat(before).isGreaterThan(5);
  }

  @Test
  void what_the_policy_book_says_of_the_days_since_decides_it() throws java.io.IOException {
    TestDirectory directory = TestDirectory.on(database, home, TestDirectory.OPEN, () -> now);
    directory.tenants().create(TestDirectory.tenant(TENANT));
    PolicyBook book = directory.policies(database, TestDirectory.OPEN, () -> now);
    LocalDate today = LocalDate.ofInstant(now, java.time.ZoneOffset.UTC);
    java.util.Objects.requireNonNull(census);
    assertThat(isSignInAdvised(book)).isTrue();
    said(book, "2h", census.window().from());
    said(book, "8h", today.plusDays(1));
    assertThat(isSignInAdvised(book)).as("it held all these days, and is not changed yet").isTrue();
    said(book, "4h", today);
    assertThat(isSignInAdvised(book)).isFalse();
  }

  private void said(PolicyBook book, String session, LocalDate from) throws java.io.IOException {
    Path file = home.resolve("policies.csv");
    java.nio.file.Files.writeString(
        file, "policy,value,valid_from\nsession_length,%s,%s\n".formatted(session, from));
    book.importFile(Caller.commandLine(TENANT, "tess"), file);
  }

  private boolean isSignInAdvised(PolicyBook book) {
    ReleaseDraws draws = draws("16", 1);
    draws.asked(book);
    Census of = java.util.Objects.requireNonNull(census);
    Quarter due =
        TestReleases.published(database, access(), TestJournal.in(home), budget("16"))
            .quarter(NIGHT, of.window().lastDay());
    ReleaseSaving advice =
        draws.draw(TENANT, of, TestAssumptions.shipped(), due).release().recommendation();
    return advice != null && advice.cause().isSignIn();
  }

  @Test
  void advice_of_everybody_costs_what_the_shown_hours_cost_on_average() {
    List<Assumption> own = new java.util.ArrayList<>(TestAssumptions.shipped());
    own.add(new Assumption("hourly-cost/Engineering", "e", "USD", 400, 500, 600, "HR", true));
    InsightSettings ofAll =
        new InsightSettings(
            Period.ofMonths(1), 28, 200, 5000, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);
    int given = 0;
    for (int seed = 0; seed < 40; seed++) {
      WholeDrawing whole =
          WholeDrawing.of(
              MadeUpCensus.company(1000, seed).census(),
              settings("16"),
              new Noise(new SplittableRandom(seed)),
              own,
              ofAll);
      Levels levels = java.util.Objects.requireNonNull(whole.grid().levels());
      ReleaseSaving advice =
          new ReleaseSavings(TestRecommendation.adviser()).of(levels, whole.quarter(), own, false);
      if (advice != null && advice.category().equals(Release.EVERYONE)) {
        given++;
        double anHour = levels.total().usdPerYear() / levels.total().hoursPerWeek() / 52;
        assertThat(advice.typicalSavedUsd() / advice.typicalSavedHours() / 52)
            .isCloseTo(anHour, org.assertj.core.api.Assertions.within(anHour / 100));
        assertThat(advice.assumptions()).contains("hourly-cost", "hourly-cost/Engineering");
        assertThat(own).extracting(Assumption::id).containsAll(advice.assumptions());
      }
    }
    assertThat(given).isGreaterThan(10);
  }

  private static LocalDate asOf(int seed) {
    return LocalDate.of(2026, 1, 1).plusDays(seed);
  }

  private static Release published(Publication publication) {
    assertThat(publication).isInstanceOf(Publication.Published.class);
    return ((Publication.Published) publication).release();
  }

  private Releases releases(String yearly, long seed) {
    ReleaseBudget budget = budget(yearly);
    return new Releases(
        TestReleases.published(database, access(), TestJournal.in(home), budget),
        new OneCensus(),
        access(),
        TestAudit.on(database),
        TestAssumptions.on(database, () -> now),
        gate,
        budget,
        draws(yearly, seed),
        () -> now);
  }

  private ReleaseBudget budget(String yearly) {
    return new ReleaseBudget(
        ledger(yearly), settings(yearly), SHAPE, TestPrivacyPolicies.on(database, home, () -> now));
  }

  private ReleaseDraws draws(String yearly, long seed) {
    return new ReleaseDraws(
        settings(yearly),
        SHAPE,
        new Noise(new SplittableRandom(seed)),
        new ReleaseSavings(TestRecommendation.adviser()),
        gate,
        () -> now);
  }

  private final class OneCensus implements Censuses {
    @Override
    public Optional<Census> take(
        Caller caller, List<Assumption> assumptions, Function<LocalDate, Quarter> quarter) {
      return Optional.ofNullable(census);
    }
  }

  private Access access() {
    Audit audit = TestAudit.on(database);
    TestDirectory directory = TestDirectory.on(database, home, TestAccess.gate(audit), () -> now);
    return TestAccess.on(database, audit, directory, () -> now);
  }

  private PrivacyLedger ledger(String yearly) {
    return TestLedger.of(database, settings(yearly), () -> now);
  }

  private static PrivacySettings settings(String yearly) {
    return new PrivacySettings(
        10,
        1e-3,
        new BigDecimal("0.5"),
        new BigDecimal("0.5"),
        new BigDecimal("4.00"),
        new BigDecimal(yearly));
  }
}
