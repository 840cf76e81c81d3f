package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the certificate of an hour says of every source that can be asked a second time, beside the
 * count of a double that knows better.
 */
@SuppressWarnings(
    "this-escape") // What the constructor asks of subclasses uses none of their fields.
public abstract class CompletenessContract {
  protected static final LocalDate DAY = LocalDate.parse("2026-03-02");

  /** An hour of that day that is over when the test begins, and not settled. */
  protected static final Instant SEVEN = Instant.parse("2026-03-02T07:00:00Z");

  protected final TestClock clock = new TestClock();
  protected final ProviderDouble source = newDouble(clock);
  protected final TestSources sources = new TestSources(provider(), clock);

  protected abstract ProviderDouble newDouble(TestClock time);

  protected abstract Provider provider();

  protected abstract Map<String, String> settings();

  /** When the provider deletes an event, by its own pages. */
  protected abstract Duration deletedAfter();

  @BeforeEach
  void connect() {
    sources.connectCertified(TestClock.BEGIN.minus(Duration.ofHours(8)), settings());
  }

  @AfterEach
  void close() {
    source.close();
  }

  protected final void publish(int events, Instant from) {
    for (int i = 0; i < events; i++) {
      Instant at = from.plusSeconds(60L * i);
      source.publish(at, at);
    }
  }

  final HourStore.Row seven() {
    return sources.hours().stream()
        .filter(row -> row.hour().equals(SEVEN))
        .findFirst()
        .orElseThrow();
  }

  protected final boolean isSevenAskedFor() {
    return sources.hours().stream().anyMatch(row -> row.hour().equals(SEVEN));
  }

  /** Of seven so many are stored, one fewer than the source gives. */
  protected final void sevenLacksOneBeside(int stored) {
    HourStore.Row gap = seven();
    assertThat(gap.given()).isEqualTo(stored + 1);
    assertThat(gap.stored()).isEqualTo(stored);
    assertThat(gap.certifiedAt()).isNull();
    assertThat(gap.storedDigest()).isNotEqualTo(gap.givenDigest());
  }

  /** Seven has all that the source gives, one of them late. */
  protected final void sevenHasOneLateAmong(int given) {
    HourStore.Row mended = seven();
    assertThat(mended.certifiedAt()).isNotNull();
    assertThat(mended.given()).isEqualTo(given);
    assertThat(mended.late()).isEqualTo(1);
    assertThat(mended.storedDigest()).isEqualTo(mended.givenDigest());
  }

  protected final void everyHourIsCertified() {
    assertThat(sources.hours()).allMatch(row -> row.certifiedAt() != null);
  }

  /** Lets time pass until seven was asked for as often. */
  protected final void untilSevenWasAskedFor(TestSources.Process process, int times) {
    clock.until(SEVEN.plusSeconds(3600).plus(provider().keeping().settledAfter()));
    for (int poll = 0; poll < 50 && !(isSevenAskedFor() && seven().checks() >= times); poll++) {
      clock.advance(Duration.ofMinutes(3));
      process.turns();
    }
    assertThat(seven().checks()).isEqualTo(times);
  }

