package com.orgscope.web;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.signin.ProviderSignOut;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way out: by whoever is signed in, and by their identity provider. */
@Controller
@RunsIn(Part.WEB)
final class SignOutController {
  private final SessionCookies sessions;
  private final ProviderDoors doors;
  private final ProviderSignOut provider;
  private final Chromes chromes;

  SignOutController(
      SessionCookies sessions, ProviderDoors doors, ProviderSignOut provider, Chromes chromes) {
    this.sessions = sessions;
    this.doors = doors;
    this.provider = provider;
    this.chromes = chromes;
  }

  /**
   * Not a redirect to the provider: browsers do not follow one from a form to another site, since
   * our pages allow forms to our own address alone.
   */
  @PostMapping("/sign-out")
  ModelAndView out(HttpServletRequest request, HttpServletResponse response) {
    String back = doors.address(request).map(address -> address + "/sign-in").orElse("");
    Optional<String> onward = sessions.close(back, request, response);
    if (onward.isEmpty()) {
      return new ModelAndView("redirect:/sign-in");
    }
    response.setHeader("Refresh", "0;url=" + onward.get());
    PlainPage page =
        PlainPage.of(
            "You are signed out here",
            List.of("Your identity provider signs you out next."),
            new PlainPage.Link("Go on", onward.get()));
    return new ModelAndView(
        "plain", Map.of("chrome", chromes.anonymous("Signed out"), "page", page));
  }

  /** Front-Channel Logout: a page of the provider's loads this, without our cookie. */
  @GetMapping("/sign-out/provider/{company}")
  ResponseEntity<String> front(
      @PathVariable String company,
      @RequestParam(defaultValue = "") String iss,
      @RequestParam(defaultValue = "") String sid) {
    boolean good =
        !sid.isEmpty()
            && doors
                .company(company)
                .filter(one -> provider.frontChannel(one, iss, sid))
                .isPresent();
    return good ? ResponseEntity.ok("") : ResponseEntity.badRequest().body("");
  }

  /** Back-Channel Logout: the provider itself asks. */
  @PostMapping("/sign-out/provider/{company}")
  ResponseEntity<String> back(
      @PathVariable String company,
      @RequestParam(name = "logout_token", defaultValue = "") String token) {
    boolean good =
        doors.company(company).filter(one -> provider.backChannel(one, token)).isPresent();
    return good ? ResponseEntity.ok("") : ResponseEntity.badRequest().body("");
  }
}
