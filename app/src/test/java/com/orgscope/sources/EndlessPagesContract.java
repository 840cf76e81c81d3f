package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.sources.ProviderDouble.Entry;
import com.orgscope.sources.ProviderDouble.Script;
import com.orgscope.sources.ProviderDouble.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages that do not end. Whatever a provider answers, a walk over its pages ends after some
 * questions with all that the pages held; what is no end is told, and the stream goes on.
 */
@SuppressWarnings(
    "this-escape") // What the constructor asks of subclasses uses none of their fields.
public abstract class EndlessPagesContract {
  private static final Instant FROM = TestClock.BEGIN.minus(Duration.ofSeconds(90));

  /** Of one walk, when its pages hold something. */
  private static final int FEW = 12;

  protected final TestClock clock = new TestClock();
  private final ProviderDouble source;
  private final TestSources sources;
  private final List<Entry> made = new ArrayList<>();
  private int fresh;

  protected EndlessPagesContract() {
    source = newDouble(clock);
    sources = new TestSources(provider(), clock);
  }

  protected abstract ProviderDouble newDouble(TestClock time);

  protected abstract Provider provider();

  protected abstract Map<String, String> settings(ProviderDouble its);

  protected abstract String stream();

  /** Whether polling walks on behind an empty page, instead of coming back later. */
  protected boolean pollsPastEmptyPages() {
    return true;
  }

  @BeforeEach
  void connect() {
    sources.connect(FROM, settings(source));
    for (int i = 0; i < 4; i++) {
      made.add(source.entry("e" + 6 * i, FROM.plusSeconds(10L * i + 10), FROM));
    }
  }

  @AfterEach
  void close() {
    source.close();
  }

  private Told page(@Nullable String next, int... events) {
    return new Told(IntStream.of(events).mapToObj(made::get).toList(), next);
  }

  private List<String> ids(int... events) {
    return IntStream.of(events).mapToObj(i -> made.get(i).id()).toList();
  }

  /** The fault of one bounded reading, which gives the events once and asks few questions. */
  private String read(Script script, int most, int... events) {
    source.script(script);
    int before = source.requests();
    List<String> given =
        sources.read(stream(), FROM, clock.now()).stream().map(source::id).distinct().toList();
    assertThat(given).isEqualTo(ids(events));
    assertThat(source.requests() - before).as("questions").isLessThanOrEqualTo(most);
    return sources.faultOf(stream(), FROM, clock.now());
  }

  /** Some turns of polling under the script; then the provider is well, and nothing is missing. */
  private List<String> poll(Script script, int... events) {
    int[] walks = {0};
    source.script(place -> {
      walks[0] += place.isEmpty() ? 1 : 0;
      return script.at(place);
    });
    TestSources.Process process = sources.process();
    int before = source.requests();
    for (int poll = 0; poll < 2; poll++) {
      // A walk may also go on from where the turn before it ended.
      int turns = process.turns();
      walks[0] += turns;
      clock.advance(Duration.ofMinutes(2));
    }
    assertThat(sources.arrived(source)).containsAll(ids(events));
    assertThat(source.requests() - before).as("questions").isLessThanOrEqualTo(FEW * walks[0]);
    final List<String> faults =
        sources.status().stream()
            .map(StreamStore.State::lastError)
            .filter(Objects::nonNull)
            .toList();
    assertThat(sources.status()).allSatisfy(state -> assertThat(state.failures()).isZero());

    source.script(null);
    source.publish(clock.now().minusSeconds(60), clock.now());
    process.catchUp();
    assertThat(sources.arrived(source)).containsAll(source.visible());
    assertThat(sources.status()).allSatisfy(state -> assertThat(state.lastError()).isNull());
    return faults;
  }

  private void ends(Script script, int... events) {
    assertThat(read(script, FEW, events)).isEmpty();
    assertThat(poll(script, events)).isEmpty();
  }

