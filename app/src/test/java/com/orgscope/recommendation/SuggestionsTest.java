package com.orgscope.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.category.Categorizer;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.ModelUsage;
import com.orgscope.directory.ItPolicies;
import com.orgscope.directory.SecondFactor;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.FrictionAssumptions.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DataAccessException;

class SuggestionsTest {
  private static final Database DATABASE = TestDatabase.fresh();
  private static final Setup SETUP =
      Setup.unmeasured(new ItPolicies(Duration.ofHours(8), SecondFactor.SMS, List.of()));
  private static final List<Change> CHOICES =
      Changes.suiting(SETUP, EnumSet.of(Friction.CHALLENGES, Friction.SIGN_IN_FAILURES));

  private static final String RUN = "2026-11-01.1";
  private static final ModelUsage SPENT = new ModelUsage(List.of(new UUID(1, 1)), 2, 0, 700_000);

  private static int tenants;

  private final TenantId tenant = new TenantId("tenant-" + tenants++);
  private final Caller night = Caller.system(tenant, "test");
  private final SuggestionStore store =
      new SuggestionStore(DATABASE, () -> Instant.parse("2026-11-01T02:00:00Z"));
  private final Asked asked = new Asked();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** A model that says what a test wants, and remembers what it was asked. */
  private static final class Asked implements Suggester {
    final List<Request> requests = new ArrayList<>();
    String prompt = "suggest.v1";
    Outcome answer =
        new Said(
            List.of(
                new Suggestion(
                    "quick-factor", "A touch takes the place of a code and saves {hours}.")),
            new Origin("model-1", "suggest.v1", null),
            List.of(),
            SPENT);

    @Override
    public String prompt() {
      return prompt;
    }

    @Override
    public Outcome suggest(Request request) {
      requests.add(request);
      return answer;
    }

    @Override
    public Categorizer.Outlook outlook(List<Request> open) {
      return new Categorizer.Outlook(open.size(), 0, 0, 0, 0, Duration.ZERO);
    }
  }

  @Test
  void one_kind_of_work_and_setup_is_asked_about_once_for_everybody_and_for_good() {
    SuggestionStore.Stored first = suggested(asked, "Engineering", SETUP);
    assertThat(first.suggestions()).extracting(Suggestion::change).containsExactly("quick-factor");
    assertThat(suggested(asked, "Engineering", SETUP)).isEqualTo(first);
    assertThat(asked.requests).hasSize(1);

    suggested(asked, "Sales", SETUP);
    suggested(asked, "Engineering", Setup.unmeasured(ItPolicies.unknown()));
    assertThat(asked.requests).hasSize(3);
  }

  @Test
  void a_later_prompt_is_asked_anew_and_its_answer_holds() {
    suggested(asked, "Engineering", SETUP);
    asked.prompt = "suggest.v2";
    asked.answer =
        new Suggester.Said(
            List.of(new Suggestion("longer-session", "It lasts, and gives back {hours}.")),
            new Origin("model-1", "suggest.v2", null),
            List.of(),
            SPENT);
    assertThat(suggested(asked, "Engineering", SETUP).origin().prompt()).isEqualTo("suggest.v2");
    suggested(asked, "Engineering", SETUP);
    assertThat(asked.requests).hasSize(2);
  }

  @Test
  void a_refused_answer_is_paid_for_once_and_the_table_speaks() {
    asked.answer =
        new Suggester.Nothing("the answer states a number", false, List.of("a number"), SPENT);
    for (int night = 0; night < 2; night++) {
      SuggestionStore.Stored stored = suggested(asked, "Engineering", SETUP);
      assertThat(stored.suggestions())
          .extracting(Suggestion::change)
          .containsExactly("passkeys", "longer-session");
      assertThat(stored.origin())
          .isEqualTo(new Origin("local", null, "the answer states a number"));
    }
    assertThat(asked.requests).hasSize(1);
  }

  @Test
  void nobody_there_tonight_is_asked_again_tomorrow() {
    asked.answer =
        new Suggester.Nothing("every provider is paused", true, List.of(), ModelUsage.NOTHING);
    assertThat(suggested(asked, "Engineering", SETUP).origin().fallbackBecause())
        .isEqualTo("every provider is paused");
    Asked tomorrow = new Asked();
    assertThat(suggested(tomorrow, "Engineering", SETUP).origin().model()).isEqualTo("model-1");
    asked.prompt = "suggest.v2";
    assertThat(suggested(asked, "Engineering", SETUP).origin().model())
        .as("yesterday's word is better than the table's")
        .isEqualTo("model-1");
  }

  @Test
  void what_asking_took_is_the_run_s_whatever_came_of_it() {
    suggested(asked, "Engineering", SETUP);
    suggested(asked, "Engineering", SETUP);
    asked.answer = new Suggester.Nothing("the calls failed", true, List.of(), SPENT);
    suggested(asked, "Sales", SETUP);
    assertThat(store.sums(night, RUN)).isEqualTo(new Suggester.Sums(2, 4, 0, 1_400_000));
    assertThat(store.sums(night, "2026-11-02.1")).isEqualTo(new Suggester.Sums(0, 0, 0, 0));
  }

