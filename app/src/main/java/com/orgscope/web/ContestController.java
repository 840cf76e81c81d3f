package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.review.Contests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where people contest what is said of their work, and where that is decided. */
@Controller
@RunsIn(Part.WEB)
final class ContestController {
  private final PageAccess access;
  private final ContestPages pages;
  private final ReportReviews reports;
  private final Contests contests;
  private final Chromes chromes;

  ContestController(
      PageAccess access,
      ContestPages pages,
      ReportReviews reports,
      Contests contests,
      Chromes chromes) {
    this.reports = reports;
    this.access = access;
    this.pages = pages;
    this.contests = contests;
    this.chromes = chromes;
  }

  @PostMapping("/me/contest")
  String contest(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String statement) {
    var unused =
        access.admitted(caller, Action.CONTEST, () -> contests.open(caller, category, statement));
    return "redirect:/me";
  }

  @Operation(
      tags = "Myself",
      summary = "What is said of the work of whoever asks",
      description = "Category, why, history, and what was contested.")
  @Admits(Action.CONTEST)
  @GetMapping("/api/contest")
  ResponseEntity<MePage.Document> contest(@AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok(pages.document(caller));
  }

  /** What is asked of the API; what is left out is refused by name. */
  record Asked(
      @Schema(description = "What it should be", example = "Product") @Nullable String category,
      @Schema(description = "Why", example = "I plan what others build")
          @Nullable String statement) {}

  @Operation(
      tags = "Myself",
      summary = "Contests what is said of the own work",
      description = "It is under review until somebody decides.")
  @Admits(Action.CONTEST)
  @PostMapping(path = "/api/contest", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<MePage.Document> contest(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    var unused =
        access.admitted(
            caller,
            Action.CONTEST,
            () -> contests.open(caller, text(asked.category()), text(asked.statement())));
    return ResponseEntity.ok(pages.document(caller));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  /** IT/Security decides here; a manager reads who of their reports waits, and nothing else. */
  @GetMapping("/review")
  ModelAndView queue(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    return page(
        "review",
        "Under review",
        caller.role() == Role.MANAGER ? reports.page(caller) : pages.queue(caller),
        caller,
        request);
  }

  /**
   * @param category empty if it stays
   */
  @PostMapping("/review/{number}")
  String decide(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long number,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String reason) {
    String given = category.isBlank() ? null : category;
    var unused =
        access.admitted(
            caller, Action.REVIEW, () -> contests.decide(caller, number, given, reason));
    return "redirect:/review";
  }

  private ModelAndView page(
      String template, String title, Object page, Caller caller, HttpServletRequest request) {
    return new ModelAndView(
        template, Map.of("chrome", chromes.of(title, caller, request, List.of()), "page", page));
  }
}
