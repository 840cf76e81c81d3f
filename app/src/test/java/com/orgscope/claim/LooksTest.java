package com.orgscope.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.claim.Look.Compared;
import com.orgscope.directory.Person;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** People who take 100 seconds every Wednesday, and so many less since they have a change. */
class LooksTest {
  private static final LocalDate CHANGE = MadeUpSignIns.CHANGE;
  private static final LocalDate FROM = CHANGE.minusWeeks(12);
  private static final LocalDate UNTIL = CHANGE.plusDays(90);
  private static final int K = 10;

  private final Map<PersonKey, SignInDays> days = new HashMap<>();
  private final Map<PersonKey, LocalDate> since = new HashMap<>();
  private final List<Person> people = new ArrayList<>();
  private final Set<PersonKey> among = new HashSet<>();
  private final Map<PersonKey, List<LocalDate>> others = new HashMap<>();
  private MeasuredDays.@Nullable Log log = new MeasuredDays.Log(FROM, UNTIL.minusDays(1), Set.of());

  private Person hire(@Nullable LocalDate changes, long spares) {
    return hire(changes, spares, null, null);
  }

  private Person hire(
      @Nullable LocalDate changes,
      long spares,
      @Nullable LocalDate hired,
      @Nullable LocalDate left) {
    PersonKey key = SignInLog.person(people.size());
    Person person = new Person(key, null, null, null, hired, left, null, false, null);
    people.add(person);
    among.add(key);
    SignInDays own = new SignInDays(new TimeWindow(FROM, UNTIL));
    own.markSeen();
    // A little of each own, so that ranges have a width.
    long little = people.size() % 3 - 1;
    for (LocalDate day = FROM.plusDays(2); day.isBefore(UNTIL); day = day.plusWeeks(1)) {
      boolean has = changes != null && !day.isBefore(changes);
      own.add(day, Measure.SECONDS, has ? 100 - spares + little : 100);
      own.add(day, Measure.CHALLENGES, has ? 1 : 2);
      own.add(day, Measure.UNMEASURED, has ? 0 : 1);
    }
    days.put(key, own);
    if (changes != null) {
      since.put(key, changes);
    }
    return person;
  }

  private void hire(int number, @Nullable LocalDate changes, long spares) {
    for (int i = 0; i < number; i++) {
      hire(changes, spares);
    }
  }

  private Look look(int day) {
    LocalDate first = since.values().stream().min(LocalDate::compareTo).orElseThrow();
    return new Looks(
            new Looks.Facts(first, log, days, since, among, others, TestClaims.FIFTY, false),
            people,
            K,
            TestClaims.settings())
        .after(day);
  }

  private Compared compared(int day) {
    return Objects.requireNonNull(look(day).compared());
  }

  @Test
  void what_is_spared_is_told_with_all_that_it_was_worked_out_from() {
    hire(12, CHANGE, 20);
    hire(15, null, 0);
    Look look = look(60);
    assertThat(look.finding()).isEqualTo(Finding.SAVED);
    assertThat(look.lastDay()).isEqualTo(CHANGE.plusDays(59));
    Compared compared = compared(60);
    assertThat(compared.changed()).isEqualTo(12);
    assertThat(compared.notYet()).isEqualTo(15);
    assertThat(compared.weeksBefore()).isEqualTo(12);
    assertThat(compared.personWeeks()).isEqualTo(12 * 8);
    assertThat(compared.secondsBefore()).isEqualTo(100);
    assertThat(compared.spared().value()).isCloseTo(20, within(1e-9));
    assertThat(compared.challenges().value()).isCloseTo(1, within(1e-9));
    assertThat(compared.failures().value()).isZero();
    assertThat(compared.sparedBefore().value()).isZero();
    assertThat(compared.hoursPerWeek().value()).isCloseTo(12 * 20 / 3600.0, within(1e-9));
    assertThat(compared.hoursSoFar().value()).isCloseTo(12 * 8 * 20 / 3600.0, within(1e-9));
    assertThat(compared.timed())
        .as("two of which one is timed before, one that is after")
        .isEqualTo(new Timed(0.5, 1.0, 0.5, 0.5));
  }

