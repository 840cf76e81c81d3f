package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.assurance.Assurance;
import com.orgscope.assurance.Paper;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where an auditor reads that the controls hold, and takes the papers that law asks for; the
 * council reads those that are of the people.
 */
@Controller
@RunsIn(Part.WEB)
final class AssuranceController {
  private static final List<Chrome.Jump> SECTIONS =
      List.of(
          new Chrome.Jump("Do the controls hold?", "#controls"),
          new Chrome.Jump("What is published?", "#statistics"),
          new Chrome.Jump("What did it cost?", "#ledger"),
          new Chrome.Jump("Check it yourself", "#verify"),
          new Chrome.Jump("Papers", "#papers"));

  private final PageAccess access;
  private final AssurancePages pages;
  private final Assurance assurance;
  private final Chromes chromes;

  AssuranceController(
      PageAccess access, AssurancePages pages, Assurance assurance, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.assurance = assurance;
    this.chromes = chromes;
  }

  @GetMapping("/assurance")
  ModelAndView page(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    AssurancePage page = access.admitted(caller, Action.CONTROL_EVIDENCE, () -> pages.page(caller));
    return new ModelAndView(
        "assurance",
        Map.of("chrome", chromes.of("Evidence", caller, request, SECTIONS), "page", page));
  }

  @Operation(
      tags = "Oversight",
      summary = "Whether the controls hold, and what shows it",
      description = "Looked up anew at each reading. It holds no person and no unpublished count.")
  @Admits(Action.CONTROL_EVIDENCE)
  @GetMapping("/api/assurance")
  ResponseEntity<AssurancePage.Document> document(@AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok(
        access.admitted(caller, Action.CONTROL_EVIDENCE, () -> pages.document(caller)));
  }

  @GetMapping("/assurance/{name}")
  ModelAndView paper(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String name,
      HttpServletRequest request) {
    Paper paper = read(caller, name);
    return new ModelAndView(
        "paper",
        Map.of("chrome", chromes.of(paper.title(), caller, request, List.of()), "page", paper));
  }

  @GetMapping("/assurance/{name}/markdown")
  ResponseEntity<String> markdown(
      @AuthenticationPrincipal Caller caller, @PathVariable String name) {
    Paper paper = read(caller, name);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/markdown;charset=UTF-8"))
        .header("Content-Disposition", "attachment; filename=\"%s.md\"".formatted(paper.name()))
        .body(paper.markdown());
  }

  private Paper read(Caller caller, String name) {
    Action action = caller.role() == Role.COUNCIL ? Action.PROMISES : Action.CONTROL_EVIDENCE;
    return access
        .admitted(caller, action, () -> assurance.paper(caller, name))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
