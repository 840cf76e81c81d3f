package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.nightly.NightProgress;
import com.orgscope.nightly.NightProgresses;
import com.orgscope.nightly.NightRequests;
import com.orgscope.nightly.Nightly;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody else's clock asks for a night, and how far it is. */
@Controller
@RunsIn(Part.WEB)
final class NightController {
  private final PageAccess access;
  private final NightRequests requests;
  private final NightProgresses progresses;
  private final Nightly nightly;

  NightController(
      PageAccess access, NightRequests requests, NightProgresses progresses, Nightly nightly) {
    this.access = access;
    this.requests = requests;
    this.progresses = progresses;
    this.nightly = nightly;
  }

  /**
   * How far a night is.
   *
   * @param night the day that it is of
   * @param run null as long as it has not begun
   * @param state waiting, asking, judging or closing; then how it ended
   * @param deferred people who need it and are left to later nights
   * @param expectedEnd when it ended, once it has; null while nobody can say
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Document(
      String night,
      @Nullable String run,
      String state,
      long done,
      long left,
      long deferred,
      @JsonProperty("people_per_second") double perSecond,
      @JsonProperty("cost_usd") double usd,
      @JsonProperty("expected_end") @Nullable String expectedEnd) {
    static Document of(NightProgress progress) {
      Instant end = progress.expectedEnd();
      return new Document(
          progress.asOf().toString(),
          progress.run(),
          progress.stage(),
          progress.done(),
          progress.left(),
          progress.deferred(),
          progress.perSecond(),
          progress.usd(),
          end == null ? null : end.toString());
    }
  }

  /** Done once a day, however often it is asked for. */
  @Operation(
      tags = "Work",
      summary = "Has the night of the day that is over done",
      description =
          "Once a day, however often it is asked for. Location says where to ask how far it is.")
  @Admits(Action.RUN_WORK)
  @PostMapping("/api/nights")
  ResponseEntity<RequestPage.Document> start(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    NightRequests.Asked asked =
        access.admitted(caller, Action.RUN_WORK, () -> requests.ask(caller));
    return VersionedApi.accepted(
        request, "nights?day=" + asked.day(), RequestPage.Document.of(asked.request()));
  }

  /** The same for whoever looks at the first steps and does not wait for the clock. */
  @PostMapping("/start/night")
  String first(@AuthenticationPrincipal Caller caller) {
    var unused = access.admitted(caller, Action.RUN_WORK, () -> requests.ask(caller));
    return "redirect:/start";
  }

  /**
   * @param day the one that is over, if it is left out
   */
  @Operation(
      tags = "Work",
      summary = "How far a night is",
      description = "People done and left, speed, cost and the expected end.")
  @Admits(Action.OPERATIONS)
  @GetMapping("/api/nights")
  ResponseEntity<Document> progress(
      @AuthenticationPrincipal Caller caller,
      @Parameter(
              description = "The day that it is of; the one that is over without it",
              example = "2026-11-21")
          @RequestParam(required = false)
          @Nullable LocalDate day) {
    return ResponseEntity.ok(
        Document.of(
            access.admitted(
                caller,
                Action.OPERATIONS,
                () ->
                    progresses.of(caller, day == null ? nightly.lastDay(caller.tenant()) : day))));
  }
}
