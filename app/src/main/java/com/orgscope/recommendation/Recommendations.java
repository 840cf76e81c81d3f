package com.orgscope.recommendation;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.Decision.Allowed;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.InsightSettings;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.recommendation.Recommendation.Decision;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.recommendation.RecommendationStore.Wanted;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What could be changed, in hours and dollars, and what people decided about it. Figures are worked
 * out once a night; a decision is written down and nothing more: nothing is executed.
 *
 * <p>IT/Security sees what is about kinds of work, a manager what is about those who report to
 * them, if they are at least k, and everybody what is about themselves, which nobody else does; a
 * CEO and an auditor see what a release recommends, from its published figures.
 */
@Service
public class Recommendations {
  private static final int LONGEST_NOTE = 2_000;

  private final Savings recommendations;
  private final RecommendationStore store;
  private final Releases releases;
  private final Assumptions assumptions;
  private final Access access;
  private final InsightSettings settings;
  private final InstantSource clock;

  Recommendations(
      Savings recommendations,
      RecommendationStore store,
      Releases releases,
      Assumptions assumptions,
      Access access,
      InsightSettings settings,
      InstantSource clock) {
    this.recommendations = recommendations;
    this.store = store;
    this.releases = releases;
    this.assumptions = assumptions;
    this.access = access;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Works everything out anew as of a night; the same night again changes nothing that is seen, and
   * an earlier one nothing at all. What people decided stays.
   */
  public void refresh(Caller caller, String run, LocalDate asOf) {
    replace(caller, run, asOf, false);
  }

  /** As {@link #refresh}, also in the place of a later night's, whose answers stand no more. */
  public void goBack(Caller caller, String run, LocalDate asOf) {
    replace(caller, run, asOf, true);
  }

  private void replace(Caller caller, String run, LocalDate asOf, boolean later) {
    access.require(caller, Action.RUN_WORK, "recommendations of " + run);
    List<Assumption> assumed = assumptions.of(caller);
    Pricing pricing = new Pricing(caller.tenant(), assumed);
    TimeWindow window = TimeWindow.ending(asOf, settings.frictionDays());
    List<Recommendation> now =
        recommendations.savings(caller, run, window, pricing.ranges()).stream()
            .map(pricing::price)
            .toList();
    if (later) {
      store.forgetAfter(caller, asOf);
    }
    store.replace(caller, run, asOf, now, assumed, clock.instant());
  }

  /** What asking for suggestions took in a run. */
  public Suggester.Sums asked(Caller caller, String run) {
    return recommendations.asked(caller, run);
  }

  /** What {@link #refresh} would ask of models, without asking. */
  public Outlook outlook(Caller caller) {
    access.require(caller, Action.RUN_WORK, "quote of recommendations");
    return recommendations.outlook(caller);
  }

  /**
   * Everything the caller may see, what saves most first.
   *
   * @param category canonical; null for all
   * @throws Failure for the operator, if the caller may see none of it
   */
  public List<Recommendation> all(Caller caller, @Nullable String category) {
    return read(caller, new Wanted(null, category, null, 0));
  }

  /**
   * A part of {@link #all}; what is published stands before the first.
   *
   * @param from how many that save more are left out
   * @param most of them
   */
  public List<Recommendation> some(Caller caller, int from, int most) {
    return read(caller, new Wanted(null, null, most, from));
  }

  /** One of {@link #all} by its id. */
  public Optional<Recommendation> named(Caller caller, String id) {
    return read(caller, new Wanted(id, null, 1, 0)).stream().findFirst();
  }

  private List<Recommendation> read(Caller caller, Wanted wanted) {
    List<Recommendation> all = new ArrayList<>();
    boolean published = access.decide(caller, Action.ORGANIZATION_AGGREGATES) instanceof Allowed;
    if (published) {
      access.require(caller, Action.ORGANIZATION_AGGREGATES, "recommendation of the release");
      published(caller).filter(r -> wanted.from() == 0 && wanted.isWanted(r)).ifPresent(all::add);
    }
    if (caller.role() == Role.IT_SECURITY) {
      // They are about kinds of work, and nobody's row is among them.
      access.require(caller, Action.OPERATIONS, "recommendations of kinds of work");
      all.addAll(store.read(caller, wanted));
    } else if (!published || access.decide(caller, Action.PERSON_DATA) instanceof Allowed) {
      access.require(caller, Action.PERSON_DATA, "recommendations");
      all.addAll(store.read(caller, wanted));
    }
    return all;
  }

  /**
   * Writes down what somebody decided.
   *
   * @param note why, in their own words
   * @throws Failure for the operator, if there is no such recommendation for the caller, the caller
   *     may not decide on it, or it cannot go there from the state it is in
   */
  public Recommendation decide(Caller caller, String id, RecommendationState to, String note) {
    Recommendation about = find(caller, id);
    access.require(caller, Action.DECIDE, "recommendation " + about.id());
    if (about.of() == Of.PERSON) {
      throw Failure.operator(
          "what is recommended to one person is theirs to follow or not, and nobody decides on it");
    }
    Decision decision = new Decision(to, caller.principal(), clock.instant(), required(note));
    return about.decided(store.decide(caller, about, decision));
  }

  private Recommendation find(Caller caller, String id) {
    return published(caller)
        .filter(r -> r.id().equals(id))
        .or(() -> store.read(caller, new Wanted(id, null, 1, 0)).stream().findFirst())
        .orElseThrow(() ->
            Failure.operator(
                "there is no recommendation '"
                    + id
                    + "' that you may see: ask for the list to find its id"));
  }

  private Optional<Recommendation> published(Caller caller) {
    return releases.latest(caller).flatMap(release -> of(caller, release));
  }

  /**
   * What a release recommends, and what was decided on it as far as the caller may know: an
   * executive does not. Whoever shows it was let at the release.
   */
  public Optional<Recommendation> of(Caller caller, Release release) {
    return Optional.ofNullable(release.recommendation())
        .map(r -> new Pricing(caller.tenant(), release.assumptions()).price(release, r))
        .map(r -> r.decided(store.last(caller, r.id()).orElse(null)));
  }

  private static String required(String note) {
    String text = note.strip();
    if (text.isEmpty() || text.length() > LONGEST_NOTE) {
      throw Failure.operator("a decision needs a reason of 1 to " + LONGEST_NOTE + " characters");
    }
    return text;
  }
}
