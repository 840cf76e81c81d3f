package com.orgscope.claim;

import com.orgscope.claim.Claim.Promised;
import com.orgscope.claim.PeopleGroup.Kind;
import com.orgscope.claim.Registration.Cause;
import com.orgscope.directory.Identity;
import com.orgscope.directory.People;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.Money;
import com.orgscope.insight.Release;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.RecommendationState;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.usage.Applications;
import com.orgscope.usage.Range;
import com.orgscope.usage.SensitiveApplications;
import com.orgscope.usage.SignInPart;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what somebody promises: of an approved recommendation, or in their own figures. */
@Component
class Promises {
  private static final Set<RecommendationState> AGREED =
      EnumSet.of(RecommendationState.APPROVED, RecommendationState.IMPLEMENTED);

  /** Of a hundred thousand people who do nothing else. */
  private static final double MOST_HOURS = 4_000_000;

  private final Recommendations recommendations;
  private final Assumptions assumptions;
  private final Applications applications;
  private final SensitiveApplications sensitive;
  private final People people;

  Promises(
      Recommendations recommendations,
      Assumptions assumptions,
      Applications applications,
      SensitiveApplications sensitive,
      People people) {
    this.recommendations = recommendations;
    this.assumptions = assumptions;
    this.applications = applications;
    this.sensitive = sensitive;
    this.people = people;
  }

  /** With what the recommendation says where nobody said anything else. */
  Registration complete(Caller caller, Registration said) {
    if (said.recommendation() == null) {
      return said;
    }
    Recommendation of = approved(caller, said.recommendation());
    boolean all = of.category().equals(Release.EVERYONE);
    PeopleGroup about = all ? PeopleGroup.EVERYBODY : new PeopleGroup(Kind.CATEGORY, of.category());
    return new Registration(
        said.title() == null ? of.what() : said.title(),
        of.id(),
        said.applications(),
        said.cause(),
        said.among() == null ? about : said.among(),
        said.owner(),
        said.hoursPerWeek() == null ? of.hoursPerWeek() : said.hoursPerWeek(),
        said.usdPerYear() == null && said.hoursPerWeek() == null
            ? of.usdPerYear()
            : said.usdPerYear());
  }

  private Recommendation approved(Caller caller, String id) {
    Recommendation found =
        recommendations.all(caller, null).stream()
            .filter(r -> r.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                Failure.operator(
                    "there is no recommendation '%s' that you may see: ask for the list to find its id"
                        .formatted(id)));
    if (!AGREED.contains(found.state())) {
      throw Failure.operator(
          "recommendation %s is %s: approve it first".formatted(id, found.state().word()));
    }
    return found;
  }

  /**
   * @throws Failure for the operator, if it is of an application whose use is withheld
   */
  SignInPart part(Caller caller, Registration said) {
    Predicate<String> withheld = sensitive.withheld(caller.tenant());
    said.applications().stream()
        .filter(withheld)
        .findFirst()
        .ifPresent(label -> {
          throw Failure.operator(
              "no use of '%s' is counted, so that nothing can be claimed of it: name another application"
                  .formatted(label));
        });
    return new SignInPart(
        said.applications().stream()
            .map(label -> applications.canonical(caller.tenant(), label, null, null))
            .map(stored -> applications.application(caller.tenant(), stored).id())
            .collect(Collectors.toSet()),
        said.cause() != Cause.CHALLENGES,
        said.cause() != Cause.FAILURES);
  }

  /**
   * @throws Failure for the operator, if it promises nothing
   */
  static Range hours(Registration said) {
    Range hours = said.hoursPerWeek();
    if (hours == null || hours.high() == 0) {
      throw Failure.operator(
          "a claim promises hours a week, as a range above nothing, or is of a recommendation");
    }
    if (hours.high() > MOST_HOURS) {
      throw Failure.operator(
          "a claim promises hours a week of everybody whom it concerns, %,.0f at most, not %s"
              .formatted(MOST_HOURS, hours.high()));
    }
    return hours;
  }

  /**
   * Dollars are what the hours of these people cost, unless somebody said what they promise.
   *
   * @param kind of somebody's work
   * @param taken how much of the time each has
   */
  Promised promised(
      Caller caller,
      Registration said,
      Function<PersonKey, Optional<String>> kind,
      Map<PersonKey, Double> taken) {
    Range hours = hours(said);
    if (said.usdPerYear() != null) {
      return new Promised(hours, said.usdPerYear());
    }
    List<Assumption> assumed = assumptions.of(caller);
    return new Promised(
        hours,
        Range.product(
            List.of(
                hours,
                new HourCost(assumed, kind).of(taken),
                Money.named(assumed, Money.WEEKS).range())));
  }

  /**
   * @throws Failure for the operator, if it is somebody of the directory
   */
  String role(Caller caller, String owner) {
    String role = Claims.text("which role owns it", owner);
    String asTyped = role.toLowerCase(Locale.ROOT);
    boolean somebody =
        people.identities(caller).values().stream()
            .flatMap(Promises::words)
            .anyMatch(word -> word.strip().toLowerCase(Locale.ROOT).equals(asTyped));
    if (somebody || role.contains("@")) {
      throw Failure.operator(
          "'%s' is a person: a claim is owned by a role, such as Head of IT".formatted(role));
    }
    return role;
  }

  private static Stream<String> words(Identity identity) {
    return Stream.of(identity.login(), identity.displayName()).filter(Objects::nonNull);
  }
}
