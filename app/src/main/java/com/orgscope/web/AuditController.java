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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Where IT/Security and the auditor search the audit log. */
@Controller
@RunsIn(Part.WEB)
final class AuditController {
  private final PageAccess access;
  private final AuditPages pages;
  private final Chromes chromes;

  AuditController(PageAccess access, AuditPages pages, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.chromes = chromes;
  }

  @GetMapping("/audit")
  ModelAndView log(
      @AuthenticationPrincipal Caller caller,
      @ModelAttribute("asked") AuditPage.Asked asked,
      HttpServletRequest request) {
    AuditPage page = access.admitted(caller, Action.AUDIT_LOG, () -> pages.page(caller, asked));
    return new ModelAndView(
        "audit",
        Map.of("chrome", chromes.of("Audit log", caller, request, List.of()), "page", page));
  }

  @GetMapping("/api/audit")
  ResponseEntity<AuditPage.Document> entries(
      @AuthenticationPrincipal Caller caller, @ModelAttribute("asked") AuditPage.Asked asked) {
    return ResponseEntity.ok(
        access.admitted(caller, Action.AUDIT_LOG, () -> pages.document(caller, asked)));
  }

  @Operation(
      tags = "Oversight",
      summary = "The audit log, the newest first",
      description = "People stand by key, for the auditor by alias. That it was read stands in it.")
  @Admits(Action.AUDIT_LOG)
  @GetMapping("/api/v1/audit")
  ResponseEntity<Listed<AuditPage.Said>> listed(
      @AuthenticationPrincipal Caller caller,
      @ModelAttribute("sought") AuditPage.Sought sought,
      @ModelAttribute("part") Listed.Part part) {
    return ResponseEntity.ok(
        access.admitted(caller, Action.AUDIT_LOG, () -> pages.listed(caller, sought, part)));
  }
}
