package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.access.LookReason;
import com.orgscope.access.TestAccess;
import com.orgscope.directory.KeyPeriod;
import com.orgscope.directory.Regrouping;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Outcome;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class UsageTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tester");
  private static final Caller PRODUCT = Caller.system(ACME, "tester");
  private static final TimeWindow WEEK =
      new TimeWindow(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 9));
  private static final PersonKey ONE = SignInLog.person(1);
  private static final PersonKey TWO = SignInLog.person(2);

  @TempDir Path home;
  private Company acme;
  private Lake lake;
  private Applications applications;
  private Usage usage;

  @BeforeEach
  void threePeople() {
    acme = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
    lake = acme.lake();
    applications = new Applications(new FixedVoice(List.of(), Map.of()), new MemorySpellings());
    usage = new Usage(lake, applications, acme.access(), acme.directory().resolution());
    String claims = applications.canonical(ACME, "Claims-Desk", null, null).value();
    new SignInLog()
        .visit("02 09:00", "GitHub", "s")
        .visit("02 09:05", "Slack", "s")
        .visit("03 10:00", "GitHub", "t")
        .visit("03 10:16", "GitHub", "t")
        .signIn("04 08:00", null, Outcome.FAILURE)
        .failedVisit("04 08:01", "Jira", null)
        .visit("12 09:00", "Figma", "u")
        .by(2)
        .visit("02 09:00", "Slack", "v")
        .visit("05 09:00", claims, "v")
        .by(3)
        .challenge("02 09:00", null)
        .into(lake, ACME);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void signing_in_takes_what_the_log_holds_and_the_rest_is_told_as_unknown() {
    new SignInLog()
        .by(4)
        .signIn("05 08:00:00", null, Outcome.FAILURE)
        .signIn("05 08:00:40", null, Outcome.SUCCESS)
        .visit("05 08:00:50", "Jira", null)
        .step("05 12:00:00", "s")
        .visit("05 12:00:20", "Jira", "s")
        .challenge("05 15:00:00", "t")
        .visit("05 15:00:01", "Slack", "t")
        .into(lake, ACME);
    TestUsage.rollUp(lake, ACME);
    assertThat(usage.of(PRODUCT, SignInLog.person(4), WEEK).signIn())
        .isEqualTo(new SignInTime(40, 0, 20, 1));
  }

  @Test
  void of_days_that_were_derived_before_signing_in_was_measured_all_of_it_is_unknown() {
    new SignInLog()
        .by(4)
        .signIn("05 08:00:00", null, Outcome.FAILURE)
        .signIn("05 08:00:40", null, Outcome.SUCCESS)
        .challenge("05 15:00:00", "t")
        .visit("05 15:00:01", "Slack", "t")
        .into(lake, ACME);
    lake.derive(
        ACME,
        LakeTable.APP_USAGE_DAILY,
        new TreeSet<>(List.of(LocalDate.of(2026, 11, 5))),
        new NamedQuery(UsageTest.class, "daily-of-then"),
        Map.of());
    assertThat(usage.of(PRODUCT, SignInLog.person(4), WEEK).signIn())
        .isEqualTo(new SignInTime(0, 1, 0, 1));
  }

  @Test
  void switches_are_told_by_pair_in_either_direction() {
    new SignInLog()
        .by(4)
        .visit("02 09:00", "GitHub", "s")
        .visit("02 09:10", "Slack", "s")
        .visit("02 09:20", "GitHub", "s")
        .visit("02 09:51", "Slack", "s")
        .visit("02 23:50", "Jira", "s")
        .visit("03 00:05", "GitHub", "s")
        .visit("09 09:00", "Jira", "s")
        .into(lake, ACME);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);

    Map<PersonKey, Map<AppPair, Long>> switches = usage.switches(IT, WEEK);
    assertThat(switches.get(SignInLog.person(4)))
        .as("31 minutes are no switch, midnight is none of its ends")
        .isEqualTo(Map.of(pair("GitHub", "Slack"), 2L, pair("GitHub", "Jira"), 1L));
    assertThat(switches.get(ONE)).isEqualTo(Map.of(pair("GitHub", "Slack"), 1L));
    usage
        .everybody(IT, WEEK)
        .forEach((person, use) ->
            assertThat(
                    switches.getOrDefault(person, Map.of()).values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .as("pairs add up to the person's switches")
                .isEqualTo(use.switches()));
  }

  private AppPair pair(String one, String other) {
    return AppPair.of(
        applications.application(ACME, new AppId(one)),
        applications.application(ACME, new AppId(other)));
  }

  @Test
  void a_person_is_told_by_shares_of_active_slots_largest_first() {
    PersonUsage one = usage.of(PRODUCT, ONE, WEEK);
    assertThat(one.apps())
        .extracting(use -> use.app().id().value())
        .containsExactly("GitHub", "Slack");
    AppUse github = one.apps().getFirst();
    assertThat(github.accesses()).isEqualTo(3);
    assertThat(github.activeSlots()).isEqualTo(2.5);
    assertThat(github.share()).isCloseTo(2.5 / 3, within(1e-12));
    assertThat(github.sessions()).isEqualTo(2);
    assertThat(github.firstAt()).isEqualTo("2026-11-02T09:00:00Z");
    assertThat(github.lastAt()).isEqualTo("2026-11-03T10:16:00Z");
    assertThat(one.accesses()).isEqualTo(4);
    assertThat(one.activeSlots()).isEqualTo(3);
    assertThat(one.activeDays()).isEqualTo(2);
    assertThat(one.failures()).as("with those that led nowhere").isEqualTo(2);
    assertThat(one.switches()).isEqualTo(1);
    assertThat(one.lastAt()).isEqualTo("2026-11-03T10:16:00Z");
    assertThat(one.apps().stream().mapToDouble(AppUse::share).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void common_is_what_more_than_half_of_the_active_people_use() {
    PersonUsage two = usage.of(PRODUCT, TWO, WEEK);
    assertThat(two.apps())
        .filteredOn(AppUse::common)
        .extracting(use -> use.app().id().value())
        .containsExactly("Slack");
    assertThat(two.apps()).extracting(use -> use.app().id().value()).contains("Claims-Desk");
  }

  @Test
  void everybody_says_the_same_of_each_as_asking_one_by_one() {
    Map<PersonKey, PersonUsage> all = usage.everybody(IT, WEEK);
    assertThat(all).containsOnlyKeys(ONE, TWO, SignInLog.person(3));
    all.forEach((person, said) -> assertThat(usage.of(PRODUCT, person, WEEK)).isEqualTo(said));
    assertThat(all.get(SignInLog.person(3)))
        .satisfies(three -> {
          assertThat(three.apps()).isEmpty();
          assertThat(three.challenges()).isEqualTo(1);
          assertThat(three.firstAt()).isNull();
        });
  }

  @Test
  void somebody_without_events_has_used_nothing() {
    assertThat(usage.of(PRODUCT, SignInLog.person(9), WEEK))
        .isEqualTo(PersonUsage.none(SignInLog.person(9), WEEK));
  }

  @Test
  void an_employee_sees_their_own_use_and_no_others() {
    Caller two = new Caller(ACME, Role.EMPLOYEE, "two", TWO);
    PersonUsage own = usage.of(two, TWO, WEEK);
    assertThat(own).isEqualTo(usage.of(PRODUCT, TWO, WEEK));
    assertThat(usage.everybody(two, WEEK)).containsOnlyKeys(TWO).containsValue(own);
    assertThatThrownBy(() -> usage.of(two, ONE, WEEK)).isInstanceOf(Failure.class);
  }

  @Test
  void a_ceo_sees_nobodys_use() {
    Caller ceo = new Caller(ACME, Role.CEO, "ceo", null);
    assertThatThrownBy(() -> usage.of(ceo, ONE, WEEK)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> usage.everybody(ceo, WEEK)).isInstanceOf(Failure.class);
  }

  @Test
  void each_look_is_in_the_log() {
    assertThatThrownBy(() -> usage.of(IT, ONE, WEEK)).hasMessageContaining("with a purpose");
    TestAccess.looks(acme)
        .openByCommand(IT, List.of(ONE), LookReason.of("access-review", "AR-12", ""));
    int before = acme.audit().entries(IT, 100).size();
    usage.of(IT, ONE, WEEK);
    assertThat(acme.audit().entries(IT, 100)).hasSizeGreaterThan(before);
    assertThat(acme.audit().entries(IT, 1).getFirst().reason())
        .endsWith("; purpose: an access review; reference: AR-12");
  }

  @Test
  void a_label_stored_before_the_list_knew_it_joins_its_application() {
    new SignInLog()
        .by(5)
        .visit("06 09:00", "github-prod", "s")
        .visit("06 10:00", "GitHub", "s")
        .into(lake, ACME);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
    assertThat(usage.of(PRODUCT, SignInLog.person(5), WEEK).apps())
        .singleElement()
        .satisfies(use -> {
          assertThat(use.app().id()).hasToString("GitHub");
          assertThat(use.accesses()).isEqualTo(2);
          assertThat(use.share()).isEqualTo(1);
        });
  }

  @Test
  void a_day_with_several_applications_is_one_active_day_in_however_long_a_window() {
    TimeWindow quarter = new TimeWindow(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 12, 1));
    new SignInLog()
        .by(6)
        .visit("01 09:00", "GitHub", "s")
        .visit("01 09:05", "Slack", "s")
        .failedVisit("01 10:00", "Jira", null)
        .visit("02 09:00", "Jira", "t")
        .visit("03 09:00", "GitHub", "u")
        .failedVisit("04 09:00", "Figma", null)
        .into(lake, ACME);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
    PersonUsage six = usage.of(PRODUCT, SignInLog.person(6), quarter);
    assertThat(six.activeDays()).isEqualTo(3);
    assertThat(six.accesses()).isEqualTo(4);
    assertThat(six.failures()).isEqualTo(2);
    assertThat(six.apps())
        .extracting(use -> use.app().id() + " " + use.accesses() + " " + use.failures())
        .containsExactly("GitHub 2 0", "Jira 1 1", "Slack 1 0");
  }

  @Test
  void the_weeks_of_use_are_counted_back_from_the_end_of_the_window() {
    PersonUsage autumn = usage.of(PRODUCT, ONE, TimeWindow.ending(LocalDate.of(2026, 11, 15), 90));
    assertThat(weeks(autumn, "Figma")).containsExactly(0);
    assertThat(weeks(autumn, "GitHub")).containsExactly(1);
    // The end is 62 days and more away, and the first days are part of no whole week.
    PersonUsage quarter = usage.of(PRODUCT, ONE, TimeWindow.ending(LocalDate.of(2027, 1, 29), 90));
    assertThat(weeks(quarter, "Figma")).containsExactly(11);
    assertThat(weeks(quarter, "GitHub")).isEmpty();
  }

  private static List<Integer> weeks(PersonUsage person, String app) {
    return person.apps().stream()
        .filter(use -> use.app().id().value().equals(app))
        .flatMap(
            use -> IntStream.range(0, 13).filter(back -> (use.weeks() >> back & 1) == 1).boxed())
        .toList();
  }

  @Test
  void what_somebody_used_follows_what_comes_in_and_is_nobody_elses() {
    long before = github(usage.of(PRODUCT, ONE, WEEK)).accesses();
    assertThat(github(usage.of(PRODUCT, ONE, WEEK)).accesses()).isEqualTo(before);
    assertThat(usage.of(PRODUCT, TWO, WEEK).person()).isEqualTo(TWO);
    assertThat(usage.of(PRODUCT, TWO, WEEK)).isNotEqualTo(usage.of(PRODUCT, ONE, WEEK));
    new SignInLog().by(1).visit("06 09:00", "GitHub", "w").into(lake, ACME);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
    assertThat(github(usage.of(PRODUCT, ONE, WEEK)).accesses()).isEqualTo(before + 1);
  }

  @Test
  void what_is_common_follows_what_comes_in() {
    assertThat(github(usage.of(PRODUCT, ONE, WEEK)).common()).isFalse();
    new SignInLog().by(2).visit("06 09:00", "GitHub", "w").into(lake, ACME);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
    assertThat(github(usage.of(PRODUCT, ONE, WEEK)).common()).isTrue();
  }

  @Test
  void two_keys_of_one_person_are_one_person() {
    UsageReader reader =
        new UsageReader(
            lake,
            applications,
            new UserCounts(lake),
            ACME,
            WEEK,
            KeyOwners.of(
                List.of(
                    KeyPeriod.always(TWO, ONE),
                    KeyPeriod.always(SignInLog.person(3), SignInLog.person(4)))));
    Map<PersonKey, PersonTally> tallies = reader.tallies(Scope.everybody(ACME));
    assertThat(tallies).containsOnlyKeys(ONE, SignInLog.person(4));
    assertThat(reader.tallies(Scope.only(ACME, ONE))).containsOnlyKeys(ONE);
    PersonUsage both = Objects.requireNonNull(tallies.get(ONE)).usage(ONE, WEEK, reader.users());
    assertThat(both.activeDays()).as("2, 3 and 5 November").isEqualTo(3);
    assertThat(both.accesses()).isEqualTo(6);
    assertThat(both.apps())
        .allMatch(AppUse::common)
        .extracting(use -> use.app().id() + " " + use.accesses())
        .containsExactly("GitHub 3", "Slack 2", "Claims-Desk 1");
  }

  @Test
  void a_key_that_changes_hands_is_each_ones_on_their_days() {
    LocalDate fourth = LocalDate.of(2026, 11, 4);
    UsageReader reader =
        new UsageReader(
            lake,
            applications,
            new UserCounts(lake),
            ACME,
            WEEK,
            KeyOwners.of(
                List.of(
                    new KeyPeriod(TWO, ONE, KeyPeriod.BEGINNING, fourth),
                    new KeyPeriod(TWO, SignInLog.person(9), fourth, KeyPeriod.END))));
    PersonUsage one =
        Objects.requireNonNull(reader.tallies(Scope.only(ACME, ONE)).get(ONE))
            .usage(ONE, WEEK, reader.users());
    assertThat(one.apps())
        .extracting(use -> use.app().id() + " " + use.accesses())
        .containsExactly("GitHub 3", "Slack 2");
    assertThat(reader.tallies(Scope.only(ACME, ONE))).containsOnlyKeys(ONE);
    assertThat(reader.tallies(Scope.only(ACME, SignInLog.person(9))))
        .containsOnlyKeys(SignInLog.person(9));
    assertThat(reader.users().people()).as("the third only failed").isEqualTo(2);
  }

  private static AppUse github(PersonUsage usage) {
    return usage.apps().stream()
        .filter(use -> use.app().id().value().equals("GitHub"))
        .findFirst()
        .orElseThrow();
  }
}
