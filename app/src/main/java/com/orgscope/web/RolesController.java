package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whoever has several roles goes on in another one. */
@Controller
@RunsIn(Part.WEB)
final class RolesController {
  private final SessionCookies sessions;
  private final Chromes chromes;

  RolesController(SessionCookies sessions, Chromes chromes) {
    this.sessions = sessions;
    this.chromes = chromes;
  }

  @GetMapping("/roles")
  ModelAndView roles(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    Set<Role> roles = sessions.roles(request);
    List<RolesPage.Choice> choices = new ArrayList<>();
    for (Role role : Role.values()) {
      if (roles.contains(role)) {
        choices.add(
            new RolesPage.Choice(
                choices.size() + 1,
                role.name(),
                Words.role(role),
                Words.sees(role),
                role == caller.role()));
      }
    }
    return new ModelAndView(
        "roles",
        Map.of(
            "chrome",
            chromes.of("Your roles", caller, request, List.of()),
            "page",
            new RolesPage(choices)));
  }

  @PostMapping("/roles")
  String change(
      @RequestParam String role, HttpServletRequest request, HttpServletResponse response) {
    Optional<Role> wanted =
        Arrays.stream(Role.values()).filter(one -> one.name().equals(role)).findFirst();
    boolean changed = wanted.isPresent() && sessions.change(wanted.get(), request, response);
    return changed ? "redirect:/" : "redirect:/roles";
  }
}
