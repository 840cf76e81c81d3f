package com.orgscope.nightly;

import static com.orgscope.nightly.DriftGuardTest.judgment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.UseMoved;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectionRuleTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 31);
  private static final PersonKey ANN = new PersonKey(new UUID(3, 1));

  @Test
  void nobody_has_judged_them_yet_comes_before_everything() {
    assertThat(SelectionRule.plain(null, DAY, true, DAY)).contains(Reason.FIRST);
  }

  @Test
  void a_persons_word_comes_before_an_open_answer_and_both_before_the_calendar() {
    assertThat(plain(Status.UNCERTAIN, 95, 5, true)).contains(Reason.OVERRIDE);
    assertThat(plain(Status.DECIDED, 0, null, true)).contains(Reason.OVERRIDE);
    for (Status open : List.of(Status.UNCERTAIN, Status.PROVISIONAL)) {
      assertThat(plain(open, 95, 5, false)).contains(Reason.UNDECIDED);
    }
    assertThat(plain(Status.NOT_ENOUGH_DATA, 0, null, false)).contains(Reason.UNDECIDED);
  }

  @Test
  void an_answer_is_due_on_its_ninetieth_day() {
    assertThat(plain(Status.DECIDED, 89, null, false)).isEmpty();
    assertThat(plain(Status.DECIDED, 90, null, false)).contains(Reason.DUE);
    assertThat(plain(Status.DECIDED, 91, null, false)).contains(Reason.DUE);
  }

  @Test
  void somebody_new_is_looked_at_every_seven_days_for_thirty_days() {
    assertThat(plain(Status.DECIDED, 6, 29, false)).isEmpty();
    assertThat(plain(Status.DECIDED, 7, 29, false)).contains(Reason.NEW_HIRE);
    assertThat(plain(Status.DECIDED, 8, 0, false)).contains(Reason.NEW_HIRE);
    assertThat(plain(Status.DECIDED, 7, 30, false)).isEmpty();
    assertThat(plain(Status.DECIDED, 90, 29, false)).contains(Reason.NEW_HIRE);
  }

  @Test
  void over_fifty_accesses_are_sampled_each_week_and_fewer_each_month() {
    assertThat(sampled(51, 6)).isEmpty();
    assertThat(sampled(51, 7)).contains(Reason.WEEKLY);
    assertThat(sampled(51, 30)).contains(Reason.WEEKLY);
    assertThat(sampled(50, 7)).isEmpty();
    assertThat(sampled(50, 29)).isEmpty();
    assertThat(sampled(50, 30)).contains(Reason.MONTHLY);
    assertThat(sampled(0, 31)).contains(Reason.MONTHLY);
  }

  private static Optional<Reason> sampled(long accesses, int judgedDaysAgo) {
    Assignment last =
        new Assignment(
            ANN,
            "r.1",
            DAY.minusDays(judgedDaysAgo),
            judgment(Status.DECIDED, "Engineering"),
            null,
            false);
    return SelectionRule.sampled(SlowSelection.lastAnswer(last), accesses, DAY);
  }

  @Test
  void three_new_applications_are_no_change_and_four_are() {
    Mix then = new Mix(Map.of("A", 1.0));
    Mix three = new Mix(Map.of("A", 0.7, "B", 0.1, "C", 0.1, "D", 0.1));
    Mix four = new Mix(Map.of("A", 0.6, "B", 0.1, "C", 0.1, "D", 0.1, "E", 0.1));
    assertThat(Mix.changed(then, three)).isEmpty();
    assertThat(Mix.changed(then, four)).contains(Reason.CHANGED);
    assertThat(Mix.changed(four, then)).as("gone is not new").isEmpty();
  }

  @Test
  void half_of_the_mix_is_a_change_and_less_is_not() {
    Mix then = new Mix(Map.of("A", 0.5, "B", 0.5));
    assertThat(Mix.changed(then, new Mix(Map.of("A", 0.5, "C", 0.5)))).contains(Reason.CHANGED);
    assertThat(Mix.changed(then, new Mix(Map.of("A", 0.5, "B", 0.01, "C", 0.49)))).isEmpty();
    assertThat(Mix.changed(then, new Mix(Map.of("A", 1.0)))).contains(Reason.CHANGED);
  }

  @Test
  void a_half_that_adds_up_to_a_little_less_is_half() {
    Mix ten =
        new Mix(
            Map.of(
                "A", 0.1, "B", 0.1, "C", 0.1, "D", 0.1, "E", 0.1, "F", 0.1, "G", 0.1, "H", 0.1, "I",
                0.1, "J", 0.1));
    Mix five = new Mix(Map.of("A", 0.2, "B", 0.2, "C", 0.2, "D", 0.2, "E", 0.2));
    assertThat(Mix.changed(ten, five)).contains(Reason.CHANGED);
  }

  @Test
  void what_the_lake_tells_is_a_change_by_the_same_bounds() {
    assertThat(SelectionRule.changed(new UseMoved(ANN, true, 9, 3, 0.49))).isEmpty();
    assertThat(SelectionRule.changed(new UseMoved(ANN, true, 9, 4, 0.1))).contains(Reason.CHANGED);
    assertThat(SelectionRule.changed(new UseMoved(ANN, true, 9, 0, 0.5))).contains(Reason.CHANGED);
    assertThat(SelectionRule.changed(new UseMoved(ANN, true, 9, 0, 0.5 - 1e-12)))
        .contains(Reason.CHANGED);
    assertThat(SelectionRule.changed(new UseMoved(ANN, true, 9, 9, null))).isEmpty();
  }

  @Test
  void no_use_then_or_now_is_nothing_to_compare() {
    Mix some = new Mix(Map.of("A", 1.0));
    assertThat(Mix.changed(null, some)).isEmpty();
    assertThat(Mix.changed(some, null)).isEmpty();
  }

  @Test
  void the_distance_is_the_share_that_moved_whichever_way_one_looks() {
    Mix then = new Mix(Map.of("A", 0.7, "B", 0.3));
    Mix now = new Mix(Map.of("A", 0.4, "C", 0.6));
    assertThat(then.distance(now)).isCloseTo(0.6, within(1e-9));
    assertThat(now.distance(then)).isCloseTo(0.6, within(1e-9));
    assertThat(then.distance(then)).isZero();
  }

  @Test
  void a_mix_is_the_shares_of_active_use_by_name() {
    PersonUsage usage =
        new PersonUsage(
            ANN,
            TimeWindow.ending(DAY, 30),
            List.of(use("GitHub", 0.75), use("Jira", 0.25)),
            8,
            8,
            3,
            null,
            null,
            0,
            0,
            0);
    assertThat(Mix.of(usage).shares()).isEqualTo(Map.of("GitHub", 0.75, "Jira", 0.25));
  }

  private static AppUse use(String app, double share) {
    Instant at = Instant.parse("2026-10-30T08:00:00Z");
    return new AppUse(
        new Application(new AppId(app), Map.of(), Basis.NONE, ""),
        1,
        1,
        share,
        1,
        0,
        0,
        0,
        at,
        at,
        1,
        false);
  }

  private static Optional<Reason> plain(
      Status status, int daysAgo, @Nullable Integer hiredDaysAgo, boolean flagged) {
    String category = status == Status.NOT_ENOUGH_DATA ? null : "Engineering";
    Assignment last =
        new Assignment(ANN, "r.1", DAY.minusDays(daysAgo), judgment(status, category), null, false);
    LocalDate hired = hiredDaysAgo == null ? null : DAY.minusDays(hiredDaysAgo);
    return SelectionRule.plain(SlowSelection.lastAnswer(last), hired, flagged, DAY);
  }
}
