package com.orgscope.web;

import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.Recommendations;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What a manager gets back: changes that could help the team, and what is published of the unit. */
@Component
@ConditionalOnWebApplication
final class TeamGains {
  private static final int MOST = 3;

  private final Recommendations recommendations;
  private final PrivacySettings privacy;

  TeamGains(Recommendations recommendations, PrivacySettings privacy) {
    this.recommendations = recommendations;
    this.privacy = privacy;
  }

  List<TeamPage.Gain> of(Caller caller, Taxonomy taxonomy) {
    return recommendations.all(caller, null).stream()
        .filter(one -> one.of() == Recommendation.Of.TEAM)
        .limit(MOST)
        .map(one -> {
          Formats.Weekly hours = Formats.weekly(one.hoursPerWeek());
          return new TeamPage.Gain(
              one.id(),
              one.what(),
              "Your reports in " + taxonomy.ownName(one.category()),
              one.because(),
              "%s a week together (%s)".formatted(hours.value(), hours.range()));
        })
        .toList();
  }

  String none() {
    return "Nothing as of the last night. Settings and training are recommended where %d or more of your reports do the same kind of work."
        .formatted(privacy.k());
  }

  Optional<TeamPage.Unit> unit(Caller caller) {
    return Optional.empty();
  }
}
