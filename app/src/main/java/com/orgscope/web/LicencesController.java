package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.licence.LicenceDocument;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where IT/Security sees each contract exactly, as {@code contracts show} says it. */
@Controller
@RunsIn(Part.WEB)
final class LicencesController {
  private final PageAccess access;
  private final LicencesPages pages;
  private final Chromes chromes;

  LicencesController(PageAccess access, LicencesPages pages, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.chromes = chromes;
  }

  @GetMapping("/licences")
  ModelAndView all(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.OPERATIONS, "licences");
    return new ModelAndView(
        "licences",
        Map.of(
            "chrome",
            chromes.of("Licences", caller, request, List.of()),
            "page",
            pages.page(caller)));
  }

  @Operation(
      tags = "Oversight",
      summary = "What is paid for by the seat, and what of it is used",
      description =
          "Each contract exactly, as of today or the log's last day; what everybody uses and nobody pays for; two of one kind.")
  @Admits(Action.OPERATIONS)
  @GetMapping("/api/licences")
  ResponseEntity<LicenceDocument> document(@AuthenticationPrincipal Caller caller) {
    access.admit(caller, Action.OPERATIONS, "licences");
    return ResponseEntity.ok(pages.document(caller));
  }
}
