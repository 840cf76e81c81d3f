package com.orgscope.recommendation;

import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.agent.Prose;
import com.orgscope.directory.ItPolicies;
import com.orgscope.kernel.Caller;
import com.orgscope.prose.WorkProse;
import com.orgscope.prose.WorkProse.About;
import com.orgscope.recommendation.SuggestionStore.Stored;
import com.orgscope.usage.Mentions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Which changes are suggested for a kind of work and a setup: asked once, stored, and then the same
 * for everybody. Without a model, and where its answer cannot be used, the table speaks.
 */
@Component
class Suggestions {
  static final String LOCAL = "local";

  private final SuggestionStore store;
  private final ObjectProvider<Suggester> suggester;

  Suggestions(SuggestionStore store, ObjectProvider<Suggester> suggester) {
    this.store = store;
    this.suggester = suggester;
  }

  /** What asking took in a run. */
  Suggester.Sums sums(Caller caller, String run) {
    return store.sums(caller, run);
  }

  /** What the table says: for each friction the first change that suits. */
  static List<Suggestion> fromTable(List<Change> choices) {
    Set<Friction> taken = EnumSet.noneOf(Friction.class);
    return choices.stream()
        .filter(change -> taken.add(change.friction()))
        .map(change -> new Suggestion(change.id(), change.because()))
        .toList();
  }

  /** As the table has it, with the reason why no model is asked. */
  static Stored withoutAsking(List<Change> choices, @Nullable String because) {
    return new Stored(fromTable(choices), new Origin(LOCAL, null, because));
  }

  /**
   * What is suggested.
   *
   * @param costNano what asking took now, in nano-dollars
   */
  record Word(Stored stored, long costNano) {}

  /** What holds: a model's stored word, or that of one that is asked now, or the table's. */
  Word of(Caller caller, Suggester.Request request) {
    List<Change> choices = request.choices();
    Suggester asked = suggester.getIfAvailable();
    if (asked == null || choices.isEmpty()) {
      return new Word(withoutAsking(choices, null), 0);
    }
    if (!Taxonomy.forIndustry(request.industry()).allows(request.category())) {
      // It is in the company's own words, which are told to nobody.
      return new Word(
          withoutAsking(choices, "the category is the company's own, so no model is asked"), 0);
    }
    Optional<Stored> known =
        store
            .newest(caller, request.category(), request.setup().hash())
            .filter(stored -> suits(stored, choices));
    if (known.isPresent() && asked.prompt().equals(known.get().origin().prompt())) {
      return new Word(spoken(known.get(), request), 0);
    }
    Suggester.Outcome outcome = asked.suggest(request);
    store.asked(caller, request, outcome);
    return new Word(heard(caller, request, asked, known, outcome), outcome.spent().costNano());
  }

  private Stored heard(
      Caller caller,
      Suggester.Request request,
      Suggester asked,
      Optional<Stored> known,
      Suggester.Outcome outcome) {
    List<Change> choices = request.choices();
    return switch (outcome) {
      case Suggester.Said said ->
          kept(caller, request, new Stored(said.suggestions(), said.origin()), said.refused());
      case Suggester.Nothing nothing when nothing.again() ->
          known
              .map(stored -> spoken(stored, request))
              .orElseGet(() -> withoutAsking(choices, nothing.because()));
      case Suggester.Nothing nothing ->
          kept(
              caller,
              request,
              new Stored(fromTable(choices), new Origin(LOCAL, asked.prompt(), nothing.because())),
              nothing.refused());
    };
  }

  /** What asking about those kinds of work would take that were not asked about yet. */
  Outlook outlook(Caller caller, String industry, List<String> categories) {
    Suggester asked = suggester.getIfAvailable();
    if (asked == null) {
      return Outlook.NONE;
    }
    Set<String> known = store.categories(caller, asked.prompt());
    Setup setup = Setup.unmeasured(ItPolicies.unknown());
    return asked.outlook(
        categories.stream()
            .filter(category -> !known.contains(category))
            .map(category ->
                new Suggester.Request(
                    caller.tenant(), "", industry, category, setup, Changes.all(), List.of()))
            .toList());
  }

  private Stored kept(Caller caller, Suggester.Request request, Stored now, List<String> refused) {
    store.add(caller, request.category(), request.setup(), now, refused);
    return spoken(now, request);
  }

  /**
   * Where the table had to speak for a prompt, today's table does, under nobody's prompt. A reason
   * that was stored before is read as a new one is.
   */
  private static Stored spoken(Stored stored, Suggester.Request request) {
    if (stored.origin().model().equals(LOCAL)) {
      return withoutAsking(request.choices(), stored.origin().fallbackBecause());
    }
    WorkProse prose = new WorkProse(new Mentions(request.applications()));
    List<Suggestion> shown =
        stored.suggestions().stream()
            .map(said ->
                Prose.fits(said.reason(), request.category())
                        && prose.objection(said.reason(), About.SIGN_IN, inside -> true).isEmpty()
                    ? said
                    : new Suggestion(
                        said.change(), Changes.find(said.change()).orElseThrow().because()))
            .toList();
    return new Stored(shown, stored.origin());
  }

  /** Whether what was said once still fits the changes there are. */
  private static boolean suits(Stored stored, List<Change> choices) {
    return stored.suggestions().stream()
        .allMatch(suggestion ->
            choices.stream()
                .anyMatch(change ->
                    change.id().equals(suggestion.change())
                        && change
                            .friction()
                            .placeholders()
                            .containsAll(SavingText.placeholders(suggestion.reason()))
                        && SavingText.savesItsHours(suggestion.reason())));
  }
}
