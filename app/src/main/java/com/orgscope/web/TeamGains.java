package com.orgscope.web;

import com.orgscope.category.Taxonomy;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.Recommendations;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * What a manager gets back: changes that could help the team, and what is published of the unit.
 */
@Component
@ConditionalOnWebApplication
final class TeamGains {
  private static final int MOST = 3;

  private final Recommendations recommendations;
  private final Releases releases;
  private final PrivacySettings privacy;

  TeamGains(Recommendations recommendations, Releases releases, PrivacySettings privacy) {
    this.releases = releases;
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

  /** Empty where nothing is published of it by itself. */
  Optional<TeamPage.Unit> unit(Caller caller, Taxonomy taxonomy, ZoneId zone) {
    return releases
        .ownUnit(caller)
        .map(own ->
            new TeamPage.Unit(
                own.unit(),
                "Release %s of %s, with noise, each number with its range. Small groups are merged."
                    .formatted(own.release(), Formats.moment(own.publishedAt(), zone)),
                own.cells().stream().map(cell -> cell(cell, taxonomy)).toList()));
  }

  private static TeamPage.Cell cell(ReleaseCell cell, Taxonomy taxonomy) {
    return new TeamPage.Cell(
        CategoryColours.isNoWork(cell.category())
            ? cell.category()
            : taxonomy.ownName(cell.category()),
        Formats.people(cell.people()),
        Formats.people(cell.peopleInterval()),
        Formats.hours(cell.hoursPerWeek()),
        Formats.hours(cell.hoursInterval()));
  }
}