  private void circles(Script script, int... events) {
    assertThat(read(script, FEW, events)).contains("again and again");
    assertThat(poll(script, events))
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault).contains("again and again"));
  }

  @Test
  void an_empty_page_that_leads_to_itself_is_the_end() {
    ends(place -> place.isEmpty() ? page("a", 0) : page("a"), 0);
  }

  @Test
  void an_empty_page_that_leads_back_is_the_end() {
    ends(
        place ->
            switch (place) {
              case "" -> page("a", 0);
              case "a" -> page("b", 1);
              default -> page("a");
            },
        0,
        1);
  }

  @Test
  void two_empty_pages_that_lead_to_each_other_are_the_end() {
    ends(
        place ->
            switch (place) {
              case "" -> page("a", 0);
              case "a" -> page("b");
              default -> page("a");
            },
        0);
  }

  @Test
  void nothing_but_an_empty_page_and_its_way_to_itself_is_an_end() {
    ends(place -> page("a"));
  }

  @Test
  void a_blank_way_is_none() {
    ends(place -> page(place.isEmpty() ? "a" : null, place.isEmpty() ? 0 : 1), 0, 1);
  }

  @Test
  void a_page_that_leads_to_itself_is_told_and_left() {
    circles(place -> place.isEmpty() ? page("a", 0) : page("a", 1), 0, 1);
  }

  @Test
  void two_pages_that_lead_to_each_other_are_told_and_left() {
    circles(
        place ->
            switch (place) {
              case "" -> page("a", 0);
              case "a" -> page("b", 1);
              default -> page("a", 2);
            },
        0,
        1,
        2);
  }

  @Test
  void three_pages_in_a_ring_are_told_and_left() {
    circles(
        place ->
            switch (place) {
              case "" -> page("a", 0);
              case "a" -> page("b", 1);
              case "b" -> page("c", 2);
              default -> page("a", 3);
            },
        0,
        1,
        2,
        3);
  }

  @Test
  void the_same_page_under_ever_new_places_is_told_and_left() {
    circles(place -> page("p" + fresh++, 0, 1), 0, 1);
  }

  @Test
  void two_pages_in_turn_under_ever_new_places_are_told_and_left() {
    circles(place -> page("p" + fresh, fresh++ % 2), 0, 1);
  }

  @Test
  void the_same_elements_in_ever_new_order_are_told_and_left() {
    int[][] orders = {{0, 1, 2, 3}, {1, 0, 2, 3}, {1, 2, 0, 3}, {1, 2, 3, 0}, {2, 1, 3, 0}};
    circles(place -> page("p" + fresh, orders[Math.min(fresh++ % 20, 4)]), 0, 1, 2, 3);
  }

  @Test
  void a_window_over_the_same_elements_that_moves_on_is_told_and_left() {
    circles(
        place -> page("p" + fresh, fresh % 4, (fresh + 1 + fresh / 4 % 2) % 4, (fresh++ + 2) % 4),
        0,
        1,
        2,
        3);
  }

  @Test
  void an_empty_page_with_another_place_is_gone_past() {
    Script script =
        place ->
            switch (place) {
              case "" -> page("a", 0);
              case "a" -> page("b");
              case "b" -> page("c");
              case "c" -> page("d", 1);
              default -> page(null, 2);
            };
    assertThat(read(script, FEW, 0, 1, 2)).isEmpty();
    if (pollsPastEmptyPages()) {
      assertThat(poll(script, 0, 1, 2)).isEmpty();
    }
  }

  @Test
  void a_page_that_comes_twice_by_a_slip_is_gone_past() {
    int[] slips = {0};
    Script script =
        place ->
            switch (place) {
              case "" -> page("a", 0);
              case "a" -> slips[0]++ % 3 < 2 ? page("a", 0) : page("b", 1);
              default -> page(null, 2);
            };
    assertThat(read(script, FEW, 0, 1, 2)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a|b", "{a}", "a^b", "a\"b", "\u00fcber", "100%", "a<b", "[0]", "\u96ea"})
  void a_place_with_what_no_address_may_hold_is_found(String odd) {
    // A header is bytes, and what is beyond ASCII in it is nobody's promise.
    if (!pollsPastEmptyPages() && (odd.chars().anyMatch(c -> c > 126) || odd.contains("<"))) {
      return;
    }
    Script script = place -> place.equals(odd) ? page(null, 1, 2) : page(odd, 0);
    String written = writtenAs(odd);
    Script asWritten =
        place -> {
          Told told = script.at(place);
          return new Told(told.events(), told.next() == null ? null : written);
        };
    assertThat(read(asWritten, FEW, 0, 1, 2)).isEmpty();
    if (odd.equals("a b")) {
      assertThat(poll(asWritten, 0, 1, 2)).isEmpty();
    }
  }

  /** As it stands in the provider's answer. */
  protected String writtenAs(String place) {
    return place;
  }

  @Test
  void an_hour_whose_pages_do_not_end_is_not_certified_and_holds_no_other_up() {
    TestSources certified = new TestSources(provider(), clock);
    certified.connectCertified(TestClock.BEGIN.minus(Duration.ofHours(1)), settings(source));
    TestSources.Process process = certified.process();
    process.catchUp();
    source.script(place -> place.isEmpty() ? page("a", 0) : page("a", 1));
    clock.advance(Duration.ofHours(5));
    process.turns();
    Instant settled = TestClock.BEGIN.minus(Duration.ofHours(1));
    assertThat(certified.hours())
        .anySatisfy(hour -> assertThat(hour.hour()).isEqualTo(settled))
        .filteredOn(hour -> !hour.hour().isBefore(settled))
        .allSatisfy(hour -> {
          assertThat(hour.checks()).isPositive();
          assertThat(hour.certifiedAt()).isNull();
        });
    source.script(null);
    clock.advance(Duration.ofMinutes(10));
    process.turns();
    clock.advance(Duration.ofMinutes(10));
    process.turns();
    assertThat(certified.hours())
        .filteredOn(hour -> hour.hour().equals(settled))
        .singleElement()
        .satisfies(hour -> assertThat(hour.certifiedAt()).isNotNull());
  }
}
