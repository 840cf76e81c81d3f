package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.recommendation.RecommendationState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What could be changed, and where people write down what they decided. */
@Controller
@RunsIn(Part.WEB)
final class RecommendationsController {
  private final RecommendationsPages pages;
  private final Chromes chromes;

  RecommendationsController(RecommendationsPages pages, Chromes chromes) {
    this.pages = pages;
    this.chromes = chromes;
  }

  @GetMapping("/recommendations")
  ModelAndView list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "0") int from,
      HttpServletRequest request) {
    return new ModelAndView(
        "recommendations",
        Map.of(
            "chrome",
            chromes.of("Recommendations", caller, request, List.of()),
            "page",
            pages.page(caller, from)));
  }

  /** Asks first: what is approved is acted on by people. */
  @GetMapping("/recommendations/{id}/decide")
  ModelAndView ask(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String to,
      HttpServletRequest request) {
    return new ModelAndView(
        "decision",
        Map.of(
            "chrome",
            chromes.of("Decide", caller, request, List.of()),
            "page",
            pages.decision(caller, id, state(to))));
  }

  /**
   * @param confirmed the state that was asked about; what approves without is asked first
   */
  @PostMapping("/recommendations/{id}")
  String decide(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String to,
      @RequestParam String reason,
      @RequestParam(defaultValue = "") String confirmed) {
    RecommendationState state = state(to);
    if (state == RecommendationState.APPROVED && !confirmed.equals(to)) {
      pages.decision(caller, id, state);
      return "redirect:/recommendations/" + id + "/decide?to=" + state.word();
    }
    pages.decide(caller, id, state, reason);
    return "redirect:/recommendations#r-" + id;
  }

  private static RecommendationState state(String word) {
    return Arrays.stream(RecommendationState.values())
        .filter(s -> s.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Failure.operator("nothing can be '" + word + "'"));
  }
}
