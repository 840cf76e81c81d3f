package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.review.Feedback;
import com.orgscope.review.Team;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where managers read what their reports do, and set it right. Nobody stands in an address. */
@Controller
@RunsIn(Part.WEB)
final class TeamController {
  private final PageAccess access;
  private final TeamPages pages;
  private final Team team;
  private final Feedback feedback;
  private final Chromes chromes;

  TeamController(
      PageAccess access, TeamPages pages, Team team, Feedback feedback, Chromes chromes) {
    this.feedback = feedback;
    this.access = access;
    this.pages = pages;
    this.team = team;
    this.chromes = chromes;
  }

  @GetMapping("/team")
  ModelAndView team(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "1") int page,
      HttpServletRequest request) {
    TeamPage shown = pages.page(caller, page);
    return new ModelAndView(
        "team",
        Map.of("chrome", chromes.of("Your team", caller, request, List.of()), "page", shown));
  }

  @GetMapping("/api/team")
  ResponseEntity<TeamPage.Document> document(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "1") int page) {
    return ResponseEntity.ok(pages.document(caller, page));
  }

  @Operation(
      tags = "Team",
      summary = "Direct reports of whoever asks",
      description =
          "What the works-council policy shows of each. Each of them reads that their manager looked.")
  @Admits(Action.TEAM)
  @GetMapping("/api/v1/team")
  ResponseEntity<TeamPage.Reports> listed(
      @AuthenticationPrincipal Caller caller, @ModelAttribute("part") Listed.Part part) {
    return ResponseEntity.ok(pages.listed(caller, part));
  }

  @PostMapping("/team/override")
  String override(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "1") int page) {
    PersonKey who = key(person);
    var unused =
        access.admitted(caller, Action.TEAM, () -> team.set(caller, who, category, reason));
    return back(page, who);
  }

  @PostMapping("/team/undo")
  String undo(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "1") int page) {
    PersonKey who = key(person);
    var unused =
        access.admitted(
            caller,
            Action.TEAM,
            () -> {
              team.undo(caller, who);
              return who;
            });
    return back(page, who);
  }

  /**
   * @param person of one row or of several that were ticked
   */
  @PostMapping("/team/confirm")
  String confirm(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") List<String> person,
      @RequestParam(defaultValue = "1") int page) {
    List<PersonKey> who = person.stream().map(TeamController::key).toList();
    var unused = access.admitted(caller, Action.TEAM, () -> team.confirm(caller, who));
    return who.size() == 1 ? back(page, who.getFirst()) : back(page);
  }

  /**
   * @param reality whether what is said matches reality: yes or no
   * @param stars 1 to 5
   */
  @PostMapping("/team/answer")
  String answer(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String reality,
      @RequestParam(defaultValue = "0") int stars,
      @RequestParam(defaultValue = "1") int page) {
    if (!reality.equals("yes") && !reality.equals("no")) {
      throw Failure.operator("an answer says yes or no");
    }
    PersonKey who = key(person);
    var unused =
        access.admitted(
            caller,
            Action.SURVEY,
            () -> {
              feedback.answer(caller, who, reality.equals("yes"), stars);
              return who;
            });
    return back(page, who);
  }

  private static PersonKey key(String person) {
    try {
      return new PersonKey(UUID.fromString(person));
    } catch (IllegalArgumentException e) {
      throw Failure.operator("that is nobody who reports to you");
    }
  }

  private static String back(int page) {
    return "redirect:/team" + (page > 1 ? "?page=" + page : "");
  }

  private static String back(int page, PersonKey who) {
    return back(page) + "#p-" + who;
  }
}
