package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.ChangeSince;
import com.orgscope.insight.ChangeSince.Dollars;
import com.orgscope.insight.ChangeSince.Moved;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
import com.orgscope.insight.Sensitivity;
import com.orgscope.insight.StaffChange;
import com.orgscope.insight.Trend;
import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the first page says of what moved. */
class CeoChangesTest {
  private static final Moved MORE_PEOPLE = new Moved(Release.EVERYONE, 1_000, 1_004, 0);
  private static final Moved SAME_KIND = new Moved("Sales", 100, 108, 9.2);
  private static final Moved OTHER_KIND = new Moved("Finance", 80, 68, 9.2);
  private static final Dollars NOBODY_SET = new Dollars(-1_000, 0, List.of());

  @Test
  void noise_is_said_first_where_it_explains_what_moved() {
    List<String> lines =
        lines(new Moved(Release.EVERYONE, 51, 49, 29), NOBODY_SET, List.of(SAME_KIND));
    assertThat(lines)
        .containsExactly(
            "Noise: sign-ins take 49.0 h a week, 2.0 h less, and noise alone may move that by 29.0 h. No change can be told.",
            "Noise: no kind of work has more or fewer people than noise alone explains.",
            "1,004 people by the directory, 4 more.");
  }

  @Test
  void what_noise_does_not_explain_is_told_with_how_far_noise_goes() {
    List<String> lines =
        lines(new Moved(Release.EVERYONE, 151, 89, 29), NOBODY_SET, List.of(SAME_KIND, OTHER_KIND));
    assertThat(lines)
        .containsExactly(
            "Sign-ins take 89.0 h a week, 62.0 h less. Noise alone rarely moves that by more than 29.0 h, so this is a change.",
            "1 of 2 kinds of work changed by more than noise alone explains: Finance from 80 to 68 (noise alone: 9).",
            "1,004 people by the directory, 4 more.");
  }

  @Test
  void what_is_told_as_more_than_the_noise_reads_as_more() {
    Moved barely = new Moved("Finance", 80, 70, 9.2);
    assertThat(lines(new Moved(Release.EVERYONE, 400, 279.6, 120.37), NOBODY_SET, List.of(barely)))
        .startsWith(
            "Sign-ins take 280 h a week, 120.4 h less. Noise alone rarely moves that by more than 120.3 h, so this is a change.",
            "1 of 1 kinds of work changed by more than noise alone explains: Finance from 80 to 70 (noise alone: 9).");
  }

  @Test
  void an_assumption_that_somebody_set_is_told_apart_from_hours() {
    List<String> lines =
        lines(
            new Moved(Release.EVERYONE, 49, 49, 29),
            new Dollars(-1_000, 60_000, List.of("Loaded cost of an hour of work")),
            List.of());
    assertThat(lines.getFirst()).contains("as before");
    assertThat(lines.getLast())
        .isEqualTo(
            "Somebody set anew: loaded cost of an hour of work. That moved the money by +$60k, the hours moved them by −$1.0k.");
  }

  @Test
  void where_no_kind_of_work_is_shown_none_is_compared() {
    assertThat(lines(new Moved(Release.EVERYONE, 51, 49, 29), NOBODY_SET, List.of()))
        .hasSize(2)
        .noneMatch(line -> line.contains("kind of work"));
  }

  @Test
  void who_joined_and_left_is_told_and_what_was_corrected() {
    LocalDate day = LocalDate.of(2026, 11, 21);
    Moved hours = new Moved(Release.EVERYONE, 49, 49, 29);
    assertThat(lines(new StaffChange(day, 11, 7, null), hours, NOBODY_SET, List.of()))
        .contains("1,004 people by the directory, 4 more: 11 joined and 7 left.");
    assertThat(lines(new StaffChange(day, 11, 6, 0), hours, NOBODY_SET, List.of()))
        .contains(
            "1,004 people by the directory, 4 more: 11 joined and 6 left; the rest was corrected in the directory.");
    assertThat(lines(new StaffChange(day, 11, 7, 72), hours, NOBODY_SET, List.of()))
        .contains(
            "1,004 people by the directory, 4 more: 11 joined and 7 left; 72 moved to another department.");
  }

