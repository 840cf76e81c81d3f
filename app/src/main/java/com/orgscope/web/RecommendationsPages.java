package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.category.Range;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Directory;
import com.orgscope.directory.Identity;
import com.orgscope.insight.Interval;
import com.orgscope.insight.PricedRecommendation;
import com.orgscope.insight.PricedRecommendation.Of;
import com.orgscope.insight.PricedRecommendations;
import com.orgscope.insight.RecommendationState;
import com.orgscope.insight.Release;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts recommendations into words for whoever looks at them. */
@Component
@ConditionalOnWebApplication
final class RecommendationsPages {
  private static final int MOST_SHOWN = 50;

  /** Below so many hours a range reads better in minutes, as in the text beside it. */
  private static final double FEW_HOURS = 2;

  private final PricedRecommendations recommendations;
  private final Directory directory;
  private final Taxonomies taxonomies;
  private final Doorkeeper doorkeeper;

  RecommendationsPages(
      PricedRecommendations recommendations,
      Directory directory,
      Taxonomies taxonomies,
      Doorkeeper doorkeeper) {
    this.recommendations = recommendations;
    this.directory = directory;
    this.taxonomies = taxonomies;
    this.doorkeeper = doorkeeper;
  }

  RecommendationsPage page(Caller caller) {
    List<PricedRecommendation> all = recommendations.all(caller, null, null);
    Map<PersonKey, Identity> names =
        all.stream().anyMatch(r -> r.person() != null) ? directory.identities(caller) : Map.of();
    Taxonomy taxonomy = taxonomies.of(caller);
    ZoneId zone = directory.tenant(caller.tenant()).zone();
    List<RecommendationsPage.Item> items =
        all.stream()
            // What is published and what is about many comes before what is about one.
            .sorted(Comparator.comparing(r -> r.of() == Of.PERSON))
            .limit(MOST_SHOWN)
            .map(r -> item(caller, r, names, taxonomy, zone))
            .toList();
    return new RecommendationsPage(lead(caller.role()), items, hidden(all.size()));
  }

  void decide(Caller caller, String id, RecommendationState to, String reason) {
    recommendations.decide(caller, id, to, reason);
  }

  private static String hidden(int all) {
    return all <= MOST_SHOWN
        ? ""
        : "%s more save less; the command line lists them all."
            .formatted(Formats.people(all - MOST_SHOWN));
  }

  private static String lead(Role role) {
    return "Nothing here is carried out by Orgscope: people decide, and people do it. "
        + switch (role) {
          case MANAGER -> "You see what is about your direct reports and yourself.";
          case EMPLOYEE -> "You see what is about you. Your manager or IT/Security decides.";
          case CEO, AUDITOR -> "You see what the published numbers recommend.";
          case IT_SECURITY, SYSTEM ->
              "You see what is published, each kind of work exactly, and each person.";
        };
  }

  private RecommendationsPage.Item item(
      Caller caller,
      PricedRecommendation r,
      Map<PersonKey, Identity> names,
      Taxonomy taxonomy,
      ZoneId zone) {
    Range usd = r.usdPerYear();
    Range hours = r.hoursPerWeek();
    return new RecommendationsPage.Item(
        r.id(),
        about(r, names, taxonomy),
        r.what(),
        r.because(),
        Formats.usd(usd.typical()) + " a year",
        Formats.usd(new Interval(usd.low(), usd.high()), usd.typical()),
        weekly(hours),
        weeklyRange(hours),
        r.setup(),
        state(r, zone),
        steps(caller, r),
        r.assumptions().stream().map(CeoPages::assumed).toList());
  }

  /** A person's hours are minutes; the range has the unit of the figure before it. */
  private static String weekly(Range hours) {
    return inMinutes(hours)
        ? String.format(Locale.ENGLISH, "%.1f min", hours.typical() * 60)
        : Formats.hours(hours.typical());
  }

  private static String weeklyRange(Range hours) {
    return inMinutes(hours)
        ? String.format(Locale.ENGLISH, "%.1f to %.1f", hours.low() * 60, hours.high() * 60)
        : Formats.hours(new Interval(hours.low(), hours.high()));
  }

  private static boolean inMinutes(Range hours) {
    return hours.high() < FEW_HOURS;
  }

  private static String about(
      PricedRecommendation r, Map<PersonKey, Identity> names, Taxonomy taxonomy) {
    String category =
        r.category().equals(Release.EVERYONE)
            ? "the whole company"
            : taxonomy.ownName(r.category());
    PersonKey person = r.person();
    return switch (r.of()) {
      case RELEASE -> "Published, for " + category;
      case CATEGORY -> "Everybody in " + category;
      case PERSON -> (person == null ? "" : name(names.get(person), person)) + ", " + category;
    };
  }

  private static String name(@Nullable Identity identity, PersonKey key) {
    if (identity == null) {
      return key.toString();
    }
    String name = identity.displayName();
    return name != null ? name : String.valueOf(identity.login());
  }

  private static String state(PricedRecommendation r, ZoneId zone) {
    PricedRecommendation.Decision decision = r.decision();
    if (decision == null) {
      return "Proposed";
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

  private List<RecommendationsPage.Step> steps(Caller caller, PricedRecommendation r) {
    boolean own = r.person() != null && r.person().equals(caller.person());
    if (own || !doorkeeper.may(caller, Action.DECIDE)) {
      return List.of();
    }
    return r.state().next().stream()
        .map(to ->
            new RecommendationsPage.Step(
                switch (to) {
                  case APPROVED -> "Approve";
                  case DECLINED -> "Decline";
                  case IMPLEMENTED -> "It is done";
                  case PROPOSED -> "Propose again";
                },
                to.word()))
        .toList();
  }
}