  @Test
  void fewer_than_k_on_either_side_cannot_tell_and_the_reason_is_said() {
    hire(9, CHANGE, 20);
    hire(15, null, 0);
    assertThat(look(30).finding()).isEqualTo(Finding.CANNOT_TELL);
    assertThat(look(30).because()).contains("9 people have it for four weeks", "10 are needed");
    assertThat(look(30).compared()).isNull();
    hire(1, CHANGE, 20);
    assertThat(look(30).finding()).isEqualTo(Finding.SAVED);
    among.removeAll(
        people.stream().map(Person::key).filter(key -> !since.containsKey(key)).limit(6).toList());
    assertThat(look(30).because()).contains("9 people have it not yet", "10 are needed");
  }

  @Test
  void without_anybody_to_compare_before_and_after_are_told_as_no_proof() {
    hire(12, CHANGE, 20);
    Look look = look(30);
    assertThat(look.finding()).isEqualTo(Finding.NOBODY_TO_COMPARE);
    assertThat(look.because()).contains("everybody has it", "prove nothing");
    assertThat(look.compared()).isNull();
    assertThat(Objects.requireNonNull(look.alone()).value()).isCloseTo(20, within(1e-9));
    assertThat(look.tells()).isFalse();
    assertThat(look.proves()).isFalse();
  }

  @Test
  void who_gets_it_later_is_compared_until_then() {
    hire(12, CHANGE, 20);
    hire(12, CHANGE.plusDays(59), 50);
    assertThat(look(30).finding()).isEqualTo(Finding.SAVED);
    assertThat(compared(30).notYet()).isEqualTo(12);
    assertThat(look(60).finding())
        .as("they have it since a day, and are on neither side")
        .isEqualTo(Finding.NOBODY_TO_COMPARE);
    assertThat(look(90).finding()).isEqualTo(Finding.NOBODY_TO_COMPARE);
  }

  @Test
  void people_with_different_days_are_each_compared_over_their_own_weeks() {
    hire(12, CHANGE, 20);
    hire(24, CHANGE.plusWeeks(2), 50);
    hire(20, null, 0);
    Compared compared = compared(90);
    assertThat(compared.changed()).isEqualTo(36);
    assertThat(compared.personWeeks()).isEqualTo(12 * 12 + 24 * 10);
    assertThat(compared.spared().value()).isCloseTo((12 * 20 + 24 * 50) / 36.0, within(1e-9));
    assertThat(compared.hoursSoFar().value())
        .as("each group's own saving in its own weeks")
        .isCloseTo((12 * 12 * 20 + 24 * 10 * 50) / 3600.0, within(1e-9));
    assertThat(compared(30).changed())
        .as("two weeks are too few to tell a mean week")
        .isEqualTo(12);
  }

  @Test
  void what_happened_to_all_in_the_weeks_of_the_second_group_is_taken_off_too() {
    hire(12, CHANGE, 20);
    hire(24, CHANGE.plusWeeks(2), 50);
    hire(20, null, 0);
    for (SignInDays own : days.values()) {
      for (int week = 5; week < 9; week++) {
        own.add(CHANGE.plusWeeks(week).plusDays(1), Measure.SECONDS, 300);
      }
    }
    assertThat(compared(90).spared().value()).isCloseTo((12 * 20 + 24 * 50) / 36.0, within(1e-9));
  }

  @Test
  void only_people_who_were_here_all_the_time_and_were_seen_before_are_compared() {
    hire(12, CHANGE, 20);
    hire(15, null, 0);
    hire(CHANGE, 90, FROM.plusDays(1), null);
    hire(null, 90, null, CHANGE.plusDays(28));
    hire(null, 0, FROM, CHANGE.plusDays(29));
    Person never =
        new Person(SignInLog.person(99), null, null, null, null, null, null, false, null);
    people.add(never);
    among.add(never.key());
    days.put(never.key(), new SignInDays(new TimeWindow(FROM, UNTIL)));
    assertThat(compared(30).changed()).isEqualTo(12);
    assertThat(compared(30).notYet()).isEqualTo(16);
    assertThat(compared(30).spared().value()).isCloseTo(20, within(1e-9));
  }

  private void changedByOthers(int from, int to, LocalDate day) {
    people.subList(from, to).forEach(person -> others.put(person.key(), List.of(day)));
  }

