package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Where IT/Security searches what left the house. */
@Controller
@RunsIn(Part.WEB)
final class EgressController {
  private final PageAccess access;
  private final EgressPages pages;
  private final Chromes chromes;

  EgressController(PageAccess access, EgressPages pages, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.chromes = chromes;
  }

  @GetMapping("/egress")
  ModelAndView all(
      @AuthenticationPrincipal Caller caller,
      @ModelAttribute("asked") EgressPage.Asked asked,
      HttpServletRequest request) {
    EgressPage page = access.admitted(caller, Action.EGRESS, () -> pages.page(caller, asked));
    return new ModelAndView(
        "egress",
        Map.of("chrome", chromes.of("What left", caller, request, List.of()), "page", page));
  }

  @GetMapping("/egress/{number}")
  ModelAndView one(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long number,
      HttpServletRequest request) {
    EgressPage.Whole whole =
        access
            .admitted(caller, Action.EGRESS, () -> pages.whole(caller, number))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new ModelAndView(
        "egressOne",
        Map.of(
            "chrome",
            chromes.of("What left, " + number, caller, request, List.of()),
            "whole",
            whole));
  }

  @GetMapping("/api/egress")
  ResponseEntity<EgressPage.Document> entries(
      @AuthenticationPrincipal Caller caller, @ModelAttribute("asked") EgressPage.Asked asked) {
    return ResponseEntity.ok(
        access.admitted(caller, Action.EGRESS, () -> pages.document(caller, asked)));
  }

  @Operation(
      tags = "Oversight",
      summary = "What left the house, the newest first",
      description =
          "Questions to models, seals to receivers of the log, traces to collectors; each one whole.")
  @Admits(Action.EGRESS)
  @GetMapping("/api/v1/egress")
  ResponseEntity<EgressPage.Found> listed(
      @AuthenticationPrincipal Caller caller,
      @ModelAttribute("sought") EgressPage.Sought sought,
      @ModelAttribute("part") Listed.Part part) {
    return ResponseEntity.ok(
        access.admitted(caller, Action.EGRESS, () -> pages.listed(caller, sought, part)));
  }
}
