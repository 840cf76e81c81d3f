package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.ingest.EventPreview;
import com.orgscope.kernel.Failure;
import com.orgscope.sources.ProviderDouble.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every provider's list of who has an application promises: everybody on every page, each
 * account once; whole, or not at all.
 */
@SuppressWarnings(
    "this-escape") // What the constructor asks of subclasses uses none of their fields.
public abstract class SeatListContract {
  protected final TestClock clock = new TestClock();
  protected final ProviderDouble source = newDouble(clock);
  protected final TestSources sources = new TestSources(provider(), clock);

  protected abstract ProviderDouble newDouble(TestClock time);

  protected abstract Provider provider();

  protected abstract SeatList list();

  protected abstract Map<String, String> settings();

  /** As IT writes it. */
  protected abstract String application();

  /** Gives that application to somebody, once more if they have it. */
  protected abstract void give(String login);

  /** From now on the credentials lack the right to see any of it. */
  protected abstract void refuse();

  /** What the message then says to grant. */
  protected abstract String right();

  /** How long the double wants to be left alone at least. */
  protected abstract Duration leftAlone();

  @BeforeEach
  void connect() {
    sources.connect(TestClock.BEGIN.minus(Duration.ofHours(2)), settings());
  }

  @AfterEach
  void close() {
    source.close();
  }

  protected static String login(int person) {
    return "person%d@acme.example".formatted(person);
  }

  private void giveAll() {
    IntStream.range(0, 7).mapToObj(SeatListContract::login).forEach(this::give);
  }

  protected final List<String> logins() {
    return holders().stream().map(holder -> holder.logins().getFirst()).toList();
  }

  protected final List<SeatHolder> holders() {
    return sources.holders(list(), application());
  }

  private static String[] everybody() {
    return IntStream.range(0, 7).mapToObj(SeatListContract::login).toArray(String[]::new);
  }

  @Test
  void a_source_that_is_tried_says_which_rights_open_and_what_would_become_of_events() {
    Instant lately = clock.now().minus(provider().keeping().settledAfter()).minusSeconds(600);
    for (int event = 0; event < 3; event++) {
      source.publish(lately.plusSeconds(event), lately.plusSeconds(event));
    }
    SourceTrial trial = sources.tried(list(), settings());
    assertThat(trial.opens()).isTrue();
    assertThat(trial.rights()).hasSize(2).allMatch(right -> right.refused() == null);
    assertThat(trial.rights().getLast().name()).isEqualTo(list().right());
    assertThat(trial.samples()).isNotEmpty().allMatch(sample -> sample.because() == null);
    assertThat(
            trial.samples().stream()
                .map(sample -> Objects.requireNonNull(sample.found()))
                .mapToLong(EventPreview.Found::stored)
                .sum())
        .isGreaterThanOrEqualTo(3);
    refuse();
    SourceTrial narrower = sources.tried(list(), settings());
    assertThat(narrower.opens()).as("seats are not needed for the log").isTrue();
    assertThat(narrower.rights().getLast().refused()).contains(right());
    assertThat(sources.streams().states(sources.caller()))
        .as("what was tried is not kept")
        .allMatch(stream -> stream.events() == 0);
  }

  @Test
  void everybody_on_every_page_is_told() {
    giveAll();
    assertThat(logins()).containsExactlyInAnyOrder(everybody());
  }

  @Test
  void who_is_listed_twice_is_told_once() {
    giveAll();
    give(login(2));
    give(login(0));
    assertThat(logins()).containsExactlyInAnyOrder(everybody());
  }

  @Test
  void an_answer_that_fails_is_asked_for_again() {
    giveAll();
    for (Fault fault : Fault.values()) {
      source.next(fault, fault);
      assertThat(logins()).as("%s", fault).containsExactlyInAnyOrder(everybody());
      source.isWell();
    }
  }

  @Test
  void what_breaks_off_amid_pages_tells_nothing() {
    giveAll();
    source.goDownAfter(3);
    assertFails(Failure.Kind.RETRY, null);
    source.goDownAfter(null);
    assertThat(logins()).containsExactlyInAnyOrder(everybody());
  }

  @Test
  void a_provider_that_wants_to_be_left_alone_is() {
    giveAll();
    Instant begin = clock.now();
    source.next(Fault.OVER_LIMIT);
    assertThat(logins()).hasSize(7);
    assertThat(Duration.between(begin, clock.now())).isGreaterThanOrEqualTo(leftAlone());
  }

  @Test
  void without_rights_it_is_said_what_to_grant() {
    giveAll();
    refuse();
    assertFails(Failure.Kind.OPERATOR, right());
  }

  @Test
  void an_application_that_is_not_there_is_named_with_the_way_out() {
    giveAll();
    assertThatThrownBy(() -> sources.holders(list(), "Nonesuch"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.OPERATOR))
        .hasMessageContaining("'Nonesuch'")
        .hasMessageContaining("write ");
  }

  @Test
  void nobody_becomes_text() {
    giveAll();
    assertThat(holders().toString()).doesNotContain("@").doesNotContain("person");
  }

  protected final void assertFails(Failure.Kind kind, @Nullable String saying) {
    assertThatThrownBy(this::holders)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessageContaining(saying == null ? "" : saying)
        .hasMessageNotContaining("@");
  }
}
