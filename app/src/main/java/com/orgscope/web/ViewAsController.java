package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.access.LookReason;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.signin.Previews;
import com.orgscope.signin.Previews.Preview;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * IT/Security looks at what another role sees. The role's page stands in a frame, byte by byte as
 * the role gets it; the mark stands around it.
 */
@Controller
@RunsIn(Part.WEB)
final class ViewAsController {
  private static final String CHOICE = "redirect:/view-as";

  private final PageAccess access;
  private final Previews previews;
  private final Tenants tenants;
  private final Chromes chromes;
  private final InstantSource clock;

  ViewAsController(
      PageAccess access, Previews previews, Tenants tenants, Chromes chromes, InstantSource clock) {
    this.access = access;
    this.previews = previews;
    this.tenants = tenants;
    this.chromes = chromes;
    this.clock = clock;
  }

  @GetMapping("/view-as")
  ModelAndView show(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") String page,
      HttpServletRequest request,
      HttpServletResponse response) {
    access.admit(caller, Action.VIEW_AS, "the page to view as somebody");
    ViewAsPage.Open open = open(caller, request).map(one -> open(one, page)).orElse(null);
    if (open != null) {
      PageHeaders.framing(response::setHeader);
    }
    return new ModelAndView(
        "viewAs",
        Map.of(
            "chrome",
            chromes.of("View as", caller, request, List.of()),
            "page",
            new ViewAsPage(
                Previews.roles().stream()
                    .map(role ->
                        new ViewAsPage.Eyes(role.name(), Words.role(role), Words.sees(role)))
                    .toList(),
                PersonPages.purposes(),
                (int) Previews.LIFE.toMinutes(),
                open)));
  }

  private Optional<Preview> open(Caller caller, HttpServletRequest request) {
    return SessionCookies.held(request).flatMap(held -> previews.of(caller, held));
  }

  private ViewAsPage.Open open(Preview preview, String wanted) {
    Role role = preview.as().role();
    Map<String, String> pages = PreviewedPages.of(role);
    String now = pages.containsValue(wanted) ? wanted : pages.values().iterator().next();
    return new ViewAsPage.Open(
        Words.oneOf(role),
        Formats.moment(preview.endsAt(), tenants.get(preview.as().tenant()).zone()),
        Duration.between(clock.instant(), preview.endsAt()).toSeconds(),
        pages.entrySet().stream()
            .map(one ->
                new ViewAsPage.Page(
                    one.getKey(), "/view-as?page=" + one.getValue(), one.getValue().equals(now)))
            .toList(),
        PreviewedPages.PREFIX + now);
  }

  @PostMapping("/view-as")
  String begin(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String role,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String purpose,
      @RequestParam(defaultValue = "") String reference,
      HttpServletRequest request) {
    Role eyes = Role.named(role).orElseThrow(() -> Failure.operator("'" + role + "' is no role"));
    String whose = login.strip();
    LookReason reason =
        purpose.isEmpty() && reference.isEmpty() ? null : LookReason.of(purpose, reference, whose);
    var unused =
        access.admitted(caller, Action.VIEW_AS, () -> begin(caller, eyes, whose, reason, request));
    return CHOICE;
  }

  private boolean begin(
      Caller caller,
      Role eyes,
      String whose,
      @Nullable LookReason reason,
      HttpServletRequest request) {
    previews.begin(caller, SessionCookies.held(request).orElseThrow(), eyes, whose, reason);
    return true;
  }

  @PostMapping("/view-as/end")
  String end(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    SessionCookies.held(request).ifPresent(held -> previews.end(caller, held));
    return CHOICE;
  }

  /** A page of the preview, read as the role reads it; nothing is changed by reading. */
  @GetMapping(PreviewedPages.PREFIX + "/**")
  @Nullable ModelAndView page(
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    access.admit(caller, Action.VIEW_AS, "a page of a preview");
    PageHeaders.framed(response::setHeader);
    Optional<Preview> preview = open(caller, request);
    String address = request.getRequestURI().substring(PreviewedPages.PREFIX.length());
    if (preview.isEmpty() || !PreviewedPages.hold(preview.get().as().role(), address)) {
      return new ModelAndView(
          "plain",
          Map.of(
              "chrome",
              chromes.anonymous("View as"),
              "page",
              PlainPage.of(
                  preview.isEmpty() ? "The view has ended" : "This is not in the view",
                  List.of(
                      preview.isEmpty()
                          ? "Begin it again at the page around this."
                          : "A view shows what a role reads, and changes nothing; what is told to one person alone is not in it."))));
    }
    asRole(preview.get().as(), address, request, response);
    return null;
  }

  private static void asRole(
      Caller as, String address, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    SecurityContext own = SecurityContextHolder.getContext();
    try {
      SecurityContextHolder.setContext(new SecurityContextImpl(SignedIn.as(as)));
      PreviewedRequest previewed = new PreviewedRequest(request);
      previewed.getRequestDispatcher(address).forward(previewed, response);
    } finally {
      SecurityContextHolder.setContext(own);
    }
  }
}
