package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people say whether they are counted. */
@Controller
@RunsIn(Part.WEB)
final class ConsentController {
  private final ConsentPages pages;

  ConsentController(ConsentPages pages) {
    this.pages = pages;
  }

  /**
   * @param choice {@code out} or {@code in}
   */
  @PostMapping("/me/consent")
  String say(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "") String choice) {
    if (!choice.equals("in") && !choice.equals("out")) {
      throw Failure.operator("choice is in or out, not '" + choice + "'");
    }
    pages.say(caller, choice.equals("in"));
    return "redirect:/me";
  }

  @Operation(
      tags = "Myself",
      summary = "Whether whoever asks is counted",
      description = "And the notice that they were shown.")
  @Admits(Action.CONSENT)
  @GetMapping("/api/consent")
  ResponseEntity<ConsentPage.Document> consent(@AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok(pages.document(caller));
  }

  /** What is asked of the API; what is left out is refused by name. */
  record Asked(
      @Schema(description = "Whether one is counted", example = "true")
          @Nullable Boolean counted) {}

  @Operation(
      tags = "Myself",
      summary = "Says whether one is counted",
      description = "It holds from the next number that is published.")
  @Admits(Action.CONSENT)
  @PostMapping(path = "/api/consent", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ConsentPage.Document> consent(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    Boolean counted = asked.counted();
    if (counted == null) {
      throw Failure.operator("counted is true or false");
    }
    pages.say(caller, counted);
    return ResponseEntity.ok(pages.document(caller));
  }
}
