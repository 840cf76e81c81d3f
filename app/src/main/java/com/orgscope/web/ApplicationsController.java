package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where IT/Security says what applications are for, and what a model may be asked. */
@Controller
@RunsIn(Part.WEB)
final class ApplicationsController {
  private static final String LIST = "redirect:/applications";

  private final PageAccess access;
  private final ApplicationsPages pages;
  private final Chromes chromes;

  ApplicationsController(PageAccess access, ApplicationsPages pages, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.chromes = chromes;
  }

  @GetMapping("/applications")
  ModelAndView list(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.OPERATIONS, "applications");
    return new ModelAndView(
        "applications",
        Map.of(
            "chrome",
            chromes.of("Applications", caller, request, List.of()),
            "page",
            pages.page(caller)));
  }

  @GetMapping("/applications/decide")
  ModelAndView ask(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String label,
      HttpServletRequest request) {
    access.admit(caller, Action.OPERATIONS, "applications");
    return new ModelAndView(
        "applicationDecision",
        Map.of(
            "chrome",
            chromes.of("Decide", caller, request, List.of()),
            "page",
            pages.decision(caller, label)));
  }

  @PostMapping("/applications/decide")
  String decide(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String label,
      @RequestParam String choice,
      @RequestParam(defaultValue = "") String words) {
    access.admit(caller, Action.CHANGE_DIRECTORY, "applications");
    pages.decide(caller, label, choice, words);
    return LIST;
  }

  @PostMapping("/applications/asking")
  String policy(@AuthenticationPrincipal Caller caller, @RequestParam String policy) {
    access.admit(caller, Action.CHANGE_DIRECTORY, "applications");
    pages.policy(caller, policy);
    return LIST;
  }
}
