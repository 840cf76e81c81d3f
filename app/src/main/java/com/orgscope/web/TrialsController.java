package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.nightly.TrialDesk;
import com.orgscope.nightly.TrialRequests;
import com.orgscope.work.WorkRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
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

/** Where IT/Security sees what is tried of prompts and models, and ends it. A worker does that. */
@Controller
@RunsIn(Part.WEB)
final class TrialsController {
  private static final int SHOWN = 3;

  private final PageAccess access;
  private final TrialDesk desk;
  private final TrialRequests requests;
  private final Tenants tenants;
  private final Chromes chromes;

  TrialsController(
      PageAccess access, TrialDesk desk, TrialRequests requests, Tenants tenants, Chromes chromes) {
    this.access = access;
    this.desk = desk;
    this.requests = requests;
    this.tenants = tenants;
    this.chromes = chromes;
  }

  @GetMapping("/trials")
  ModelAndView trials(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    List<TrialDesk.Standing> all =
        access.admitted(caller, Action.OPERATIONS, () -> desk.status(caller));
    ZoneId zone = tenants.get(caller.tenant()).zone();
    return new ModelAndView(
        "trials",
        Map.of(
            "chrome",
            chromes.of("Trials of prompts and models", caller, request, List.of()),
            "page",
            new TrialsPage(
                all.stream().map(one -> TrialsPages.row(one, zone)).toList(),
                requests.newest(caller, SHOWN).stream().map(RequestPage.Row::of).toList())));
  }

  @PostMapping("/trials/{number}")
  String end(
      @AuthenticationPrincipal Caller caller,
      @PathVariable int number,
      @RequestParam String act,
      @RequestParam(defaultValue = "") String reason) {
    var unused = asked(caller, number, act, reason);
    return "redirect:/trials";
  }

  @Operation(
      tags = "Work",
      summary = "What is tried of prompts and models",
      description = "Each trial with its verdict and how often both are right, by kind of work.")
  @Admits(Action.OPERATIONS)
  @GetMapping("/api/trials")
  ResponseEntity<TrialsPage.Documents> all(@AuthenticationPrincipal Caller caller) {
    List<TrialDesk.Standing> all =
        access.admitted(caller, Action.OPERATIONS, () -> desk.status(caller));
    return ResponseEntity.ok(
        new TrialsPage.Documents(all.stream().map(TrialsPages::document).toList()));
  }

  /**
   * What is asked of the API.
   *
   * @param act {@code promote} or {@code withdraw}
   */
  record Ending(
      @Schema(description = "promote or withdraw", example = "withdraw") @Nullable String act,
      @Schema(description = "Why; it is kept with the trial", example = "It is no better")
          @Nullable String reason) {}

  @Operation(
      tags = "Work",
      summary = "Has a trial promoted or withdrawn",
      description = "Location says where to ask how it ended.")
  @Admits(Action.RUN_WORK)
  @PostMapping(path = "/api/trials/{number}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RequestPage.Document> end(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "Of the trial", example = "1") @PathVariable int number,
      @RequestBody Ending ending,
      HttpServletRequest request) {
    String reason = ending.reason();
    return VersionedApi.accepted(
        request, asked(caller, number, String.valueOf(ending.act()), reason == null ? "" : reason));
  }

  private WorkRequest asked(Caller caller, int number, String act, String reason) {
    State to =
        switch (act) {
          case TrialsPages.PROMOTE -> State.PROMOTED;
          case TrialsPages.WITHDRAW -> State.WITHDRAWN;
          default -> throw Failure.operator("a trial is ended by \"promote\" or \"withdraw\"");
        };
    return access.admitted(caller, Action.RUN_WORK, () -> requests.ask(caller, number, to, reason));
  }
}
