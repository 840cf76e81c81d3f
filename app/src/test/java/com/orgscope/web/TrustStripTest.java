package com.orgscope.web;

import static com.orgscope.web.CeoPage.State.GOOD;
import static com.orgscope.web.CeoPage.State.UNKNOWN;
import static com.orgscope.web.CeoPage.State.WATCH;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.Release;
import com.orgscope.web.CeoPage.Lamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrustStripTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  static Stream<Arguments> states() {
    MadeUpRelease usual = usual();
    return Stream.of(
        Arguments.of("Data", GOOD, "fresh when published", usual(), null),
        // The days that count end on the 21st, but nothing came in after the 10th.
        Arguments.of(
            "Data", WATCH, "old when published", usual().dataUntil("2026-11-10T17:00:00Z"), null),
        Arguments.of("Kinds of work", GOOD, "shown of most", usual, null),
        Arguments.of("Kinds of work", WATCH, "none is shown", undecided(), null),
        Arguments.of(
            "Kinds of work",
            WATCH,
            "40 % not yet known",
            usual().group("Sales", Release.NOT_YET_KNOWN, 400, 9),
            null),
        Arguments.of(
            "Kinds of work",
            WATCH,
            "none is shown",
            new MadeUpRelease()
                .group("Other", Release.OTHER, 300, 9)
                .group("Sales", Release.NOT_YET_KNOWN, 40, 9),
            null),
        Arguments.of(
            "Kinds of work",
            UNKNOWN,
            "not shown",
            new MadeUpRelease().group(Release.EVERYONE, Release.EVERYONE, 150, 9),
            null),
        Arguments.of("Accuracy", UNKNOWN, "not compared", usual, null),
        Arguments.of("Accuracy", GOOD, "compared", usual, "2026-11-20T10:00:00Z"),
        Arguments.of("Accuracy", WATCH, "compared long ago", usual, "2026-07-01T10:00:00Z"),
        Arguments.of("Privacy", GOOD, "ε 1.25, k 10", usual, null),
        Arguments.of(
            "Kinds of work",
            WATCH,
            "shown of 40 % only",
            usual().group("Other", Release.OTHER, 900, 9),
            null),
        Arguments.of(
            "Privacy", WATCH, "ε 1.25, k 5, below the promise", usual().privacy(5, 1e-3), null),
        Arguments.of(
            "Privacy", WATCH, "ε 1.25, k 10, below the promise", usual().privacy(10, 0.1), null));
  }

  @ParameterizedTest
  @MethodSource("states")
  void each_lamp_has_the_state_its_release_gives(
      String title,
      CeoPage.State state,
      String word,
      MadeUpRelease made,
      @Nullable String comparedAt) {
    Instant at = comparedAt == null ? null : Instant.parse(comparedAt);
    Lamp lamp = lamp(title, NOW, made, at);
    assertThat(lamp.word()).isEqualTo(word);
    assertThat(lamp.state()).isEqualTo(state);
  }

  /** The newest event of a file is one person's, and so is its day. */
  @Test
  void where_no_source_can_be_asked_no_age_of_the_data_is_told_but_which_days_count() {
    List<Lamp> lamps =
        new TrustStrip(NOW, ZoneId.of("UTC"), null, null).lamps(usual().dataUntil(null).release());
    assertThat(lamps).extracting(Lamp::title).contains("Release").doesNotContain("Data");
    assertThat(lamps)
        .extracting(Lamp::detail)
        .anyMatch(said -> said.contains("Sign-ins of 25 Oct to 21 Nov count."));
  }

  @Test
  void a_release_is_on_time_until_the_next_one_is_due() {
    assertThat(lamp("Release", MadeUpRelease.DUE, usual(), null))
        .satisfies(lamp -> assertThat(lamp.state()).isEqualTo(GOOD))
        .satisfies(lamp -> assertThat(lamp.detail()).contains("the next is due on 22 Dec"));
    assertThat(lamp("Release", MadeUpRelease.DUE.plusSeconds(1), usual(), null))
        .satisfies(lamp -> assertThat(lamp.state()).isEqualTo(WATCH))
        .satisfies(lamp -> assertThat(lamp.detail()).contains("the next was due on 22 Dec"));
  }

  @ParameterizedTest
  @CsvSource({
    // Unknown, merged and told of a thousand people.
    "254, 0, 746, GOOD, shown of most, 75 % 25 %",
    "256, 0, 744, WATCH, 26 % not yet known, 74 % 26 %",
    "0, 504, 496, GOOD, shown of most, 50 % 50 %",
    "0, 506, 494, WATCH, shown of 49 % only, 49 % 51 %",
    "5, 5, 990, GOOD, shown of most, 98 % 1 % 1 %"
  })
  void parts_of_the_people_decide_as_they_are_printed_and_make_a_whole(
      int unknown, int merged, int told, CeoPage.State state, String word, String parts) {
    MadeUpRelease made = new MadeUpRelease().group("Sales", "Sales", told, 9);
    if (unknown > 0) {
      made.group("Sales", Release.NOT_YET_KNOWN, unknown, 9);
    }
    if (merged > 0) {
      made.group("Other", Release.OTHER, merged, 9);
    }
    Lamp lamp = lamp("Kinds of work", NOW, made, null);
    assertThat(lamp.word()).isEqualTo(word);
    assertThat(lamp.state()).isEqualTo(state);
    assertThat(lamp.detail().replaceAll("[^0-9% ]", "").trim().replaceAll(" +", " "))
        .isEqualTo(parts);
  }

  /**
   * Those whom no model was sure of are merged where they are few, so nobody may say there are
   * none.
   */
  @Test
  void where_groups_are_merged_no_lamp_says_that_nobody_is_unknown() {
    MadeUpRelease made =
        new MadeUpRelease().group("Sales", "Sales", 600, 9).group("Other", Release.OTHER, 400, 9);
    assertThat(lamp("Kinds of work", NOW, made, null).detail())
        .isEqualTo(
            "Of the people shown 60 % stand under a kind of work, 40 % under Other: of small groups, or of a kind not yet known.");
  }

  @Test
  void data_that_are_printed_as_equally_old_have_one_lamp() {
    Instant published = usual().release().publishedAt();
    Lamp fresh = data(published.minus(Duration.ofDays(4)).plusSeconds(1));
    assertThat(fresh.state()).isEqualTo(GOOD);
    assertThat(fresh.detail()).contains("3 days old when published");
    Lamp old = data(published.minus(Duration.ofDays(4)));
    assertThat(old.state()).isEqualTo(WATCH);
    assertThat(old.detail()).contains("4 days old when published");
  }

  private static Lamp data(Instant until) {
    return lamp("Data", NOW, usual().dataUntil(until.toString()), null);
  }

  @Test
  void the_worst_lamp_comes_first() {
    List<Lamp> lamps =
        new TrustStrip(NOW, ZoneId.of("UTC"), null, null)
            .lamps(usual().dataUntil("2026-11-10T17:00:00Z").release());
    assertThat(lamps).extracting(Lamp::state).startsWith(WATCH, UNKNOWN, GOOD).hasSize(5);
    assertThat(lamps.getFirst().detail())
        .contains("complete until 10 Nov, 17:00: 11 days old when published");
  }

  @Test
  void where_nobody_is_decided_no_lamp_beside_says_that_somebody_is() {
    List<Lamp> lamps =
        new TrustStrip(NOW, ZoneId.of("UTC"), null, null).lamps(undecided().release());
    assertThat(lamps.stream().filter(lamp -> lamp.state() == WATCH).map(Lamp::title))
        .containsExactly("Kinds of work");
  }

  private static MadeUpRelease undecided() {
    return new MadeUpRelease().group("Sales", Release.NOT_YET_KNOWN, 600, 90);
  }

  private static MadeUpRelease usual() {
    return new MadeUpRelease()
        .group("Engineering", "Engineering", 350, 60)
        .group("Sales", "Sales", 250, 50);
  }

  private static Lamp lamp(
      String title, Instant now, MadeUpRelease made, @Nullable Instant comparedAt) {
    return new TrustStrip(now, ZoneId.of("UTC"), comparedAt, null)
        .lamps(made.release()).stream()
            .filter(lamp -> lamp.title().equals(title))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void a_withdrawn_release_is_named_with_its_reason() {
    Release.Replaced before = new Release.Replaced("2026-11-20.1", "a file was read twice");
    assertThat(words("Release", new TrustStrip(NOW, ZoneId.of("UTC"), null, null), before))
        .contains("in the place of 2026-11-20.1, which was withdrawn: a file was read twice.");
    assertThat(words("Withdrawn", new TrustStrip(NOW, ZoneId.of("UTC"), null, before), null))
        .isEqualTo(
            "A newer release was withdrawn: a file was read twice. This is the one before it.");
  }

  private static String words(String lamp, TrustStrip strip, Release.@Nullable Replaced before) {
    return strip
        .lamps(new MadeUpRelease().group("Sales", "Sales", 100, 30).replaces(before).release())
        .stream()
        .filter(one -> one.title().equals(lamp))
        .findFirst()
        .orElseThrow()
        .detail();
  }
}