  @Test
  void people_whom_no_directory_counts_are_noise_too() {
    ChangeSince change =
        new ChangeSince(
            TimeWindow.ending(LocalDate.of(2026, 10, 24), 28),
            new Moved(Release.EVERYONE, 1_000, 1_004, 40),
            null,
            new Moved(Release.EVERYONE, 49, 49, 29),
            NOBODY_SET,
            List.of());
    assertThat(changes().since(change, null, List.of(), null).lines())
        .last()
        .asString()
        .startsWith("Noise: 1,004 people");
  }

  @Test
  void what_moves_dollars_most_is_named_and_drawn_around_the_total() {
    SpanChart chart = changes().sensitivity();
    assertThat(chart.spans()).hasSize(3);
    assertThat(chart.spans())
        .as("the line of the total goes through each")
        .allMatch(
            span -> span.from() <= chart.line() && chart.line() <= span.from() + span.width());
    assertThat(chart.spans())
        .as("the widest first, as a tornado")
        .isSortedAccordingTo(java.util.Comparator.comparingInt(span -> -span.width()));
    assertThat(chart.summary()).contains("moves it most").contains("All together");
  }

  @Test
  void what_programs_read_of_money_and_of_several_releases_is_what_the_page_says() {
    Trend same = trend(45, 46, 44);
    CeoPage.Changes told =
        changes()
            .since(
                new ChangeSince(
                    TimeWindow.ending(LocalDate.of(2026, 10, 24), 28),
                    MORE_PEOPLE,
                    null,
                    new Moved(Release.EVERYONE, 46, 44, 29),
                    NOBODY_SET,
                    List.of()),
                same,
                List.of(),
                null);
    assertThat(told.lines())
        .last()
        .isEqualTo(
            "Over 3 releases, since 21 Nov, sign-ins took 45.0 h, 46.0 h, 44.0 h a week. Noise: from the first to the last no change can be told.");
    JsonNode read =
        JsonMapper.shared()
            .valueToTree(
                ReleaseDocument.of(company(), Sensitivity.of(company()), trend(45, 70, 105)));
    assertThat(read.get("trend").propertyNames()).containsExactly("releases", "since_first");
    JsonNode points = read.get("trend").get("releases");
    assertThat(points.get(0).propertyNames())
        .containsExactly(
            "release", "to", "people", "people_interval", "hours_per_week", "hours_interval");
    JsonNode hours = points.get(2).get("since").get("hours_per_week");
    assertThat(hours.propertyNames()).containsExactly("difference", "noise", "change");
    assertThat(hours.get("difference").asDouble()).isEqualTo(35);
    assertThat(hours.get("noise").asDouble()).isEqualTo(8.2);
    assertThat(hours.get("change").asBoolean()).isTrue();
    assertThat(read.get("trend").get("since_first").get("hours_per_week").get("change").asBoolean())
        .isTrue();
    List<SpanChart.Span> bars = changes().sensitivity().spans();
    for (int at = 0; at < bars.size(); at++) {
      JsonNode alone = read.get("sensitivity").get(at);
      JsonNode range = alone.get("usd_interval");
      assertThat(bars.get(at).label()).isEqualTo(alone.get("name").asString());
      assertThat(bars.get(at).value())
          .isEqualTo(
              new MoneyFormat("$")
                  .rounded(new Interval(range.get(0).asLong(), range.get(1).asLong())));
    }
  }

  private static Trend trend(double... hours) {
    return Trend.of(
            Arrays.stream(hours)
                .mapToObj(each ->
                    new MadeUpRelease().group("Sales", "Sales", 1000, each).levels().release())
                .toList()
                .reversed())
        .orElseThrow();
  }

  private static List<String> lines(Moved hours, Dollars dollars, List<Moved> kinds) {
    return lines(null, hours, dollars, kinds);
  }

  private static List<String> lines(
      @Nullable StaffChange staff, Moved hours, Dollars dollars, List<Moved> kinds) {
    ChangeSince change =
        new ChangeSince(
            TimeWindow.ending(LocalDate.of(2026, 10, 24), 28),
            MORE_PEOPLE,
            staff,
            hours,
            dollars,
            kinds);
    CeoPage.Changes told = changes().since(change, null, List.of(), null);
    assertThat(told.since()).contains("24 Oct");
    return told.lines();
  }

  private static Release company() {
    return new MadeUpRelease().group("Sales", "Sales", 1000, 45).release();
  }

  private static CeoChanges changes() {
    return new CeoChanges(company());
  }
}
