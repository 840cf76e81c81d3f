package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.PastRelease;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.RecommendationState;
import com.orgscope.recommendation.Recommendations;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Gathers what stands around a release, each from the room that knows it. */
@Component
@ConditionalOnWebApplication
final class CompanyPages {
  /** Where one release is for ever, its name behind it. */
  static final String RELEASES = "/company/releases/";

  private static final String WHO =
      "IT/Security decides on what is for the whole company. What is written down is who did, when and why; Orgscope changes nothing itself.";

  private final Releases releases;
  private final Recommendations recommendations;
  private final ReleaseTrust trust;
  private final Tenants tenants;
  private final PageAccess access;
  private final FirstSteps steps;

  CompanyPages(
      Releases releases,
      Recommendations recommendations,
      ReleaseTrust trust,
      Tenants tenants,
      PageAccess access,
      FirstSteps steps) {
    this.releases = releases;
    this.recommendations = recommendations;
    this.trust = trust;
    this.tenants = tenants;
    this.access = access;
    this.steps = steps;
  }

  /** A release as a page. */
  sealed interface Shown permits Told, TooFew {}

  /**
   * @param waits when kinds of work can be told; empty where they are
   */
  record Told(CeoPage page, String waits) implements Shown {}

  record TooFew(PlainPage page) implements Shown {}

  /** One look at a page, of which each part is of the same releases. */
  <T> T asOfNow(Caller caller, Supplier<T> look) {
    return releases.asOfNow(caller, look);
  }

  Optional<Release> newest(Caller caller) {
    return releases.latest(caller);
  }

  ReleaseDocument document(Caller caller, Release release) {
    return releases.document(caller, release);
  }

  Optional<Release> stored(Caller caller, String id) {
    return releases.named(caller, id);
  }

  ZoneId zone(Caller caller) {
    return tenants.get(caller.tenant()).zone();
  }

  Optional<Shown> latest(Caller caller) {
    return newest(caller).map(release -> shown(caller, release));
  }

  Optional<Shown> named(Caller caller, String id) {
    return stored(caller, id).map(release -> shown(caller, release));
  }

  private Shown shown(Caller caller, Release release) {
    if (release.cells().isEmpty() && caller.role() != Role.EXECUTIVE) {
      return new TooFew(tooFew(release));
    }
    @Nullable Release before = releases.before(caller, release).orElse(null);
    return new Told(
        trust
            .pages(caller, release, isNewest(caller, release))
            .page(
                new CeoPages.Around(
                    before,
                    before == null ? null : releases.change(caller, before, release).orElse(null),
                    releases.trend(caller, release).orElse(null),
                    dated(caller, release),
                    deciding(caller, release),
                    releases.further(release))),
        steps.kinds().of(caller.tenant(), release));
  }

  private boolean isNewest(Caller caller, Release release) {
    return newest(caller).filter(now -> now.id().equals(release.id())).isPresent();
  }

  private CeoPage.Dated dated(Caller caller, Release release) {
    ZoneId zone = zone(caller);
    List<PastRelease> past = releases.past(caller);
    int at = -1;
    for (int i = 0; i < past.size(); i++) {
      at = past.get(i).id().equals(release.id()) ? i : at;
    }
    String published = Formats.date(release.publishedAt(), zone);
    return new CeoPage.Dated(
        release.id(),
        "Of the days from %s to %s, published %s, %s."
            .formatted(
                Formats.day(release.window().from()),
                Formats.day(release.window().lastDay()),
                published,
                Formats.age(Duration.between(release.publishedAt(), trust.now()))),
        "Release %s · published %s".formatted(release.id(), published),
        RELEASES + release.id(),
        at >= 0 && at + 1 < past.size() ? place(past.get(at + 1), zone) : null,
        at > 0 ? place(past.get(at - 1), zone) : null,
        past.stream().map(one -> place(one, zone)).toList());
  }

  private static CeoPage.Place place(PastRelease release, ZoneId zone) {
    return new CeoPage.Place(
        "%s, published %s".formatted(release.id(), Formats.date(release.publishedAt(), zone)),
        RELEASES + release.id());
  }

  /** An executive is told nothing of what was decided, so nothing is said of it. */
  private CeoPage.Deciding deciding(Caller caller, Release release) {
    Optional<Recommendation> recommended = recommendations.of(caller, release);
    if (recommended.isEmpty() || caller.role() == Role.EXECUTIVE) {
      return new CeoPage.Deciding(WHO, "", List.of());
    }
    Recommendation about = recommended.get();
    List<CeoPage.Place> ways = new ArrayList<>();
    if (isNewest(caller, release) && access.may(caller, Action.DECIDE)) {
      about.state().next().stream()
          .map(to ->
              new CeoPage.Place(
                  RecommendationsPages.label(to) + "…",
                  "/recommendations/" + about.id() + "/decide?to=" + to.word()))
          .forEach(ways::add);
    }
    return new CeoPage.Deciding(WHO, state(about, zone(caller)), ways);
  }

  private static String state(Recommendation about, ZoneId zone) {
    return about.state() == RecommendationState.PROPOSED
        ? "Nobody has decided yet."
        : RecommendationsPages.state(about, zone) + ".";
  }

  PlainPage empty(Caller caller) {
    Optional<Release.Replaced> withdrawn = releases.withdrawnSince(caller);
    if (withdrawn.isPresent()) {
      return PlainPage.of(
          "Nothing is shown now",
          List.of(
              "Release %s was withdrawn: %s. There is none before it."
                  .formatted(withdrawn.get().release(), withdrawn.get().reason())));
    }
    String when = steps.kinds().sentence(caller.tenant());
    return caller.role() == Role.IT_SECURITY
        ? new PlainPage(
            "Nothing is published yet",
            List.of(
                "As soon as sign-in logs are read and categorized, you publish the first numbers. "
                    + when
                    + " The whole way:"),
            List.of(),
            steps.commands(caller.tenant()),
            List.of(new PlainPage.Link("What is done, and what is next", "/start")))
        : PlainPage.of(
            "Nothing is published yet",
            List.of(
                "IT/Security reads the sign-in logs and publishes the first numbers; then they stand"
                    + " here.",
                when + " Sign-ins, applications and licences need no such time."));
  }

  private static PlainPage tooFew(Release release) {
    return PlainPage.of(
        "Too few people to show",
        List.of(
            "Release %s holds no group that surely has %d people, so it shows none: a smaller group could give somebody away."
                .formatted(release.id(), release.k())));
  }
}
