package com.orgscope.web;

import com.orgscope.insight.ChangeSince;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.Recommendations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers assistants as the API answers programs: the same rows, under the same roles. */
@Component
@ConditionalOnWebApplication
final class ToolDesk {
  /** Of how many in a hundred a range of a release holds. */
  private static final int RANGES = 95;

  private final PageAccess access;
  private final Releases releases;
  private final Recommendations recommendations;
  private final TeamPages team;
  private final ContestPages own;
  private final InstantSource clock;

  ToolDesk(
      PageAccess access,
      Releases releases,
      Recommendations recommendations,
      TeamPages team,
      ContestPages own,
      InstantSource clock) {
    this.access = access;
    this.releases = releases;
    this.recommendations = recommendations;
    this.team = team;
    this.own = own;
    this.clock = clock;
  }

  private Release release(Caller caller) {
    access.admit(caller, PageAccess.releaseAction(caller), "latest release, for an assistant");
    return releases.latest(caller).orElseThrow(() -> Failure.operator("nothing is published yet"));
  }

  private static JsonNode document(Release release) {
    return JsonMapper.shared().valueToTree(ReleaseDocument.of(release));
  }

  ToolAnswers.Distribution distribution(Caller caller) {
    Release release = release(caller);
    JsonNode document = document(release);
    ToolFigures figures = new ToolFigures(release.id());
    for (String part : List.of("total", "categories", "cells", "use")) {
      figures.read(part, document.path(part));
    }
    for (String part : List.of("roles", "use_by_category")) {
      figures.read("quarter/" + part, document.path("quarter").path(part));
    }
    return new ToolAnswers.Distribution(
        release.id(),
        release.publishedAt().toString(),
        release.currency().getCurrencyCode(),
        figures.all());
  }

  ToolAnswers.Opportunities opportunities(Caller caller) {
    Release release = release(caller);
    JsonNode document = document(release);
    JsonNode quarter = document.path("quarter");
    ToolFigures figures = new ToolFigures(release.id());
    figures.read("switching", document.path("switching"));
    for (String part :
        List.of(
            "percent_at_sign_in_bound",
            "percent_at_switching_bound",
            "idle_licences",
            "moves",
            "assistants",
            "contracts",
            "spared")) {
      figures.read("quarter/" + part, quarter.path(part));
    }
    List<Recommendation> changes =
        PageAccess.releaseAction(caller) == com.orgscope.access.Action.UNIT_AGGREGATES
            ? List.of()
            : recommendations.all(caller, null).stream()
                .filter(one -> one.of() == Recommendation.Of.RELEASE)
                .toList();
    for (Recommendation one : changes) {
      List<String> of = List.of(ToolFigures.name(one.category()));
      figures.add(
          "changes/" + one.id() + "/hours_per_week",
          of,
          "hours a week",
          range(one.hoursPerWeek()),
          null);
      figures.add(
          "changes/" + one.id() + "/usd_per_year",
          of,
          "dollars a year",
          range(one.usdPerYear()),
          null);
    }
    return new ToolAnswers.Opportunities(
        release.id(),
        release.publishedAt().toString(),
        release.currency().getCurrencyCode(),
        figures.all(),
        changes.stream()
            .map(one ->
                new ToolAnswers.Change(
                    one.id(), one.change(), ToolFigures.name(one.category()), one.state().word()))
            .toList());
  }

  private static List<Double> range(com.orgscope.usage.Range range) {
    return List.of(range.typical(), range.low(), range.high());
  }

  ToolAnswers.Moved changed(Caller caller) {
    Release release = release(caller);
    ToolFigures figures = new ToolFigures(release.id());
    Optional<ChangeSince> since =
        releases
            .before(caller, release)
            .flatMap(before -> releases.change(caller, before, release));
    since.ifPresent(change -> {
      moved(figures, "change/people", List.of(), "people", change.people());
      moved(figures, "change/hours_per_week", List.of(), "hours a week", change.hours());
      int number = 0;
      for (ChangeSince.Moved kind : change.kinds()) {
        moved(
            figures,
            "change/kinds/" + number++,
            List.of(ToolFigures.name(kind.name())),
            "people",
            kind);
      }
    });
    figures.read("quarter/change", document(release).path("quarter").path("change"));
    return new ToolAnswers.Moved(
        release.id(),
        release.publishedAt().toString(),
        since.map(change -> change.before().lastDay().toString()).orElse(null),
        figures.all());
  }

  private static void moved(
      ToolFigures figures, String cell, List<String> of, String unit, ChangeSince.Moved moved) {
    double difference = moved.difference();
    figures.add(
        cell,
        of,
        unit,
        List.of(difference, difference - moved.noise(), difference + moved.noise()),
        moved.isChange() ? "change" : "noise");
  }

  ToolAnswers.Trust trust(Caller caller) {
    Release release = release(caller);
    return new ToolAnswers.Trust(
        release.id(),
        release.publishedAt().toString(),
        Duration.between(release.publishedAt(), clock.instant()).toDays(),
        release.k(),
        release.epsilon(),
        release.delta(),
        release.withheld(),
        RANGES);
  }

  /** Nobody is named: a key leads whoever may to the page. */
  ToolAnswers.Team team(Caller caller, @Nullable String cursor) {
    TeamPage.Reports reports = team.listed(caller, new Listed.Part(null, cursor));
    return new ToolAnswers.Team(
        reports.all(),
        reports.items().stream()
            .map(one ->
                new ToolAnswers.Report(
                    one.person(),
                    one.standing(),
                    name(one.category()),
                    one.confidence(),
                    one.since()))
            .toList(),
        reports.next());
  }

  /** Neither what somebody wrote nor why is told. */
  ToolAnswers.Own own(Caller caller) {
    MePage.Document document = own.document(caller);
    MePage.Contested contest = document.contest();
    return new ToolAnswers.Own(
        document.status(),
        name(document.category()),
        document.confidence(),
        contest == null ? null : contest.state(),
        document.history().stream()
            .map(one ->
                new ToolAnswers.Earlier(
                    one.asOf(),
                    one.status(),
                    name(one.category()),
                    one.confidence(),
                    one.standing()))
            .toList());
  }

  private static @Nullable String name(@Nullable String category) {
    return category == null ? null : ToolFigures.name(category);
  }
}
