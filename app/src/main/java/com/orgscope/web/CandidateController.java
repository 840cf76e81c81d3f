package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Candidate;
import com.orgscope.insight.Candidates;
import com.orgscope.insight.PublicationRequests;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.web.PlainPage.Link;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where IT/Security looks at the exact figures before they are noised and published. */
@Controller
@RunsIn(Part.WEB)
final class CandidateController {
  private static final String TITLE = "Before a release";
  private static final List<Chrome.Jump> SECTIONS =
      List.of(
          new Chrome.Jump("Who does what?", "#kinds"),
          new Chrome.Jump("What else would be drawn?", "#others"),
          new Chrome.Jump("What now?", "#next"));

  private final PageAccess access;
  private final Candidates candidates;
  private final PublicationRequests publications;
  private final Chromes chromes;
  private final Tenants tenants;

  CandidateController(
      PageAccess access,
      Candidates candidates,
      PublicationRequests publications,
      Chromes chromes,
      Tenants tenants) {
    this.tenants = tenants;
    this.access = access;
    this.candidates = candidates;
    this.publications = publications;
    this.chromes = chromes;
  }

  @GetMapping("/candidate")
  ModelAndView candidate(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    Optional<Candidate> found =
        access.admitted(caller, Action.RUN_WORK, () -> candidates.find(caller));
    return found
        .map(candidate ->
            new ModelAndView(
                "candidate",
                Map.of(
                    "chrome",
                    chromes.of(TITLE, caller, request, SECTIONS),
                    "page",
                    new CandidatePages(
                            caller.tenant(), candidate, tenants.currency(caller.tenant()))
                        .page(),
                    "asked",
                    publications.newest(caller, 1).stream().map(RequestPage.Row::of).toList())))
        .orElseGet(() ->
            new ModelAndView(
                "plain",
                Map.of(
                    "chrome",
                    chromes.of(TITLE, caller, request, List.of()),
                    "page",
                    empty(caller))));
  }

  private static PlainPage empty(Caller caller) {
    return new PlainPage(
        "Nothing is categorized yet",
        List.of("After the first night a release can be looked at before it is drawn. Type:"),
        List.of(),
        "./orgscope nightly --tenant " + caller.tenant(),
        List.of(new Link("Operations", "/operations")));
  }
}
