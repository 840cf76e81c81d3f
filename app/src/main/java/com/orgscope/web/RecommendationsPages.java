package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Release;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.recommendation.RecommendationState;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.usage.Range;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts recommendations into words for whoever looks at them. */
@Component
@ConditionalOnWebApplication
final class RecommendationsPages {
  private static final int MOST_SHOWN = 50;

  private final Recommendations recommendations;
  private final Tenants tenants;
  private final Taxonomies taxonomies;
  private final PageAccess access;
  private final LeastGroup least;

  RecommendationsPages(
      Recommendations recommendations,
      Tenants tenants,
      Taxonomies taxonomies,
      PageAccess access,
      LeastGroup least) {
    this.recommendations = recommendations;
    this.tenants = tenants;
    this.taxonomies = taxonomies;
    this.access = access;
    this.least = least;
  }

  /**
   * @param from how many that save more are left out
   */
  RecommendationsPage page(Caller caller, int from) {
    List<Recommendation> all =
        access.admitted(
            caller,
            Action.PERSON_DATA,
            () -> recommendations.some(caller, Math.max(0, from), MOST_SHOWN + 1));
    Taxonomy taxonomy = taxonomies.of(caller);
    Tenant tenant = tenants.get(caller.tenant());
    List<RecommendationsPage.Item> items =
        all.stream()
            // What is published and what is about many comes before what is about one.
            .sorted(Comparator.comparing(r -> r.of() == Of.PERSON))
            .limit(MOST_SHOWN)
            .map(r -> item(caller, r, taxonomy, tenant))
            .toList();
    return new RecommendationsPage(lead(caller), items, next(all.size(), Math.max(0, from)));
  }

  /**
   * The question before a decision.
   *
   * @throws Failure for the operator, if there is no such recommendation for the caller, or it
   *     cannot go there from the state it is in
   */
  DecisionPage decision(Caller caller, String id, RecommendationState to) {
    Recommendation about =
        recommendations
            .named(caller, id)
            .orElseThrow(
                () -> Failure.operator("there is no recommendation '" + id + "' that you may see"));
    if (steps(caller, about).stream().noneMatch(step -> step.state().equals(to.word()))) {
      throw Failure.operator(
          "recommendation %s is %s and cannot be %s by you"
              .formatted(id, about.state().word(), to.word()));
    }
    Formats.Weekly hours = Formats.weekly(about.hoursPerWeek());
    return new DecisionPage(
        id,
        question(to),
        about(about, taxonomies.of(caller)),
        about.what(),
        "could save %s (%s) a week".formatted(hours.value(), hours.range()),
        consequences(to),
        label(to),
        to.word());
  }

  private static String question(RecommendationState to) {
    return switch (to) {
      case APPROVED -> "Approve this change?";
      case DECLINED -> "Decline this change?";
      case IMPLEMENTED -> "Is this change done?";
      case PROPOSED -> "Propose this change again?";
    };
  }

  private static List<String> consequences(RecommendationState to) {
    String kept =
        "Your name, the time, your reason and the figures of today are written down and stay.";
    return switch (to) {
      case APPROVED ->
          List.of(
              "Everybody who sees the recommendation reads that you approved it: it is what others"
                  + " act on.",
              "Orgscope changes nothing itself. Somebody does it, and then says here that it is done.",
              kept,
              "It can be declined later; that it was approved stays on record.");
      case DECLINED -> List.of("It is not proposed again unless somebody approves it.", kept);
      case IMPLEMENTED ->
          List.of(
              "It counts as done from now on, and its saving is measured against the figures of when"
                  + " it was approved. This cannot be taken back.",
              kept);
      case PROPOSED -> List.of("It is open again.", kept);
    };
  }

  void decide(Caller caller, String id, RecommendationState to, String reason) {
    recommendations.decide(caller, id, to, reason);
  }

  private static @Nullable Integer next(int all, int from) {
    return all <= MOST_SHOWN ? null : from + MOST_SHOWN;
  }

  private String lead(Caller caller) {
    return "Nothing here is carried out by Orgscope: people decide, and people do it. "
        + switch (caller.role()) {
          case MANAGER ->
              ("You see what is about your direct reports, where %d or more of them do the same kind"
                      + " of work, and what is about yourself. What is about one of them, only"
                      + " they see.")
                  .formatted(least.of(caller.tenant()));
          case EMPLOYEE ->
              "You see what is about you, and nobody else does. Settings are decided on by"
                  + " IT/Security, for everybody.";
          case CEO, EXECUTIVE, AUDITOR, COUNCIL -> "You see what the published numbers recommend.";
          case IT_SECURITY, SYSTEM ->
              "You see what is published and each kind of work exactly. What is about one person,"
                  + " only they see.";
        };
  }

  private RecommendationsPage.Item item(
      Caller caller, Recommendation r, Taxonomy taxonomy, Tenant tenant) {
    Range saved = r.usdPerYear();
    MoneyFormat money = MoneyFormat.of(tenant.currency());
    Range hours = r.hoursPerWeek();
    return new RecommendationsPage.Item(
        r.id(),
        about(r, taxonomy),
        r.what(),
        r.because(),
        new RecommendationsPage.Worth(
            money.rounded(saved.typical()) + " a year",
            money.rounded(new Interval(saved.low(), saved.high())),
            Formats.weekly(hours).value(),
            Formats.weekly(hours).range()),
        r.setup(),
        state(r, tenant.zone()),
        steps(caller, r),
        r.assumptions().stream().map(CeoPages::assumed).toList());
  }

  private static String about(Recommendation r, Taxonomy taxonomy) {
    String category =
        r.category().equals(Release.EVERYONE)
            ? "the whole company"
            : taxonomy.ownName(r.category());
    return switch (r.of()) {
      case RELEASE -> "Published, for " + category;
      case CATEGORY -> "Everybody in " + category;
      case TEAM -> "Your reports in " + category;
      case PERSON -> "You, " + category;
    };
  }

  static String state(Recommendation r, ZoneId zone) {
    Recommendation.Decision decision = r.decision();
    if (decision == null) {
      return r.of() == Of.PERSON ? "Only you see this" : "Proposed";
    }
    String word = decision.state().word();
    String note = decision.note() == null ? "" : ": " + decision.note();
    return Character.toUpperCase(word.charAt(0))
        + word.substring(1)
        + " by "
        + decision.by()
        + ", "
        + Formats.moment(decision.at(), zone)
        + note;
  }

  private List<RecommendationsPage.Step> steps(Caller caller, Recommendation r) {
    if (r.of() == Of.PERSON || !access.may(caller, Action.DECIDE)) {
      return List.of();
    }
    return r.state().next().stream()
        .map(to -> new RecommendationsPage.Step(label(to), to.word()))
        .toList();
  }

  static String label(RecommendationState to) {
    return switch (to) {
      case APPROVED -> "Approve";
      case DECLINED -> "Decline";
      case IMPLEMENTED -> "It is done";
      case PROPOSED -> "Propose again";
    };
  }
}
