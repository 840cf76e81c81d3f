package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.TestTaxonomies;
import com.orgscope.directory.Divisions;
import com.orgscope.directory.Person;
import com.orgscope.insight.Census.Member;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.TestNoise;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.FrictionAssumptions.Event;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.SignInTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is counted in a release, and as what. */
class HeadcountTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 31);
  private static final TimeWindow WINDOW = TimeWindow.ending(DAY, 28);
  private static final Taxonomy TAXONOMY =
      TestTaxonomies.of("technology", Map.of("Engineering", "Building"));

  private final Map<PersonKey, Person> people = new HashMap<>();
  private final Map<PersonKey, PersonUsage> used = new HashMap<>();
  private final List<Assignment> current = new ArrayList<>();
  private final Map<String, String> divisions = new HashMap<>();

  @Test
  void whoever_left_or_has_not_begun_is_not_counted_though_they_signed_in() {
    uses(employee(1, "Platform", null, DAY.minusDays(1)), 1, 0, 0);
    uses(employee(2, "Platform", DAY.plusDays(1), null), 1, 0, 0);
    employee(3, "Platform", DAY, null);
    employee(4, "Sales", null, DAY);
    Census census = census();
    assertThat(census.members())
        .extracting(Member::department)
        .containsExactly("Platform", "Sales");
    assertThat(census.headcount()).isEqualTo(2);
    assertThat(census.departments()).containsExactly("Platform", "Sales");
  }

  @Test
  void the_department_of_somebody_who_left_is_no_part_of_the_grid() {
    employee(1, "Closed", null, DAY.minusDays(1));
    employee(2, "Platform", null, null);
    assertThat(census().departments()).containsExactly("Platform");
  }

  @Test
  void accounts_that_the_directory_does_not_know_are_not_counted() {
    employee(1, "Platform", null, null);
    employee(2, null, null, null);
    employee(3, " ", null, null);
    Census before = census();
    for (int account = 4; account < 20; account++) {
      lastUsed(key(account), "2026-10-31T09:00:00Z");
      judged(key(account), "Sales", "model", new RoleShare("Sales", 0.9, 1));
    }
    assertThat(census()).as("people, hours and models").isEqualTo(before);
    assertThat(before.members())
        .extracting(Member::department)
        .containsExactly("Platform", Census.NO_DEPARTMENT, Census.NO_DEPARTMENT);
    assertThat(before.publicHeadcount()).isEqualTo(3);
    assertThat(before.staffChanges()).as("by the directory").isNotNull();
    assertThat(before.departments()).containsExactly("Platform");
  }

  @Test
  void one_person_moves_each_level_of_people_by_one_and_hours_by_the_bound_whatever_they_do() {
    employee(1, "Platform", null, null);
    said(employee(2, "Sales", null, null), Status.DECIDED, "Sales", null);
    Census before = census();
    uses(employee(3, "Platform", null, null), 90_000, 90_000, 90_000);
    judged(
        key(3),
        "Engineering",
        "local",
        new RoleShare("Engineering", 0.9, 0.6),
        new RoleShare("Sales", 0.7, 0.4));
    uses(key(4), 90_000, 90_000, 90_000);
    said(key(4), Status.DECIDED, "Sales", null);
    Census after = census();
    Grid grid = Grid.of(after, false);
    assertThat(grid).as("of the directory").isEqualTo(Grid.of(before, false));
    GridEstimate.LevelCounts one = drawn(before, grid);
    GridEstimate.LevelCounts more = drawn(after, grid);
    assertThat(more.company() - one.company()).isEqualTo(1);
    assertThat(moved(one.categories(), more.categories())).isEqualTo(1);
    assertThat(moved(one.departments(), more.departments())).isEqualTo(1);
    assertThat(
            IntStream.range(0, one.leaves().length)
                .mapToLong(d -> moved(one.leaves()[d], more.leaves()[d]))
                .sum())
        .isEqualTo(1);
    HourBounds bounds = ReleaseSimulation.SHAPE.bounds();
    assertThat(seconds(after, bounds) - seconds(before, bounds))
        .isEqualTo(bounds.signIn() + bounds.switching());
  }

  private static GridEstimate.LevelCounts drawn(Census census, Grid grid) {
    return PeopleLevels.draw(
            census,
            grid,
            ReleaseSimulation.PRIVACY,
            ReleaseSimulation.PRIVACY.people(),
            TestNoise.none())
        .drawn();
  }

  private static long moved(long[] before, long[] after) {
    return IntStream.range(0, before.length).mapToLong(i -> Math.abs(after[i] - before[i])).sum();
  }

  private static long seconds(Census census, HourBounds bounds) {
    return census.members().stream()
        .flatMap(m -> Apportionment.of(m, bounds).seconds().values().stream())
        .mapToLong(s -> s)
        .sum();
  }

  @Test
  void twenty_departments_are_units_by_their_own_names_and_of_more_the_smallest_are_one() {
    departments(20);
    assertThat(census().departments()).hasSize(Units.MOST).doesNotContain(Units.OTHER_DEPARTMENTS);
    departments(25);
    Census census = census();
    assertThat(census.departments())
        .hasSize(Units.MOST)
        .contains("d07", "d25", Units.OTHER_DEPARTMENTS)
        .doesNotContain("d06");
    assertThat(census.members())
        .filteredOn(m -> m.department().equals(Units.OTHER_DEPARTMENTS))
        .as("one to six people of six departments")
        .hasSize(21);
    assertThat(census.headcount()).isEqualTo(325);
  }

  @Test
  void members_and_the_grid_stand_in_the_divisions_of_the_companys_list() {
    departments(25);
    for (int d = 1; d <= 25; d++) {
      divisions.put("D%02d".formatted(d), d % 2 == 0 ? "Even" : "Odd");
    }
    divisions.remove("D25");
    Census census = census();
    assertThat(census.departments()).containsExactly("Even", "Odd", "d25");
    assertThat(census.members())
        .filteredOn(m -> m.department().equals("Even"))
        .hasSize(IntStream.rangeClosed(1, 12).map(i -> 2 * i).sum());
    assertThat(census.headcount()).isEqualTo(325);
  }

  @Test
  void units_do_not_follow_what_people_use() {
    departments(25);
    Census before = census();
    people.values().stream()
        .filter(p -> "d01".equals(p.department()))
        .forEach(p -> uses(p.key(), 900, 900, 900));
    assertThat(census().departments()).isEqualTo(before.departments());
  }

  /** The first has one person, the second two, and so on. */
  private void departments(int many) {
    people.clear();
    int number = 0;
    for (int d = 1; d <= many; d++) {
      for (int i = 0; i < d; i++) {
        employee(number++, "d%02d".formatted(d), null, null);
      }
    }
  }

  @Test
  void without_a_directory_everybody_who_signs_in_is_the_headcount() {
    uses(key(1), 1, 0, 0);
    uses(key(2), 1, 0, 0);
    assertThat(census().headcount()).isEqualTo(2);
    assertThat(census().publicHeadcount()).as("of no directory").isNull();
    assertThat(census().staffChanges()).as("of no directory").isNull();
  }

  @Test
  void only_what_is_decided_is_a_category() {
    said(employee(1, "Platform", null, null), Status.DECIDED, "Sales", null);
    said(employee(2, "Platform", null, null), Status.UNCERTAIN, "Sales", null);
    said(employee(3, "Platform", null, null), Status.PROVISIONAL, "Sales", null);
    said(employee(4, "Platform", null, null), Status.NOT_ENOUGH_DATA, null, null);
    employee(5, "Platform", null, null);
    List<Member> members = census().members();
    assertThat(members)
        .extracting(Member::category)
        .containsExactly(
            "Sales",
            Release.NOT_YET_KNOWN,
            Release.NOT_YET_KNOWN,
            Release.NOT_YET_KNOWN,
            Release.NOT_YET_KNOWN);
    assertThat(members.get(1).shares()).isEqualTo(Map.of(Release.NOT_YET_KNOWN, 1.0));
  }

  @Test
  void what_its_person_contests_is_nobodys_category_whoever_had_set_it() {
    for (String set : new @Nullable String[] {null, "Sales"}) {
      PersonKey contests = employee(set == null ? 71 : 72, "Platform", null, null);
      said(contests, Status.DECIDED, "Engineering", set);
      Assignment open = current.removeLast();
      current.add(
          new Assignment(
              contests, open.run(), open.asOf(), open.judgment(), open.override(), true));
    }
    assertThat(census().members())
        .hasSize(2)
        .allSatisfy(member -> {
          assertThat(member.category()).isEqualTo(Release.NOT_YET_KNOWN);
          assertThat(member.shares()).containsOnlyKeys(Release.NOT_YET_KNOWN);
        });
  }

  @Test
  void a_persons_word_decides_in_the_companys_own_words() {
    said(employee(1, "Platform", null, null), Status.UNCERTAIN, "Sales", "Engineering");
    Member member = census().members().getFirst();
    assertThat(member.category()).isEqualTo("Building");
    assertThat(member.shares()).isEqualTo(Map.of("Building", 1.0));
    assertThat(census().categories()).contains("Building").doesNotContain("Engineering");
  }

  @Test
  void hours_follow_the_roles_and_roles_without_a_share_the_category() {
    judged(
        employee(1, "Platform", null, null),
        "Engineering",
        "local",
        new RoleShare("Engineering", 0.9, 0.7),
        new RoleShare("Sales", 0.7, 0.3));
    judged(
        employee(2, "Platform", null, null),
        "Sales",
        "local",
        new RoleShare("Engineering", 0.9, 0));
    List<Member> members = census().members();
    assertThat(members.get(0).shares()).isEqualTo(Map.of("Building", 0.7, "Sales", 0.3));
    assertThat(members.get(1).shares()).containsEntry("Sales", 1.0);
  }

  @Test
  void friction_is_minutes_a_week_of_the_weeks_that_were_looked_at() {
    uses(employee(1, "Platform", null, null), 8, 12, 40);
    employee(2, "Platform", null, null);
    List<Member> members = census().members();
    List<Assumption> assumed = TestAssumptions.shipped();
    double failure = typical(assumed, Event.FAILURE);
    double challenge = typical(assumed, Event.CHALLENGE);
    Map<Cause, Double> minutes = members.getFirst().minutes();
    assertThat(minutes.get(Cause.SWITCHES))
        .isCloseTo(40 * typical(assumed, Event.SWITCH) / 4, within(1e-9));
    assertThat(minutes.get(Cause.UNMEASURED_SIGN_INS))
        .isCloseTo((8 * failure + 12 * challenge) / 4, within(1e-9));
    assertThat(minutes).containsEntry(Cause.FAILED_SIGN_INS, 0.0);
    assertThat(minutes).containsEntry(Cause.CHALLENGES, 0.0);
    assertThat(members.get(1).minutes()).as("of somebody without use").isEmpty();
  }

  @Test
  void the_models_named_are_three_behind_most_of_the_decided() {
    String[] models = {"d", "c", "c", "b", "b", "a", "a", "a"};
    for (int i = 0; i < models.length; i++) {
      judged(
          employee(10 + i, "Sales", null, null),
          "Sales",
          models[i],
          new RoleShare("Sales", 0.9, 1));
    }
    for (int i = 0; i < 5; i++) {
      said(key(30 + i), Status.UNCERTAIN, "Sales", null);
    }
    assertThat(census().models()).containsExactly("a", "b", "c");
  }

  private void lastUsed(PersonKey key, String last) {
    Application app =
        new Application(
            new AppId("GitHub"), Map.of("source-control", 1.0), Basis.CURATED, "GitHub");
    Instant first = Instant.parse("2026-10-05T08:00:00Z");
    Instant at = Instant.parse(last);
    // Two applications of one person are one person.
    List<AppUse> apps =
        List.of(
            new AppUse(app, 1, 1, 0.5, 1, 0, 0, 0, first, first, 1, false),
            new AppUse(app, 1, 1, 0.5, 1, 0, 0, 0, first, at, 1, false));
    used.put(key, new PersonUsage(key, WINDOW, apps, 2, 2, 2, first, at, 0, 0, 0));
  }

  @Test
  void what_the_log_holds_of_signing_in_is_measured_and_what_is_assumed_stands_apart() {
    PersonKey one = employee(1, "R&D", null, null);
    used.put(
        one,
        new PersonUsage(
            one, WINDOW, List.of(), 1, 1, 1, null, null, 9, 9, 0, new SignInTime(240, 1, 480, 2)));
    Map<Cause, Double> minutes = census().members().getFirst().minutes();
    List<Assumption> assumed = TestAssumptions.shipped();
    assertThat(minutes.get(Cause.FAILED_SIGN_INS)).isCloseTo(1, within(1e-9));
    assertThat(minutes.get(Cause.CHALLENGES)).isCloseTo(2, within(1e-9));
    double unmeasured = typical(assumed, Event.FAILURE) + 2 * typical(assumed, Event.CHALLENGE);
    assertThat(minutes.get(Cause.UNMEASURED_SIGN_INS)).isCloseTo(unmeasured / 4, within(1e-9));
  }

  private static double typical(List<Assumption> assumed, Event event) {
    return Money.named(assumed, Assumptions.minutesId(event)).typical();
  }

  @Test
  void the_census_names_its_run_and_days() {
    assertThat(census().run()).isEqualTo("r.1");
    assertThat(census().window()).isEqualTo(WINDOW);
  }

  private Census census() {
    return new Headcount(TAXONOMY, TestAssumptions.shipped())
        .of(
            "r.1",
            WINDOW,
            new Headcount.Rows(
                people, used, current, List.of(), Divisions.Listed.of(divisions), null, null));
  }

  private static PersonKey key(int number) {
    return new PersonKey(new UUID(3, number));
  }

  private PersonKey employee(
      int number, @Nullable String department, @Nullable LocalDate from, @Nullable LocalDate to) {
    PersonKey key = key(number);
    people.put(key, new Person(key, "Title", department, null, from, to, null, false, null));
    return key;
  }

  private void uses(PersonKey key, long failures, long challenges, long switches) {
    used.put(
        key,
        new PersonUsage(
            key, WINDOW, List.of(), 1, 1, 1, null, null, failures, challenges, switches));
  }

  private void said(
      PersonKey key, Status status, @Nullable String category, @Nullable String override) {
    List<RoleShare> roles =
        category == null ? List.of() : List.of(new RoleShare(category, 0.9, 1.0));
    add(key, status, category, "uncertain-model", roles, override);
  }

  private void judged(PersonKey key, String category, String model, RoleShare... roles) {
    add(key, Status.DECIDED, category, model, List.of(roles), null);
  }

  private void add(
      PersonKey key,
      Status status,
      @Nullable String category,
      String model,
      List<RoleShare> roles,
      @Nullable String override) {
    Judgment judgment =
        new Judgment(
            status,
            category,
            null,
            0.9,
            roles,
            "",
            List.of(),
            List.of(),
            new Origin(model, null, null));
    Assignment.Override by =
        override == null ? null : new Assignment.Override(override, "boss", null, Instant.EPOCH);
    current.add(new Assignment(key, "r.1", DAY, judgment, by, false));
  }
}