  @Test
  void whoever_another_claim_changed_in_these_weeks_is_on_neither_side() {
    hire(22, CHANGE, 20);
    hire(25, null, 0);
    changedByOthers(0, 10, FROM);
    changedByOthers(10, 11, FROM.minusDays(1));
    changedByOthers(22, 32, CHANGE.plusDays(29));
    changedByOthers(32, 33, CHANGE.plusDays(30));
    Compared compared = compared(30);
    assertThat(compared.changed()).isEqualTo(12);
    assertThat(compared.notYet()).isEqualTo(15);
    assertThat(compared.leftOut()).isEqualTo(20);
    changedByOthers(10, 13, CHANGE);
    assertThat(look(30).because())
        .contains("9 people", "23 are left out since another claim changed the same for them");
  }

  /** Whoever reads a look before and after another claim is registered could subtract. */
  @Test
  void a_look_less_the_same_look_without_those_left_out_is_of_nobody_or_of_k_people() {
    for (int changed : new int[] {0, 1, 9, 10}) {
      for (int notYet : new int[] {0, 1, 9, 10}) {
        days.clear();
        since.clear();
        people.clear();
        among.clear();
        others.clear();
        hire(30, CHANGE, 20);
        hire(30, null, 0);
        changedByOthers(0, changed, CHANGE);
        changedByOthers(30, 30 + notYet, CHANGE);
        boolean few = (changed > 0 && changed < K) || (notYet > 0 && notYet < K);
        assertThat(look(60).compared() == null)
            .as("%d and %d left out", changed, notYet)
            .isEqualTo(few);
        if (few) {
          assertThat(look(60).because()).contains("fewer than 10 people of one side");
        }
      }
    }
  }

  @Test
  void where_all_others_are_left_out_it_is_said_and_not_that_everybody_has_it() {
    hire(12, CHANGE, 20);
    hire(11, null, 0);
    people.subList(12, 23).forEach(person -> others.put(person.key(), List.of(CHANGE)));
    assertThat(look(30).finding()).isEqualTo(Finding.CANNOT_TELL);
    assertThat(look(30).because())
        .contains("0 people have it not yet", "11 are left out since another claim");
  }

  @Test
  void a_log_that_is_too_short_on_either_end_cannot_tell() {
    hire(12, CHANGE, 20);
    hire(15, null, 0);
    log = new MeasuredDays.Log(FROM, CHANGE.plusDays(28), Set.of());
    assertThat(look(30).because())
        .contains("the log ends on " + CHANGE.plusDays(28), "before the look's last day");
    log = new MeasuredDays.Log(CHANGE.minusDays(27), UNTIL.minusDays(1), Set.of());
    assertThat(look(30).because()).contains("holds 3 whole weeks before " + CHANGE, "4 are needed");
    log = new MeasuredDays.Log(CHANGE.minusDays(28), CHANGE.plusDays(29), Set.of());
    assertThat(look(30).finding()).isEqualTo(Finding.SAVED);
    assertThat(compared(30).weeksBefore()).isEqualTo(4);
    log = null;
    assertThat(look(30).because()).contains("holds nothing");
  }

  @Test
  void a_week_counts_for_two_hours_at_most() {
    hire(12, CHANGE, 20);
    hire(15, null, 0);
    double before = compared(30).spared().high() - compared(30).spared().low();
    SignInDays own = Objects.requireNonNull(days.get(people.getFirst().key()));
    own.add(CHANGE.minusDays(3), Measure.SECONDS, 1_000_000);
    Compared compared = compared(30);
    // One of twelve people, in one of twelve weeks.
    assertThat(compared.spared().value()).isCloseTo(20 + (7200 - 100) / 144.0, within(0.01));
    assertThat(compared.spared().high() - compared.spared().low()).isGreaterThan(before);
    assertThat(compared.secondsBefore()).isCloseTo(100 + (7200 - 100) / 144.0, within(0.01));
  }

  /** A minute was typed for half of the challenges; then all of them are timed, or none. */
  @Test
  void what_the_log_began_or_ceased_to_time_is_no_finding() {
    hire(12, CHANGE, -100);
    hire(15, null, 0);
    assertThat(compared(60).timed()).isEqualTo(new Timed(0.5, 1.0, 0.5, 0.5));
    assertThat(look(60).finding())
        .as("twice as much, of which twice as much is timed")
        .isEqualTo(Finding.CANNOT_TELL);
    assertThat(look(60).because())
        .contains("times 50 % of the challenges", "before and 100 % after it", "50 % and 50 %");
  }
}
