package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
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

  @GetMapping("/api/consent")
  ResponseEntity<ConsentPage.Document> consent(@AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok(pages.document(caller));
  }

  /** What is asked of the API; what is left out is refused by name. */
  record Asked(@Nullable Boolean counted) {}

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