  @Test
  void a_quote_leaves_out_the_kinds_of_work_that_were_asked_about() {
    List<String> categories = List.of("Design", "Engineering", "Sales");
    Suggestions suggestions = new Suggestions(store, provider(asked));
    assertThat(suggestions.outlook(night, "technology", categories).questions()).isEqualTo(3);
    suggested(asked, "Engineering", SETUP);
    assertThat(suggestions.outlook(night, "technology", categories).questions()).isEqualTo(2);
  }

  @Test
  void without_a_model_the_table_speaks_and_that_is_no_fault() {
    assertThat(suggested(null, "Engineering", SETUP).origin())
        .isEqualTo(new Origin("local", null, null));
  }

  @Test
  void a_category_in_the_company_s_own_words_is_told_to_nobody() {
    suggested(asked, "Ann's Wizards", SETUP);
    assertThat(asked.requests).isEmpty();
  }

  @Test
  void another_company_s_answer_is_not_this_one_s() {
    suggested(asked, "Engineering", SETUP);
    TenantId other = new TenantId("other-" + tenant);
    new Suggestions(store, provider(asked))
        .of(
            Caller.system(other, "test"),
            new Suggester.Request(
                other, RUN, "technology", "Engineering", SETUP, CHOICES, Set.of()));
    assertThat(asked.requests).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void only_the_product_and_it_read_what_was_said_and_nobody_changes_it(Role role) {
    suggested(asked, "Engineering", SETUP);
    Caller caller = new Caller(tenant, role, "somebody", MadeUpFriction.person(1));
    assertThat(store.newest(caller, "Engineering", SETUP.hash()).isPresent())
        .isEqualTo(role == Role.SYSTEM || role == Role.IT_SECURITY);
    assertThatThrownBy(() ->
            DATABASE.runAs(
                caller, sql -> sql.sql("DELETE FROM recommendation.suggestion").update()))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void every_sentence_of_the_table_can_be_filled_in_and_holds_no_figure() {
    Set<String> ids = new HashSet<>();
    for (Change change : Changes.all()) {
      List<String> known = change.friction().placeholders();
      assertThat(ids.add(change.id())).as(change.id()).isTrue();
      assertThat(known).containsAll(SavingText.placeholders(change.what()));
      assertThat(known).containsAll(SavingText.placeholders(change.because()));
      assertThat(SavingText.placeholders(change.because())).contains("hours");
      assertThat(change.because()).doesNotContainPattern("[0-9]");
      assertThat(SavingText.placeholders(change.summary())).isEmpty();
      assertThat(change.share().source()).as("who says so").hasSizeGreaterThan(40);
    }
    for (Event event : Event.values()) {
      assertThat(Changes.usual(event).friction().cause()).isEqualTo(event);
    }
  }

  @Test
  void without_a_word_the_limits_are_these() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("orgscope.recommendations", RecommendationSettings.class))
        .isEqualTo(new RecommendationSettings(0.5, 0.1, 3, 0.2));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100, RARE",
    "10, 100, EVERY_2_WEEKS",
    "20, 100, WEEKLY",
    "40, 100, EVERY_2_TO_3_DAYS",
    "100, 100, DAILY",
    "200, 100, SEVERAL_A_DAY",
    "5, 0, UNKNOWN",
  })
  void what_was_measured_is_told_in_bands(long events, long days, Setup.Rate band) {
    assertThat(Setup.Rate.of(events, days)).isEqualTo(band);
  }

  @Test
  void a_setup_is_named_by_its_bands_alone() {
    Setup eight = Setup.unmeasured(new ItPolicies(Duration.ofHours(8), null, List.of()));
    Setup five = Setup.unmeasured(new ItPolicies(Duration.ofHours(5), null, List.of()));
    Setup nine = Setup.unmeasured(new ItPolicies(Duration.ofHours(9), null, List.of()));
    assertThat(eight.hash()).isEqualTo(five.hash()).isNotEqualTo(nine.hash());
    // The name is kept in the database, so it must stay what it is.
    assertThat(eight.text())
        .isEqualTo(
            "session=up_to_8_hours;factor=unknown;bundle=unknown;challenges=unknown;"
                + "failures=unknown;failing=;challenged=;pair=;twin=");
    assertThat(eight.title()).startsWith("sessions of up to 8 hours;");
  }

  private SuggestionStore.Stored suggested(
      @Nullable Suggester suggester, String category, Setup setup) {
    return new Suggestions(store, provider(suggester))
        .of(
            night,
            new Suggester.Request(tenant, RUN, "technology", category, setup, CHOICES, Set.of()))
        .stored();
  }

  private static ObjectProvider<Suggester> provider(@Nullable Suggester suggester) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    if (suggester != null) {
      beans.addBean("suggester", suggester);
    }
    return beans.getBeanProvider(Suggester.class);
  }
}
