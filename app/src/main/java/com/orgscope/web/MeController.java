package com.orgscope.web;

import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.usage.Applications;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's own page. */
@Controller
@RunsIn(Part.WEB)
final class MeController {
  private static final List<Chrome.Jump> SECTIONS =
      List.of(
          new Chrome.Jump("What do you use?", "#use"),
          new Chrome.Jump("Is it wrong?", "#contest"),
          new Chrome.Jump("Who looked?", "#looked"),
          new Chrome.Jump("Do you take part?", "#part"),
          new Chrome.Jump("What is held about you?", "#take"));

  private final MePages pages;
  private final ConsentPages consents;
  private final MyWorkPages work;
  private final Applications applications;
  private final Tenants tenants;
  private final Chromes chromes;

  MeController(
      MePages pages,
      ConsentPages consents,
      MyWorkPages work,
      Applications applications,
      Tenants tenants,
      Chromes chromes) {
    this.pages = pages;
    this.consents = consents;
    this.work = work;
    this.applications = applications;
    this.tenants = tenants;
    this.chromes = chromes;
  }

  @GetMapping("/me")
  ModelAndView mine(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    MePage said = pages.of(caller);
    ConsentPage consent = consents.shown(caller);
    return new ModelAndView(
        "me",
        Map.of(
            "chrome",
            chromes.of("Your work", caller, request, SECTIONS),
            "page",
            said,
            "work",
            work.of(caller, tenants.get(caller.tenant()).zone(), applications, consent.counted()),
            "consent",
            consent));
  }
}
