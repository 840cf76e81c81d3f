package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.TestAudit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.TestNoise;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exact figures are for IT, each look is in the log, and nothing is drawn by looking. */
class CandidatesTest {
  private static final TenantId TENANT = new TenantId("acorn");
  private static final Caller IT = Caller.commandLine(TENANT, "ann");
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T03:00:00Z");

  @TempDir private Path home = Path.of("replaced");
  private final Database database = TestDatabase.fresh();
  private final Audit audit = TestAudit.on(database);

  private @Nullable Census census =
      new MadeUpCensus(1)
          .add("Engineering", "Engineering", 190)
          .add("Sales", "Sales", 40)
          .add("Engineering", "Sales", 4)
          .census();

  @Test
  void it_sees_everybody_exactly_and_which_groups_are_of_few() {
    Candidate candidate = candidates().of(IT);
    assertThat(candidate.total().people()).isEqualTo(234);
    assertThat(candidate.categories())
        .extracting(Candidate.Group::category, Candidate.Group::people)
        .containsExactly(tuple("Engineering", 190), tuple("Sales", 44));
    assertThat(candidate.cells())
        .extracting(Candidate.Group::department, Candidate.Group::people, Candidate.Group::small)
        .containsExactly(
            tuple("Engineering", 190, false),
            tuple("Sales", 40, false),
            tuple("Engineering", 4, true));
    assertThat(candidate.cells().stream().mapToDouble(Candidate.Group::hoursPerWeek).sum())
        .isCloseTo(candidate.total().hoursPerWeek(), within(1e-6));
    assertThat(candidate.total().hoursPerWeek()).isBetween(50.0, 117.0);
    assertThat(TestReleases.ledger(database, CLOCK).charges(IT)).isEmpty();
    assertThat(TestJournal.in(home).count(TENANT)).isZero();
  }

  /** No switch follows who signed in, in what IT sees beforehand either. */
  @Test
  void where_nobody_is_listed_it_has_the_cells_that_the_release_has() {
    Census few =
        new MadeUpCensus(1)
            .add("Engineering", "Engineering", 90)
            .add("Sales", "Sales", 40)
            .census();
    census =
        new Census(
            few.run(),
            few.window(),
            few.departments(),
            few.categories(),
            few.members(),
            few.headcount(),
            false,
            few.models(),
            false,
            null,
            null);
    assertThat(candidates().of(IT).cells())
        .extracting(Candidate.Group::department, Candidate.Group::people)
        .containsExactly(tuple("Engineering", 90), tuple("Sales", 40));
    census = few;
    assertThat(candidates().of(IT).cells())
        .extracting(Candidate.Group::department)
        .containsExactly(Release.EVERYONE);
  }

  /** The release that is drawn without noise is the test's own count. */
  @Test
  void it_sees_what_each_declared_cell_would_be_drawn_from() {
    census = MadeUpCensus.company(6_000, 5).census();
    CandidateCells cells = candidates().of(IT).declared();
    WholeDrawing exact =
        WholeDrawing.of(
            MadeUpCensus.company(6_000, 5).census(),
            TestReleases.PRIVACY,
            TestNoise.none(),
            TestAssumptions.shipped(),
            TestReleases.SHAPE);
    assertThat(cells.use())
        .extracting(CandidateCells.Equivalents::name, CandidateCells.Equivalents::people)
        .contains(tuple("Communication", 3_000.0), tuple("Documents", 3_000.0))
        .contains(tuple(UseFunctions.NOTHING, 0.0));
    assertThat(exact.quarter().roles())
        .hasSizeGreaterThan(5)
        .allSatisfy(role ->
            assertThat(cells.roles())
                .contains(new CandidateCells.Equivalents(role.category(), role.people())));
    List<Release.CauseCell> hours = new ArrayList<>(exact.quarter().causes());
    hours.addAll(exact.quarter().causesByCategory());
    hours.removeIf(cell -> cell.hoursPerWeek() == 0);
    assertThat(hours)
        .hasSizeGreaterThan(18)
        .allSatisfy(of ->
            assertThat(cells.hours())
                .anySatisfy(each -> {
                  assertThat(each.category()).isEqualTo(of.category());
                  assertThat(each.cause()).isEqualTo(of.cause());
                  assertThat(each.hoursPerWeek()).isCloseTo(of.hoursPerWeek(), within(0.051));
                }));
    CandidateCells.AtBound atBound = Objects.requireNonNull(cells.atBound());
    QuarterCells.AtBound drawn = Objects.requireNonNull(exact.quarter().atBound());
    assertThat(atBound.signIn() / 60.0).isCloseTo(drawn.signIn().percent(), within(0.051));
    assertThat(atBound.switching() / 60.0).isCloseTo(drawn.switching().percent(), within(0.051));
    assertThat(atBound.signIn()).isGreaterThan(0).isNotEqualTo(atBound.switching());
    assertThat(cells.useByCategory())
        .filteredOn(kind -> kind.category().equals("Finance"))
        .singleElement()
        .satisfies(kind ->
            assertThat(kind.use()).contains(new CandidateCells.Equivalents("Documents", 240)));
  }

  @Test
  void it_sees_what_the_release_would_cost_and_whether_the_quarters_cells_are_due() {
    census = MadeUpCensus.company(1_000, 5).census();
    Candidate first = candidates().of(IT);
    assertThat(first.cost())
        .isEqualTo(new Candidate.Cost(new BigDecimal("1.532"), "2026-Q4", true));
    assertThat(first.declared().atBound()).as("of 5,000 people on").isNull();
    Release published =
        TestReleases.on(database, home, CLOCK, () -> Optional.ofNullable(census))
            .publish(IT)
            .orElseThrow();
    assertThat(first.cost().epsilon()).isEqualByComparingTo(published.epsilon());
    Candidate second = candidates().of(IT);
    assertThat(second.cost())
        .isEqualTo(new Candidate.Cost(new BigDecimal("1.108"), "2026-Q4", false));
    assertThat(second.declared().roles()).isEmpty();
    assertThat(second.declared().hours()).isEmpty();
    assertThat(second.declared().useByCategory()).isEmpty();
    assertThat(second.declared().use()).isNotEmpty();
  }

  @Test
  void a_look_is_in_the_log() {
    candidates().of(IT);
    AuditEntry entry = audit.entries(IT, 1).getFirst();
    assertThat(entry.principal()).isEqualTo("os:ann");
    assertThat(entry.subject()).isEqualTo("release: see the exact figures of a candidate");
  }

  @ParameterizedTest
  @EnumSource(names = {"CEO", "AUDITOR", "MANAGER", "EMPLOYEE"})
  void nobody_else_sees_it_and_the_try_is_in_the_log(Role role) {
    Caller other = new Caller(TENANT, role, "somebody", new PersonKey(new UUID(1, 2)));
    assertThatThrownBy(() -> candidates().of(other))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("IT/Security starts and stops work");
    assertThat(audit.entries(IT, 1).getFirst().action()).isEqualTo("refused: run work");
  }

  @Test
  void before_anything_is_categorized_there_is_none() {
    census = null;
    assertThatThrownBy(() -> candidates().of(IT)).hasMessageContaining("Nothing is categorized");
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }

  private Candidates candidates() {
    return TestReleases.candidates(database, home, CLOCK, () -> Optional.ofNullable(census));
  }
}
