package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.signin.Ending;
import com.orgscope.web.PlainPage.Link;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The way in, and the first page of each role. */
@Controller
@RunsIn(Part.WEB)
final class StartController {
  private final Chromes chromes;
  private final DemoSignIn demo;
  private final ProviderDoors providers;
  private final FirstSteps steps;
  private final Places places;
  private final PageAccess access;

  StartController(
      Chromes chromes,
      DemoSignIn demo,
      ProviderDoors providers,
      FirstSteps steps,
      Places places,
      PageAccess access) {
    this.chromes = chromes;
    this.demo = demo;
    this.providers = providers;
    this.steps = steps;
    this.places = places;
    this.access = access;
  }

  @GetMapping("/sign-in")
  ModelAndView signIn(HttpServletRequest request) {
    boolean open = demo.open(ClientAddress.of(request));
    SignInPage page = providers.page(refused(request), open, open ? demo.companies() : List.of());
    return new ModelAndView("signIn", Map.of("chrome", chromes.anonymous("Sign in"), "page", page));
  }

  private static @Nullable String refused(HttpServletRequest request) {
    Set<String> why = request.getParameterMap().keySet();
    if (why.contains("elsewhere")) {
      return "You signed in elsewhere too often, or too many people did, so this session ended.";
    }
    if (why.contains("time")) {
      return "This session ended after a time, as sessions do. Sign in again.";
    }
    if (why.contains("lost")) {
      return "You do not have that role any more, so this session ended.";
    }
    if (why.contains("used")) {
      return "That link is used up or too old. Make a new one.";
    }
    if (why.contains("relayed")) {
      return "A link signs in at the machine that Orgscope runs on, and this came through something"
          + " else. It was not used: open it there, by the address it was told with.";
    }
    if (why.contains("company")) {
      return "No company of that short name signs in here. IT knows it.";
    }
    return why.contains("refused") ? "That did not work. Choose again." : null;
  }

  /** What the sign-in page is asked to say of a session that ended. */
  static String why(@Nullable Ending ended) {
    return switch (ended) {
      case null -> "";
      case SIGNED_OUT, PROVIDER -> "";
      case ELSEWHERE -> "?elsewhere";
      case TIME, ROLE_AGE -> "?time";
      case ROLE_LOST -> "?lost";
    };
  }

  @GetMapping("/")
  String home(@AuthenticationPrincipal Caller caller) {
    boolean begun = caller.role() != Role.IT_SECURITY || steps.gone(caller);
    return "redirect:" + (begun ? Places.first(caller.role()) : "/start");
  }

  @GetMapping("/start")
  ModelAndView start(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    if (caller.role() == Role.IT_SECURITY) {
      StepsPage page =
          access.admitted(caller, Action.OPERATIONS, () -> steps.page(caller, links(caller)));
      return new ModelAndView(
          "steps",
          Map.of("chrome", chromes.of(page.heading(), caller, request, List.of()), "page", page));
    }
    PlainPage page = page(caller);
    return new ModelAndView(
        "plain",
        Map.of("chrome", chromes.of(page.heading(), caller, request, List.of()), "page", page));
  }

  private PlainPage page(Caller caller) {
    return PlainPage.of(
        "Start",
        List.of("Everything of yours is one step from here."),
        links(caller).toArray(Link[]::new));
  }

  private List<Link> links(Caller caller) {
    List<Link> links = new ArrayList<>();
    places.of(caller).stream()
        .filter(place -> !place.href().equals("/start"))
        .forEach(place -> links.add(new Link(place.label(), place.href())));
    if (links.stream().noneMatch(link -> link.href().equals("/developers"))) {
      links.add(new Link("What a program can ask", "/developers"));
    }
    if (places.seesRelease(caller)) {
      links.add(new Link("The same numbers as JSON", "/api/v1/release"));
    }
    if (caller.role() == Role.AUDITOR) {
      links.add(new Link("The evidence as JSON", "/api/v1/assurance"));
    }
    if (caller.role() == Role.COUNCIL) {
      links.add(new Link("The same as JSON", "/api/v1/council"));
    }
    return links;
  }
}
