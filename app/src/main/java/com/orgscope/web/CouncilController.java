package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where a works council or a data protection officer reads what people are promised. */
@Controller
@RunsIn(Part.WEB)
final class CouncilController {
  private static final List<Chrome.Jump> SECTIONS =
      List.of(
          new Chrome.Jump("What waits for signatures?", "#waiting"),
          new Chrome.Jump("What holds?", "#policy"),
          new Chrome.Jump("What changed?", "#history"),
          new Chrome.Jump("What was asked of models?", "#questions"),
          new Chrome.Jump("What left the house?", "#sent"),
          new Chrome.Jump("What did numbers cost?", "#ledger"),
          new Chrome.Jump("Are people forgotten in time?", "#erasures"),
          new Chrome.Jump("Is there an impact assessment?", "#assessment"),
          new Chrome.Jump("Page: What each role sees", "/council/previews"));

  private final PageAccess access;
  private final CouncilPages pages;
  private final CouncilPreviews previews;
  private final Chromes chromes;

  CouncilController(
      PageAccess access, CouncilPages pages, CouncilPreviews previews, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.previews = previews;
    this.chromes = chromes;
  }

  @GetMapping("/council")
  ModelAndView council(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.PROMISES, "what people are promised");
    return new ModelAndView(
        "council",
        Map.of(
            "chrome",
            chromes.of("What people are promised", caller, request, SECTIONS),
            "page",
            pages.page(caller)));
  }

  @GetMapping("/council/previews")
  ModelAndView previews(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.PROMISES, "what each role sees, of people who are made up");
    return new ModelAndView(
        "councilPreviews",
        Map.of(
            "chrome",
            chromes.of("What each role sees", caller, request, List.of()),
            "page",
            previews.page(caller)));
  }

  @Operation(
      tags = "Oversight",
      summary = "What people are promised",
      description =
          "Policy and its history, questions to models, what left, and what numbers cost; of no person.")
  @Admits(Action.PROMISES)
  @GetMapping("/api/council")
  ResponseEntity<CouncilPage.Document> document(@AuthenticationPrincipal Caller caller) {
    access.admit(caller, Action.PROMISES, "what people are promised");
    return ResponseEntity.ok(pages.document(caller));
  }
}
