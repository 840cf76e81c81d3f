package com.orgscope.web;

import com.orgscope.category.Taxonomies;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.quality.Evaluated;
import com.orgscope.quality.Evaluation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where time and money go: one stored release, as a page and as JSON. */
@Controller
@RunsIn(Part.WEB)
final class CompanyController {
  private static final List<Chrome.Jump> SECTIONS =
      List.of(
          new Chrome.Jump("Where does the time go?", "#time"),
          new Chrome.Jump("Where is money idle?", "#money"),
          new Chrome.Jump("What changed?", "#changed"),
          new Chrome.Jump("Where can we automate?", "#automation"),
          new Chrome.Jump("How can AI make teams more productive?", "#assistants"),
          new Chrome.Jump("What would help most?", "#advice"),
          new Chrome.Jump("Did it work?", "#worked"),
          new Chrome.Jump("Can I trust this?", "#trust"));

  private final PageAccess access;
  private final Releases releases;
  private final Tenants tenants;
  private final Taxonomies taxonomies;
  private final Evaluation evaluation;
  private final Chromes chromes;
  private final FirstSteps steps;
  private final InstantSource clock;

  CompanyController(
      PageAccess access,
      Releases releases,
      Tenants tenants,
      Taxonomies taxonomies,
      Evaluation evaluation,
      Chromes chromes,
      FirstSteps steps,
      InstantSource clock) {
    this.access = access;
    this.releases = releases;
    this.tenants = tenants;
    this.taxonomies = taxonomies;
    this.evaluation = evaluation;
    this.chromes = chromes;
    this.steps = steps;
    this.clock = clock;
  }

  @GetMapping("/company")
  ModelAndView company(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    Optional<Release> release = admitted(caller);
    String title = "Where time and money go";
    if (release.isEmpty()) {
      return new ModelAndView(
          "plain",
          Map.of("chrome", chromes.of(title, caller, request, List.of()), "page", empty(caller)));
    }
    boolean executive = caller.role() == Role.EXECUTIVE;
    if (release.get().cells().isEmpty() && !executive) {
      return new ModelAndView(
          "plain",
          Map.of(
              "chrome",
              chromes.of(title, caller, request, List.of()),
              "page",
              tooFew(release.get())));
    }
    ZoneId zone = tenants.get(caller.tenant()).zone();
    CeoPage page =
        new CeoPages(
                release.get(),
                new TrustStrip(
                    clock.instant(),
                    zone,
                    evaluation.latest(caller).map(Evaluated::at).orElse(null),
                    releases.withdrawnSince(caller).orElse(null)),
                taxonomies.of(caller),
                releases.units(caller).orElse(null))
            .page(
                releases.change(caller, release.get()).orElse(null),
                releases.trend(caller, release.get()).orElse(null));
    return new ModelAndView(
        "ceo", Map.of("chrome", chromes.of(title, caller, request, SECTIONS), "page", page));
  }

  @GetMapping(path = "/api/release")
  ResponseEntity<Object> release(@AuthenticationPrincipal Caller caller) {
    Optional<Release> release = admitted(caller);
    if (release.isPresent()) {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(releases.document(caller, release.get()));
    }
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.NOT_FOUND, "Nothing is published yet for " + caller.tenant() + ".");
    return ResponseEntity.of(problem).build();
  }

  private Optional<Release> admitted(Caller caller) {
    access.admit(caller, PageAccess.releaseAction(caller), "latest release");
    return releases.latest(caller);
  }

  private PlainPage empty(Caller caller) {
    Optional<Release.Replaced> withdrawn = releases.withdrawnSince(caller);
    if (withdrawn.isPresent()) {
      return PlainPage.of(
          "Nothing is shown now",
          List.of(
              "Release %s was withdrawn: %s. There is none before it."
                  .formatted(withdrawn.get().release(), withdrawn.get().reason())));
    }
    return new PlainPage(
        "Nothing is published yet",
        List.of(
            "As soon as sign-in logs are read and categorized, IT/Security publishes the first"
                + " numbers. The whole way:"),
        List.of(),
        steps.commands(caller.tenant()),
        List.of());
  }

  private static PlainPage tooFew(Release release) {
    return PlainPage.of(
        "Too few people to show",
        List.of(
            "Release %s holds no group that surely has %d people, so it shows none: a smaller group could give somebody away."
                .formatted(release.id(), release.k())));
  }
}