  private Optional<Instant> completeUntil(LocalDate until) {
    Instant from = begin(DAY.minusDays(3));
    return sources.completeness().completeUntil(sources.tenant(), from, begin(until));
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Test
  void an_hour_whose_events_are_all_stored_is_certified_by_count_and_digest() {
    publish(7, SEVEN);
    clock.advance(provider().keeping().settledAfter().plusHours(1));
    sources.process().catchUp();
    sources.process().catchUp();

    HourStore.Row hour = seven();
    assertThat(hour.given()).isEqualTo(7);
    assertThat(hour.stored()).isEqualTo(7);
    assertThat(hour.late()).isZero();
    assertThat(hour.storedDigest()).isEqualTo(hour.givenDigest());
    assertThat(hour.certifiedAt()).isNotNull();
    assertThat(sources.hours()).hasSize(9).allMatch(row -> row.certifiedAt() != null);
    assertThat(sources.arrived(source)).isEqualTo(source.visible());

    DayCompleteness day = sources.completeness().day(sources.tenant(), DAY);
    assertThat(day.complete()).isTrue();
    assertThat(day.certifiedHours()).isEqualTo(9);
    assertThat(day.pendingHours()).isEqualTo(15);
    Instant nine = TestClock.BEGIN.plus(Duration.ofHours(1));
    assertThat(completeUntil(DAY.plusDays(1))).as("the first hour nobody asked for").contains(nine);
    LocalDate before = DAY.minusDays(1);
    assertThat(completeUntil(before)).as("nothing was missed then").contains(begin(before));
  }

  @Test
  void what_the_lake_has_not_is_counted_fetched_and_the_hour_certified_then() {
    publish(6, SEVEN);
    var process = sources.process();
    process.catchUp();
    sources.intake().lose(element -> source.id(element).equals("e2"));
    untilSevenWasAskedFor(process, 1);

    sevenLacksOneBeside(5);
    DayCompleteness incomplete = sources.completeness().day(sources.tenant(), DAY);
    assertThat(incomplete.complete()).isFalse();
    assertThat(incomplete.reasons().getFirst()).contains("1 events are missing");
    assertThat(summary().certifiable()).isTrue();
    assertThat(summary().missing()).isEqualTo(1);
    assertThat(completeUntil(DAY.plusDays(1))).as("an hour with a gap ends it").contains(SEVEN);
    assertThat(sources.arrived(source)).as("fetched at once").isEqualTo(source.visible());

    untilSevenWasAskedFor(process, 2);
    sevenHasOneLateAmong(6);
    assertThat(sources.completeness().day(sources.tenant(), DAY).complete()).isTrue();
  }

  @Test
  void the_same_number_of_other_events_is_not_enough() {
    publish(6, SEVEN);
    var process = sources.process();
    process.catchUp();
    sources.intake().lose(element -> source.id(element).equals("e2"));
    byte[] other =
        source.entry("e900", SEVEN.plusSeconds(90), SEVEN).json().getBytes(StandardCharsets.UTF_8);
    sources.intake().take(sources.tenant(), provider().source(), List.of(inList(other)));
    assertThat(sources.intake().elements()).as("as many as the source has").hasSize(6);
    untilSevenWasAskedFor(process, 1);

    assertThat(seven().given()).isEqualTo(6);
    assertThat(seven().stored()).isEqualTo(5);
    assertThat(seven().storedDigest()).isNotEqualTo(seven().givenDigest());
    assertThat(seven().certifiedAt()).isNull();
    untilSevenWasAskedFor(process, 2);
    assertThat(seven().certifiedAt()).isNotNull();
    assertThat(seven().given()).as("what the source does not give is no fault").isEqualTo(6);
  }

  private static byte[] inList(byte[] element) {
    return ("[" + new String(element, StandardCharsets.UTF_8) + "]")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void what_shows_up_after_its_hour_was_certified_is_counted_two_days_later_as_late() {
    publish(6, SEVEN);
    var process = sources.process();
    process.catchUp();
    untilSevenWasAskedFor(process, 1);
    Instant certified = seven().certifiedAt();
    assertThat(certified).isNotNull();
    source.publish(SEVEN.plusSeconds(30), clock.now().plusSeconds(60));
    clock.advance(Duration.ofMinutes(90));
    process.catchUp();
    assertThat(sources.arrived(source)).as("polling brings it").isEqualTo(source.visible());
    clock.until(SEVEN.plus(Duration.ofHours(49)));
    untilSevenWasAskedFor(process, 2);

    assertThat(seven().given()).isEqualTo(7);
    assertThat(seven().stored()).isEqualTo(7);
    assertThat(seven().late()).isEqualTo(1);
    assertThat(seven().certifiedAt()).as("it was complete then").isEqualTo(certified);
    assertThat(seven().againAt()).as("nothing is asked a third time").isNull();
  }

  @Test
  void the_time_until_the_source_deletes_counts_down_and_what_is_deleted_is_no_longer_open() {
    Instant first = TestClock.BEGIN.minus(Duration.ofHours(8));
    clock.advance(provider().keeping().settledAfter().plusHours(2));
    assertThat(lostIn()).isEqualTo(Duration.between(clock.now(), first.plus(deletedAfter())));
    Duration before = lostIn();
    clock.advance(Duration.ofHours(30));
    assertThat(lostIn()).isEqualTo(before.minusHours(30));
    clock.until(first.plus(deletedAfter()).plus(Duration.ofMinutes(90)));
    assertThat(lostIn()).as("of the hour two hours later").isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void what_the_source_still_has_of_somebody_erased_is_neither_missing_nor_fetched_again() {
    publish(6, SEVEN);
    var process = sources.process();
    process.catchUp();
    untilSevenWasAskedFor(process, 1);
    sources.eraseAnn();
    clock.until(SEVEN.plus(Duration.ofHours(49)));
    untilSevenWasAskedFor(process, 2);
    assertThat(seven().given()).isZero();
    assertThat(seven().certifiedAt()).isNotNull();
    assertThat(summary().missing()).isZero();
    assertThat(sources.intake().elements()).as("fetched again").isEmpty();
  }

  @Test
  void what_was_missing_when_the_source_deleted_its_hour_is_told_as_lost() {
    publish(6, SEVEN);
    var process = sources.process();
    process.catchUp();
    sources.intake().lose(element -> source.id(element).equals("e2"));
    untilSevenWasAskedFor(process, 1);
    assertThat(summary().lost()).isZero();
    clock.until(SEVEN.plus(deletedAfter()).plus(Duration.ofMinutes(30)));
    assertThat(summary().lost()).isEqualTo(1);
    assertThat(summary().missing()).as("nothing can be fetched any more").isZero();
  }

  private Completeness.Summary summary() {
    return sources.completeness().summary(sources.caller(), provider().source());
  }

  private Duration lostIn() {
    Duration lostIn = summary().lostIn();
    assertThat(lostIn).isNotNull();
    return lostIn == null ? Duration.ZERO : lostIn;
  }

  @Test
  void an_hour_is_not_asked_for_before_it_is_settled_and_polled() {
    publish(3, SEVEN);
    sources.process().catchUp();
    sources.process().catchUp();
    Instant settled = TestClock.BEGIN.minus(provider().keeping().settledAfter());
    assertThat(sources.hours()).isNotEmpty().allMatch(row -> row.hour().isBefore(settled));
    assertThat(isSevenAskedFor()).isFalse();
  }
}
