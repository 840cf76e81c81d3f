package com.orgscope.web;

import com.orgscope.directory.Tenant;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.NightTimes;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.web.PlainPage.Link;
import com.orgscope.web.StepsPage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was made of it so far: nights, the first release, and who is let in. */
@Component
final class StepsOfNights {
  /** So many are asked for one that told anything. */
  private static final int NIGHTS = 30;

  private static final Set<NightReport.State> TOLD =
      Set.of(NightReport.State.PUBLISHED, NightReport.State.PARTIAL);

  private final Nightly nightly;
  private final NightTimes times;
  private final Releases releases;
  private final IdentityProviders providers;
  private final Typed typed;

  StepsOfNights(
      Nightly nightly,
      NightTimes times,
      Releases releases,
      IdentityProviders providers,
      Typed typed) {
    this.nightly = nightly;
    this.times = times;
    this.releases = releases;
    this.providers = providers;
    this.typed = typed;
  }

  FirstStep night(Caller caller, Tenant tenant) {
    List<String> found = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<NightSummary> nights = nightly.recent(caller, NIGHTS);
    boolean done = nights.stream().map(NightSummary::state).anyMatch(TOLD::contains);
    for (NightSummary last : nights.stream().limit(1).toList()) {
      if (last.state() == NightReport.State.PUBLISHED) {
        found.add(
            "Night %s looked at %s people and told the kind of work of %s."
                .formatted(last.run(), counted(last.people()), counted(last.decided())));
      } else if (last.because() == null) {
        found.add("Night %s is %s.".formatted(last.run(), last.state().word()));
      } else {
        wrong.add("Night %s is %s: %s".formatted(last.run(), last.state().word(), last.because()));
      }
    }
    if (!done) {
      times.asked(caller, 1).forEach(asked -> found.add(said(RequestPage.Row.of(asked))));
      found.add(
          times
              .byTheClock()
              .map(at ->
                  "By itself it begins at %s in %s%s".formatted(at, tenant.zone(), whatThen()))
              .orElse("The settings say that none begins by itself."));
      found.add("What it would ask of models and cost is said before, with --quote.");
    }
    String of = "nightly --tenant " + tenant.id();
    return FirstStep.of(
            "Let the first night run", done, found, typed.lines(List.of(of + " --quote", of)))
        .butWrong(wrong)
        .by(
            new Form(
                "/start/night",
                "Begin it now",
                "A worker does it, of the day that is over" + whatThen()));
  }

  private String whatThen() {
    return times.publishes()
        ? ", and publishes what it finds, which spends of the year's privacy budget."
        : "; what it finds is published when you say so.";
  }

  private static String said(RequestPage.Row asked) {
    return "When it was asked for here: " + asked.state() + ". " + asked.outcome();
  }

  private static String counted(@Nullable Integer many) {
    return Formats.people(Objects.requireNonNullElse(many, 0));
  }

  FirstStep release(Caller caller, Tenant tenant) {
    Optional<Release> latest = releases.latest(caller);
    List<Link> links = new ArrayList<>();
    latest.ifPresent(release -> links.add(new Link("The page that your CEO sees", "/company")));
    links.add(new Link("What it would be drawn from", "/candidate"));
    return FirstStep.of(
            "Publish the first numbers",
            latest.isPresent(),
            List.of(
                latest
                    .map(release ->
                        "Release %s is of %s."
                            .formatted(
                                release.id(), Formats.moment(release.publishedAt(), tenant.zone())))
                    .orElse(
                        "It is drawn with noise, once for a period, and spends of the year's privacy"
                            + " budget. Look at it before.")),
            typed.line("release --tenant " + tenant.id() + " --publish"))
        .or(links.toArray(Link[]::new));
  }

  FirstStep others(Tenant tenant) {
    boolean provider = providers.find(tenant.id()).isPresent();
    String of = " --tenant " + tenant.id();
    return FirstStep.of(
            "Let others in",
            provider,
            List.of(
                provider
                    ? "People sign in by the company's identity provider; groups give them roles."
                    : "People sign in by your identity provider, and groups there give roles. Until"
                        + " then a link signs in IT/Security alone, and shows what each role sees."),
            typed.lines(List.of("identity --help", "identity check" + of, "sign-in" + of)))
        .whenYouLike()
        .or(new Link("See what another role sees", "/view-as"));
  }
}
