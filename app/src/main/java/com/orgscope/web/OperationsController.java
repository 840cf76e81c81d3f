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
import org.springframework.web.servlet.ModelAndView;

/** What IT/Security watches. */
@Controller
@RunsIn(Part.WEB)
final class OperationsController {
  private static final List<Chrome.Jump> SECTIONS =
      List.of(
          new Chrome.Jump("What needs a hand now?", "#health"),
          new Chrome.Jump("What came in?", "#came-in"),
          new Chrome.Jump("How often do sign-ins fail?", "#failing"),
          new Chrome.Jump("How much of signing in is measured?", "#measured"),
          new Chrome.Jump("How do live sources stand?", "#live"),
          new Chrome.Jump("What is dead, and why?", "#dead"),
          new Chrome.Jump("Which accounts does the directory not know?", "#unlisted"),
          new Chrome.Jump("What ran?", "#ran"),
          new Chrome.Jump("Whom did the nights change?", "#nights"),
          new Chrome.Jump("Can the kinds of work be trusted?", "#kinds"),
          new Chrome.Jump("Privacy budget", "#privacy"),
          new Chrome.Jump("Who looked?", "#looked"));

  private final PageAccess access;
  private final OperationsPages pages;
  private final Chromes chromes;

  OperationsController(PageAccess access, OperationsPages pages, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.chromes = chromes;
  }

  @GetMapping("/operations")
  ModelAndView operations(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.OPERATIONS, "operations");
    return new ModelAndView(
        "operations",
        Map.of(
            "chrome",
            chromes.of("Operations", caller, request, SECTIONS),
            "page",
            pages.page(caller)));
  }

  /** The sections alone, which the page fetches again while it is open. */
  @GetMapping("/operations/live")
  ModelAndView live(@AuthenticationPrincipal Caller caller) {
    access.admit(caller, Action.OPERATIONS, "operations");
    return new ModelAndView("operationsLive", Map.of("page", pages.page(caller)));
  }
}
